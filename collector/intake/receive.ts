import { NOT_INTERACTIVE, type OwnName } from '../../tracker/protocol.ts'
import { DAY, END_OF_TIME } from '../durations.ts'
import type { Money } from '../money.ts'
import { toMinor } from '../money.ts'
import { type LiveClock, liveTime } from './clock.ts'
import { isAbsent, isObject, type Json } from './json.ts'
import { keptAddress } from './kept-address.ts'
import { locationOf } from './location.ts'
import { cut, type KeptProperties, NOTHING, properties } from './properties.ts'
import { redact } from './redact.ts'
import type { KnownClient, Reason, ReceivedEvent, Sender, Trimmed } from './road.ts'
import { subscriptionOf } from './subscription.ts'

/**
 * First station: foreign JSON becomes a ReceivedEvent or a Reason. The only place where input is
 * validated (spec: protocol.md, "An event"); everything after may trust its types. An event is worth more than its
 * details: without a usable id, name or instant it is none, anything else is cut or left out, and noted.
 */

const ID = /^[A-Za-z0-9_-]{8,36}$/
/** No more than the host of a referrer is ever stored. */
const MOST_REFERRER = 2_048
const MOST_NAME = 120
const MOST_TITLE = 300
const MOST_WHO = 200
const MOST_ORDER = 120

/** Where the values of one event come from, and how its clock is read. */
export interface Origin {
  sender: Sender
  /** Live: skew is corrected and clamped. Import: null, `at` is taken as it is. */
  clock: LiveClock | null
  /** Query parameters that the site keeps, in lower case. */
  allowed: readonly string[]
}

/** The event, or the reason why it is none. */
export function receive(value: unknown, origin: Origin): ReceivedEvent | Reason {
  if (!isObject(value)) return 'invalid_event'
  const { id } = value
  if (typeof id !== 'string' || !ID.test(id)) return 'invalid_id'
  const trimmed: Trimmed[] = []
  const name = nameOf(value.name, trimmed)
  if (name === undefined) return 'invalid_name'
  const at = eventTime(value.at, origin.clock)
  if (at === undefined) return 'invalid_at'
  const url = isAbsent(value.url) ? null : locationOf(value.url, trimmed)
  if (url === null && name === 'pageview') return 'invalid_url'
  const { of, engaged, scroll } = engagementOf(value, name, trimmed)
  const { json, keys } = propsOf(value.props, { name, allowed: origin.allowed, trimmed })
  // Spelt out: spreading objects costs more here than everything above.
  return {
    id,
    name,
    at,
    // Only exports write it: of its instant, as many events of a batch came before.
    nth: isWithin(value.nth, 99) ? Math.floor(value.nth) || null : null,
    url,
    referrer: referrerOf(value.referrer, trimmed),
    title: titleOf(value.title, trimmed),
    props: json,
    keys,
    revenue: revenueOf(value.revenue, trimmed),
    order: orderOf(value.revenue, trimmed),
    subscription: subscriptionOf(value, origin.sender, trimmed),
    interactive: isInteractive(value, name),
    of,
    engaged,
    scroll,
    sender: origin.sender,
    trimmed,
  }
}

/** Sender fields of a body, as a browser may send them. */
export function readSender(value: Json, connection: { ip: string; userAgent: string }): Sender {
  const trimmed: Trimmed[] = []
  return {
    visitor: who(value.visitor, 'visitor', trimmed),
    user: who(value.user, 'user', trimmed),
    account: who(value.account, 'account', trimmed),
    traits: flat(value.traits, 'traits', trimmed).json,
    screen: shortText(value.screen, 20),
    language: shortText(value.language, 35),
    hash: value.hash === true,
    consented: value.consented === true,
    ip: connection.ip,
    userAgent: connection.userAgent,
    known: null,
    trusted: false,
    trimmed,
  }
}

/** Who somebody is: a cut id would be somebody else's, so one that is too long is none. */
function who(value: unknown, field: Trimmed, trimmed: Trimmed[]): string | null {
  if (isAbsent(value)) return null
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text === 'string' && text !== '' && text.length <= MOST_WHO) return text
  trimmed.push(field)
  return null
}

/** A server's own connection facts; a missing one is unknown, never the HTTP client's. */
export function readLineSender(value: Json): Sender {
  const connection = {
    ip: shortText(value.ip, 60) ?? '',
    userAgent: shortText(value.userAgent, 1024) ?? '',
  }
  return { ...readSender(value, connection), known: readKnown(value), trusted: true }
}

const KNOWN = [
  'browser',
  'browser_version',
  'os',
  'os_version',
  'device',
  'country',
  'region',
  'city',
] as const

function readKnown(value: Json): KnownClient | null {
  const known: KnownClient = {}
  for (const field of KNOWN) {
    const text = shortText(value[field], 80)
    if (text !== null) known[field] = text
  }
  return Object.keys(known).length > 0 ? known : null
}

/** Corrected and clamped time of a live event, the event's own for an import; undefined when it is no time. */
function eventTime(at: unknown, clock: Origin['clock']): number | undefined {
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined
  const own = Math.round(at)
  if (clock) return liveTime(own, clock)
  return own >= 0 && own < END_OF_TIME ? own : undefined
}

function nameOf(value: unknown, trimmed: Trimmed[]): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  if (value.length > MOST_NAME) trimmed.push('name')
  return cut(value, MOST_NAME)
}

function referrerOf(value: unknown, trimmed: Trimmed[]): string | null {
  if (typeof value === 'string') return value.slice(0, MOST_REFERRER)
  if (!isAbsent(value)) trimmed.push('referrer')
  return null
}

function titleOf(value: unknown, trimmed: Trimmed[]): string | null {
  if (typeof value !== 'string') {
    if (!isAbsent(value)) trimmed.push('title')
    return null
  }
  if (value.length > MOST_TITLE) trimmed.push('title')
  return value === '' ? null : redact(cut(value, MOST_TITLE))
}

/** The script's events that carry an address in a property. */
const NAMES_ADDRESS = new Set<string>(['outbound', 'download', 'form'] satisfies OwnName[])
const ADDRESSES = ['url', 'action']

interface Manner {
  name: string
  allowed: readonly string[]
  trimmed: Trimmed[]
}

/** A site's own properties are its own affair; of the addresses that the script reports little is kept. */
function propsOf(value: unknown, { name, allowed, trimmed }: Manner): KeptProperties {
  if (!NAMES_ADDRESS.has(name) || !isObject(value)) return flat(value, 'props', trimmed)
  const props = { ...value }
  for (const key of ADDRESSES) {
    const address = props[key]
    if (typeof address === 'string') props[key] = keptAddress(address, allowed)
  }
  return properties(props, 'props', trimmed)
}

function flat(value: unknown, field: Trimmed, trimmed: Trimmed[]): KeptProperties {
  if (isObject(value)) return properties(value, field, trimmed)
  if (!isAbsent(value)) trimmed.push(field)
  return NOTHING
}

/** A pageview alone lifts no bounce either: only what a visitor did on the page counts. */
function isInteractive(value: Json, name: string): boolean {
  return value.interactive !== false && name !== 'pageview' && !NOT_INTERACTIVE.includes(name)
}

type Engagement = Pick<ReceivedEvent, 'of' | 'engaged' | 'scroll'>

const NO_ENGAGEMENT: Engagement = { of: null, engaged: null, scroll: null }

function engagementOf(value: Json, name: string, trimmed: Trimmed[]): Engagement {
  if (name !== 'engagement') return NO_ENGAGEMENT
  const { of, engaged = 0, scroll = 0 } = value
  const names = typeof of === 'string' && ID.test(of)
  if (!names && !isAbsent(of)) trimmed.push('of')
  const isTime = isWithin(engaged, DAY)
  if (!isTime) trimmed.push('engaged')
  if (!isWithin(scroll, 100)) trimmed.push('scroll')
  return {
    of: names ? of : null,
    engaged: isTime ? Math.round(engaged) : 0,
    scroll: isWithin(scroll, Number.MAX_VALUE) ? Math.min(Math.round(scroll), 100) : 0,
  }
}

function revenueOf(value: unknown, trimmed: Trimmed[]): Money | null {
  if (isAbsent(value)) return null
  const money = isObject(value) ? toMinor(value.amount, value.currency) : undefined
  if (money === undefined) trimmed.push('revenue')
  return money ?? null
}

/** A cut order would be another's. */
function orderOf(revenue: unknown, trimmed: Trimmed[]): string | null {
  const order = isObject(revenue) ? revenue.order : undefined
  if (isAbsent(order) || order === '') return null
  const text = typeof order === 'number' ? String(order) : order
  if (typeof text === 'string' && text.length <= MOST_ORDER) return text.trim() || null
  trimmed.push('order')
  return null
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most
}

function shortText(value: unknown, most: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : null
}
