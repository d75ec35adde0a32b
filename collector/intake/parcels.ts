import type { IntakeSite } from '../config/intake-site.ts'
import type { Parcel } from './intake.ts'
import { isObject, readLineSender, readSender, receive } from './receive.ts'
import type { Reason, ReceivedEvent } from './road.ts'

/** Request bodies to parcels: the live JSON body, the server's JSON body, and NDJSON lines. */

const MOST_EVENTS = 100
const MINUTE = 60_000
const DAY = 86_400_000

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
}

/** A page's body. `sent` against `arrival` corrects the sender's clock. */
export function liveParcel(
  site: IntakeSite,
  body: string,
  arrival: number,
  connection: Connection,
): Parcel {
  const { value, events } = eventsOf(body)
  const sender = readSender(value, connection)
  if (typeof sender === 'string')
    throw new BodyRefused(400, 'visitor, user, account or traits are not as they must be')
  const clock = { arrival, sent: value.sent }
  return {
    site,
    arrival,
    events: numbered(events.map((event) => receive(event, { sender, clock }))),
    skewed: isSkewed(value.sent, arrival),
  }
}

/** A server's body: the same shape at its own times, with its own ip and userAgent. */
export function serverParcel(site: IntakeSite, body: string, arrival: number): Parcel {
  const { value, events } = eventsOf(body)
  const sender = readLineSender(value)
  if (typeof sender === 'string')
    throw new BodyRefused(400, 'visitor, user, account or traits are not as they must be')
  return {
    site,
    arrival,
    events: numbered(events.map((event) => receive(event, { sender, clock: null }))),
    skewed: false,
  }
}

/** What a body tells of one instant happened in the order in which it tells it. */
function numbered(events: (ReceivedEvent | Reason)[]): (ReceivedEvent | Reason)[] {
  const counts = new Map<number, number>()
  return events.map((event) => {
    if (typeof event === 'string') return event
    const nth = counts.get(event.at) ?? 0
    counts.set(event.at, nth + 1)
    return nth === event.nth ? event : { ...event, nth }
  })
}

/** NDJSON lines, one event each with its own sender. */
export function lineParcel(site: IntakeSite, lines: readonly string[], arrival: number): Parcel {
  return { site, arrival, events: lines.map(receiveLine), skewed: false }
}

function receiveLine(line: string): ReceivedEvent | Reason {
  const value = parsed(line)
  if (!isObject(value)) return 'invalid_json'
  const sender = readLineSender(value)
  return typeof sender === 'string' ? sender : receive(value, { sender, clock: null })
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

function isSkewed(sent: unknown, arrival: number): boolean {
  if (typeof sent !== 'number' || !Number.isFinite(sent)) return false
  const off = Math.abs(arrival - sent)
  return off > MINUTE && off < 36_500 * DAY
}
