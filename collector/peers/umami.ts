import { eventData, flatData } from '../../tracker/peers/shared/umami-data.ts'
import { type Making, objectIn, type Told, type ToldEvent } from './told.ts'

/** `POST /api/send`, and each line of `POST /api/batch`: what Umami's scripts and servers say. */

type Json = Record<string, unknown>

/** What browsers measure or stumble over: taken, and counted as nothing that is kept here. */
type Unkept = Exclude<(typeof TYPES)[number], 'event' | 'identify'>

/** By their own word for it, so that no event of a site is taken for one. */
export const unkeptName = (type: Unkept): string => `umami:${type}`

/** A line that is one, and whose website is known. */
export interface ToldByUmami extends Told {
  /** Who it says sends, where it does not come from there: the address is for others to believe. */
  ip?: string
  userAgent?: string
  /** Unix ms that it says it happened at. */
  at?: number
}

/** A line whose site is not known yet. */
export interface UmamiLine {
  type: 'event' | 'identify' | Unkept
  /** Uuid, in lower case. */
  website: string
  payload: Json
}

/** The line, or what is wrong with it. */
export function umamiLine(value: unknown): UmamiLine | string {
  const line = objectIn(value)
  if (!line) return 'Invalid input: expected object'
  const { type } = line
  if (!isType(type)) return NO_TYPE
  const payload = objectIn(line.payload)
  if (!payload) return 'Invalid input: expected object, received payload'
  const { website, link, pixel } = payload
  if ([website, link, pixel].filter(Boolean).length !== 1)
    return 'Exactly one of website, link, or pixel must be provided'
  if (typeof website !== 'string') return NO_WEBSITE
  return { type, payload, website: website.toLowerCase() }
}

export const NO_WEBSITE = 'Website not found.'

const TYPES = ['event', 'identify', 'performance', 'error', 'engagement'] as const
const NO_TYPE = `Invalid option: expected one of ${TYPES.map((type) => `"${type}"`).join('|')}`

function isType(type: unknown): type is UmamiLine['type'] {
  return TYPES.some((one) => one === type)
}

/** What a line says, for the site of that domain. */
export function toldByUmami(
  { type, payload }: UmamiLine,
  domain: string,
  making: Making,
): ToldByUmami {
  const at = instantOf(payload.timestamp)
  const event = { id: making.newId(), at: at ?? making.now, ...eventOf(type, payload, domain) }
  return {
    body: { ...senderOf(type, payload), events: [event] },
    ...(textOf(payload.ip) && { ip: textOf(payload.ip) }),
    ...(textOf(payload.userAgent) && { userAgent: textOf(payload.userAgent) }),
    ...(at !== undefined && { at }),
  } as ToldByUmami
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** From seconds, also in digits. */
function instantOf(timestamp: unknown): number | undefined {
  const seconds = typeof timestamp === 'string' ? Number(timestamp || Number.NaN) : timestamp
  return Number.isFinite(seconds) ? Math.round((seconds as number) * 1_000) : undefined
}

function senderOf(type: UmamiLine['type'], { id, data, screen, language }: Json): Told['body'] {
  const traits = type === 'identify' ? objectIn(data) : undefined
  return {
    ...(id !== undefined && { user: id as string }),
    ...(traits && { traits: flatData(traits) }),
    ...(typeof screen === 'string' && { screen }),
    ...(typeof language === 'string' && { language }),
    events: [],
  }
}

function eventOf(type: UmamiLine['type'], payload: Json, domain: string): ToldEvent {
  const base = `https://${textOf(payload.hostname) ?? domain}`
  const url = addressOf(payload.url, base)
  if (type === 'identify') return { name: 'identify', url }
  if (type !== 'event') return { name: unkeptName(type) }
  const name = textOf(payload.name)
  const referrer = addressOf(payload.referrer, base)
  const details = { referrer, title: payload.title, ...saidOf(payload) }
  // A pageview is of some page; a server's event may be of none.
  return name ? { name, url, ...details } : { name: 'pageview', url: url ?? base, ...details }
}

function saidOf({ data, tag }: Json): Pick<ToldEvent, 'props' | 'revenue'> {
  const { props, revenue } = eventData(data)
  const isTagged = textOf(tag) !== undefined
  return { props: isTagged ? { ...props, tag } : props, revenue }
}

/** Absolute; a path is one of `base`. */
function addressOf(value: unknown, base: string): unknown {
  if (value == null || value === '') return undefined
  if (typeof value !== 'string' || /^[a-z][a-z0-9+.-]*:/iu.test(value)) return value
  return URL.canParse(value, base) ? new URL(value, base).href : value
}
