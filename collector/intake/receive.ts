import { NOT_INTERACTIVE, type OwnName } from '../../tracker/protocol.ts'
import { toMinor } from './money.ts'
import { redact } from './redact.ts'
import type { KnownClient, Location, Money, Reason, ReceivedEvent, Sender } from './road.ts'

/**
 * First station: foreign JSON becomes a ReceivedEvent or a Reason. The only place where input is
 * validated (spec: protocol.md, "An event"); everything after may trust its types.
 */

const ID = /^[A-Za-z0-9_-]{8,36}$/
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]/i
const MAX_URL = 2048
const WEEK = 7 * 86_400_000
const MINUTE = 60_000
/** Year 10000: past it an ISO instant has five digits of year and nothing sorts any more. */
const MAX_AT = 253_402_300_800_000

type Json = Record<string, unknown>

/** Where the values of one event come from, and how its clock is read. */
export interface Origin {
  sender: Sender
  /** Live: skew is corrected and clamped. Import: null, `at` is taken as it is. */
  clock: { arrival: number; sent: unknown } | null
}

/** The event, or the reason why it is none. */
export function receive(value: unknown, origin: Origin): ReceivedEvent | Reason {
  if (!isObject(value)) return 'invalid_event'
  const { id, name } = value
  if (typeof id !== 'string' || !ID.test(id)) return 'invalid_id'
  if (!isText(name, 120)) return 'invalid_name'
  const at = eventTime(value.at, origin.clock)
  if (at === undefined) return 'invalid_at'
  const address = addressOf(value, name)
  if (typeof address === 'string') return address
  const content = contentOf(value, name)
  if (typeof content === 'string') return content
  const { url, referrer, title } = address
  const { props, revenue, interactive, of, engaged, scroll } = content
  const { sender } = origin
  // Spelt out: spreading three objects costs more here than everything above.
  return {
    id,
    name,
    at,
    // Only exports write it: of its instant, as many events of a batch came before.
    nth: isWithin(value.nth, 99) ? Math.floor(value.nth) : 0,
    url,
    referrer,
    title,
    props,
    revenue,
    interactive,
    of,
    engaged,
    scroll,
    sender,
  }
}

/** Sender fields of a body or an NDJSON line. `trusted` lines bring their own ip, userAgent and known client. */
export function readSender(
  value: Json,
  connection: { ip: string; userAgent: string },
): Sender | Reason {
  const { visitor, user, account } = value
  for (const who of [visitor, user, account]) {
    if (!isAbsent(who) && !isText(who, 200)) return 'invalid_sender'
  }
  const traits = isAbsent(value.traits) ? null : properties(value.traits)
  if (traits === undefined) return 'invalid_sender'
  return {
    visitor: textOrNull(visitor),
    user: textOrNull(user),
    account: textOrNull(account),
    traits,
    screen: shortText(value.screen, 20),
    language: shortText(value.language, 35),
    hash: value.hash === true,
    consented: value.consented === true,
    ...connection,
    known: null,
  }
}

/** An NDJSON line's own connection facts; a missing one is unknown, never the HTTP client's. */
export function readLineSender(value: Json): Sender | Reason {
  const connection = {
    ip: shortText(value.ip, 60) ?? '',
    userAgent: shortText(value.userAgent, 1024) ?? '',
  }
  const sender = readSender(value, connection)
  if (typeof sender === 'string') return sender
  return { ...sender, known: readKnown(value) }
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
  if (!clock) return own >= 0 && own < MAX_AT ? own : undefined
  const corrected = own + skew(own, clock)
  return Math.min(Math.max(corrected, clock.arrival - WEEK), clock.arrival + MINUTE)
}

/** Differences up to this are the way here, not the clock. */
const LATENCY = 2_000

/** Milliseconds the sender's clock is behind; 0 when `sent` is missing, or before the event it sends. */
function skew(at: number, { sent, arrival }: { arrival: number; sent: unknown }): number {
  if (typeof sent !== 'number' || !Number.isFinite(sent)) return 0
  const age = sent - at
  const behind = Math.round(arrival - sent)
  if (age < -MINUTE || age > 5 * WEEK) return 0
  return Math.abs(behind) <= LATENCY ? 0 : behind
}

type Address = Pick<ReceivedEvent, 'url' | 'referrer' | 'title'>

function addressOf(value: Json, name: string): Address | Reason {
  const { referrer, title } = value
  const url = isAbsent(value.url) ? null : locationOf(value.url)
  if (url === undefined || (url === null && name === 'pageview')) return 'invalid_url'
  if (!isAbsent(referrer) && typeof referrer !== 'string') return 'invalid_referrer'
  if (!isAbsent(title) && typeof title !== 'string') return 'invalid_title'
  return {
    url,
    referrer: typeof referrer === 'string' ? referrer.slice(0, MAX_URL) : null,
    title: redacted(shortText(title, 300)),
  }
}

/** Parsed once here; undefined for anything that is no absolute URL with a host. */
function locationOf(href: unknown): Location | undefined {
  if (typeof href !== 'string' || href.length > MAX_URL || !SCHEME.test(href)) return undefined
  try {
    const { protocol, hostname, pathname, hash } = new URL(href)
    const web = protocol === 'https:' || protocol === 'http:'
    const host = web ? hostname : `${protocol}//${hostname}`
    return { href, web, hostname: host, pathname, fragment: hash }
  } catch {
    return undefined // foreign text; the caller answers with a reason
  }
}

/** The script's events that carry an address in a property. */
const NAMES_ADDRESS = new Set<string>(['outbound', 'download', 'form'] satisfies OwnName[])

function redacted(text: string | null): string | null {
  return text === null ? null : redact(text)
}

type Content = Pick<
  ReceivedEvent,
  'props' | 'revenue' | 'interactive' | 'of' | 'engaged' | 'scroll'
>

function contentOf(value: Json, name: string): Content | Reason {
  const sent = isAbsent(value.props) ? null : properties(value.props)
  if (sent === undefined) return 'invalid_props'
  // Addresses that the script itself reports; a site's own properties are its own affair.
  const props = NAMES_ADDRESS.has(name) ? redacted(sent) : sent
  const revenue = revenueOf(value.revenue)
  if (revenue === undefined) return 'invalid_revenue'
  const engagement = name === 'engagement' ? engagementOf(value) : NO_ENGAGEMENT
  if (!engagement) return 'invalid_engagement'
  const { of, engaged, scroll } = engagement
  return { props, revenue, interactive: isInteractive(value, name), of, engaged, scroll }
}

/** A pageview alone lifts no bounce either: only what a visitor did on the page counts. */
function isInteractive(value: Json, name: string): boolean {
  return value.interactive !== false && name !== 'pageview' && !NOT_INTERACTIVE.includes(name)
}

const NO_ENGAGEMENT = { of: null, engaged: null, scroll: null }

function engagementOf(value: Json): Pick<Content, 'of' | 'engaged' | 'scroll'> | undefined {
  const { of, engaged = 0, scroll = 0 } = value
  if (!isAbsent(of) && (typeof of !== 'string' || !ID.test(of))) return undefined
  if (!isWithin(engaged, 86_400_000) || !isWithin(scroll, 100)) return undefined
  return { of: textOrNull(of), engaged: Math.round(engaged), scroll: Math.round(scroll) }
}

function revenueOf(value: unknown): Money | null | undefined {
  if (isAbsent(value)) return null
  return isObject(value) ? toMinor(value.amount, value.currency) : undefined
}

/** Canonical JSON of a flat property object; null when empty, undefined when it breaks a rule. */
export function properties(value: unknown): string | null | undefined {
  if (!isObject(value)) return undefined
  const keys = Object.keys(value)
  if (keys.length === 0) return null
  if (keys.length > 30) return undefined
  for (const key of keys) {
    if (key.length === 0 || key.length > 60 || !isPropertyValue(value[key])) return undefined
  }
  return JSON.stringify(value)
}

function isPropertyValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 500
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= most
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function shortText(value: unknown, most: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : null
}
