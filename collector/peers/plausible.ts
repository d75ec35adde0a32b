import { OWN_BY_PLAUSIBLE } from '../../tracker/peers/shared/event-names.ts'
import { type Making, objectIn, type Told, type ToldEvent, type Untold } from './told.ts'

/** `POST /api/event`: what Plausible's scripts and those who send for them say, under short names or long ones. */

type Json = Record<string, unknown>

/** Domains that one request may be for. */
const MOST_DOMAINS = 20
/** An address without one: an app's, or a path. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/iu

/** One event, for each of the sites. */
export interface ToldByPlausible extends Told {
  sites: string[]
}

export function toldByPlausible(sent: unknown, making: Making): ToldByPlausible | Untold {
  const value = objectIn(sent)
  if (!value) return { errors: { request: ['Unable to parse request body as json'] } }
  const name = nameOf(value)
  const url = value.u ?? value.url
  const errors = errorsOf(value, name, url)
  if (errors) return { errors }
  const address = url as string
  const sites = sitesOf(value, address)
  if (sites.length === 0) return { errors: { domain: ["can't be blank"] } }
  const event = {
    ...{ id: making.newId(), name, at: making.now, url: absolute(address, sites[0]) },
    ...detailsOf(value, name),
  }
  const hash = Number(value.h ?? value.hashMode) === 1
  return { sites, body: { ...(hash && { hash }), events: [event] } }
}

function errorsOf(
  value: Json,
  name: string | undefined,
  url: unknown,
): Untold['errors'] | undefined {
  const errors = {
    ...(name === undefined && { event_name: ["can't be blank"] }),
    ...wrongUrl(url),
    ...(name === 'engagement' && !isMeasured(value) && { engagement_time: ['is invalid'] }),
  }
  return Object.keys(errors).length > 0 ? errors : undefined
}

/** A path is one of the site. */
function absolute(url: string, site = ''): string {
  if (SCHEME.test(url)) return url
  return `https://${site}${url.startsWith('/') ? '' : '/'}${url}`
}

function nameOf(value: Json): string | undefined {
  const name = value.n ?? value.name
  const text = Number.isInteger(name) ? String(name) : name
  if (typeof text !== 'string' || text.trim() === '') return undefined
  return OWN_BY_PLAUSIBLE[text] ?? text
}

function wrongUrl(url: unknown): Untold['errors'] {
  if (url == null) return { url: ['is required'] }
  if (typeof url !== 'string') return { url: ['must be a string'] }
  return /^data:/iu.test(url) ? { url: ['scheme is not allowed'] } : {}
}

/** Without `www.`; of no domain that of the address. */
function sitesOf(value: Json, url: string): string[] {
  const given = value.d ?? value.domain
  const domains = typeof given === 'string' ? given.split(',') : [hostOf(url)]
  const plain = domains.map((domain) =>
    domain
      .trim()
      .toLowerCase()
      .replace(/^www\./u, ''),
  )
  return [...new Set(plain)].filter((domain) => domain !== '').slice(0, MOST_DOMAINS)
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

function detailsOf(value: Json, name: string | undefined): ToldEvent {
  if (name === 'engagement') return measured(value)
  const props = objectIn(value.m ?? value.meta ?? value.p ?? value.props)
  const revenue = objectIn(value.$ ?? value.revenue)
  return {
    referrer: value.r ?? value.referrer ?? undefined,
    ...(props && { props: filled(props) }),
    ...(revenue && { revenue }),
    ...((value.i ?? value.interactive) === false && { interactive: false }),
  }
}

/** Blanks say nothing; of lists and objects the intake keeps none, and counts that. */
function filled(props: Json): Json {
  const isFilled = (value: unknown) => value !== '' && value != null
  return Object.values(props).every(isFilled)
    ? props
    : Object.fromEntries(Object.entries(props).filter(([, value]) => isFilled(value)))
}

/** Without a pageview's id: the intake looks for the latest of that address. */
function measured(value: Json): ToldEvent {
  return { engaged: wholeOf(value.e) ?? 0, scroll: Math.min(wholeOf(value.sd) ?? 0, 100) }
}

function isMeasured(value: Json): boolean {
  return wholeOf(value.e) !== undefined || wholeOf(value.sd) !== undefined
}

/** A number from 0, also in digits. */
function wholeOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value
  return Number.isInteger(number) && (number as number) >= 0 ? (number as number) : undefined
}
