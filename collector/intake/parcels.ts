import { DAY } from '../durations.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import { type Clocks, difference } from './clock.ts'
import type { Parcel } from './intake.ts'
import { isObject } from './json.ts'
import { readLineSender, readSender, receive } from './receive.ts'
import type { Reason, ReceivedEvent, Sender } from './road.ts'
import { readAgent } from './user-agent.ts'

/** Request bodies to parcels: the live JSON body, the server's JSON body, and NDJSON lines. */

const MOST_EVENTS = 100
/** Browsers say less of themselves; what says more is read no further. */
const MOST_AGENT = 1_024
/** A clock that is a hundred years off was never set. */
const CENTURY = 36_500 * DAY

/** Why a whole body is refused. */
export class BodyRefused extends Error {
  readonly status: 400 | 413

  constructor(status: 400 | 413, detail: string) {
    super(detail)
    this.status = status
  }
}

interface Connection {
  ip: string
  userAgent: string
  /** What is known of senders' clocks. */
  clocks: Clocks
  /** Address of a proxy that is not trusted, but says who it speaks for. */
  untrustedProxy?: string | undefined
}

/** A page's body. `sent` against `arrival` corrects the sender's clock. */
export function liveParcel(
  site: IntakeSite,
  body: string,
  arrival: number,
  { ip, userAgent, clocks, untrustedProxy }: Connection,
): Parcel {
  const { value, events } = eventsOf(body)
  const sender = readSender(value, { ip, userAgent: userAgent.slice(0, MOST_AGENT) })
  const off = difference(value.sent, arrival)
  const behind = Math.abs(off) < CENTURY ? clocks.behind(clockOf(site, sender), off) : 0
  const clock = { arrival, sent: value.sent, behind }
  const origin = { sender, clock, allowed: site.allowed }
  return {
    site,
    arrival,
    events: numbered(events.map((event) => receive(event, origin))),
    skewed: behind !== 0,
    untrustedProxy,
  }
}

/** Whose clock it is: a browser's, as far as it can be told from others behind the same address. */
function clockOf({ id }: IntakeSite, { visitor, ip, userAgent, screen, language }: Sender): string {
  if (visitor !== null) return `${id}|${visitor}`
  return `${id}|${ip}|${readAgent(userAgent).serial}|${screen}|${language}`
}

/** A server's body: the same shape at its own times, with its own ip and userAgent. */
export function serverParcel(site: IntakeSite, body: string, arrival: number): Parcel {
  const { value, events } = eventsOf(body)
  const origin = { sender: readLineSender(value), clock: null, allowed: site.allowed }
  const received = numbered(events.map((event) => receive(event, origin)))
  return { site, arrival, events: received, skewed: false }
}

/** What a body tells of one instant happened in the order in which it tells it. */
function numbered(events: (ReceivedEvent | Reason)[]): (ReceivedEvent | Reason)[] {
  const counts = new Map<number, number>()
  return events.map((event) => {
    if (typeof event === 'string') return event
    const before = counts.get(event.at) ?? 0
    counts.set(event.at, before + 1)
    const nth = before || null
    return nth === event.nth ? event : { ...event, nth }
  })
}

/** NDJSON lines, one event each with its own sender. */
export function lineParcel(site: IntakeSite, lines: readonly string[], arrival: number): Parcel {
  const { allowed } = site
  return { site, arrival, events: lines.map((line) => receiveLine(line, allowed)), skewed: false }
}

function receiveLine(line: string, allowed: readonly string[]): ReceivedEvent | Reason {
  const value = parsed(line)
  if (!isObject(value)) return 'invalid_json'
  return receive(value, { sender: readLineSender(value), clock: null, allowed })
}

function eventsOf(body: string): { value: Record<string, unknown>; events: unknown[] } {
  const value = parsed(body)
  if (!isObject(value)) throw new BodyRefused(400, 'the body is not a JSON object')
  const { events } = value
  if (!Array.isArray(events)) throw new BodyRefused(400, 'events is not a list')
  if (events.length > MOST_EVENTS) throw new BodyRefused(413, `more than ${MOST_EVENTS} events`)
  return { value, events }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // foreign text that is no JSON; the caller says so
  }
}
