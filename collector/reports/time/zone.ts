import { DAY } from '../../durations.ts'
/** Local time in an IANA zone, exact across every change of its offset. All instants are epoch ms. */

/** A stretch with one offset: local = instant + offset. */
export interface OffsetSpan {
  from: number
  to: number
  offset: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** Offset from UTC in ms at an instant; throws RangeError for a zone that Intl does not know. */
export function offsetAt(zone: string, at: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/**
 * The offsets of a zone over a stretch, in order and without gaps. Sampled once a day and bisected to the
 * second where two samples differ: no zone has changed twice within a day.
 */
export function offsetSpans(zone: string, from: number, to: number): OffsetSpan[] {
  const spans: OffsetSpan[] = []
  let start = from
  let offset = offsetAt(zone, from)
  for (let at = from; at < to; at += DAY) {
    const next = Math.min(at + DAY, to)
    const later = offsetAt(zone, next)
    if (later === offset) continue
    const change = changeBetween(zone, at, next)
    spans.push({ from: start, to: change, offset })
    start = change
    offset = later
  }
  spans.push({ from: start, to, offset })
  return spans.filter((span) => span.to > span.from)
}

/** First instant, on a whole second, at which the offset is no longer that of `before`. */
function changeBetween(zone: string, before: number, after: number): number {
  const old = offsetAt(zone, before)
  let low = Math.floor(before / 1000)
  let high = Math.ceil(after / 1000)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle * 1000) === old) low = middle
    else high = middle
  }
  return high * 1000
}

/** A zone over the stretch that a report needs: answers from the spans, without asking Intl again. */
export class LocalClock {
  readonly spans: readonly OffsetSpan[]

  /** Two days of margin: a local midnight lies at most a day from the same date's UTC midnight. */
  constructor(zone: string, from: number, to: number) {
    this.spans = offsetSpans(zone, from - 2 * DAY, to + 2 * DAY)
  }

  offset(at: number): number {
    return this.#spanAt(at)?.offset ?? 0
  }

  /** Local wall clock as if it were UTC. */
  local(at: number): number {
    return at + this.offset(at)
  }

  /** First instant whose local time is at or after midnight of the day (days since 1970-01-01). */
  startOfDay(day: number): number {
    return this.firstAt(day * DAY)
  }

  /** First instant whose local time, as if it were UTC, is at or after this one. */
  firstAt(local: number): number {
    for (const { from, to, offset } of this.spans) {
      const at = Math.max(from, local - offset)
      if (at < to) return at
    }
    return local
  }

  /** End of the stretch of one offset that the instant lies in. */
  changeAfter(at: number): number {
    return this.#spanAt(at)?.to ?? Number.POSITIVE_INFINITY
  }

  #spanAt(at: number): OffsetSpan | undefined {
    const last = this.spans.at(-1)
    if (last && at >= last.from) return last
    return this.spans.find((span) => at < span.to)
  }
}

/** Local day number (days since 1970-01-01) of an instant. */
export function dayOf(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

/** First instant of a local day. */
export function startIn(zone: string, day: number): number {
  return new LocalClock(zone, day * DAY, day * DAY).startOfDay(day)
}
