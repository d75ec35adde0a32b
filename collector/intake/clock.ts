import { BoundedMap } from '../bounded-map.ts'
import { DAY } from '../durations.ts'

/**
 * When a live event happened. A request's `sent` against its arrival tells how far the sender's clock is off, and
 * how long the way was; the two cannot be told apart by one request:
 *
 *   right clock, slow first request     sent 0.1 s, arrives 3.1 s     difference   3 s
 *   the page after it                   sent 1.6 s, arrives 1.7 s     difference   0.1 s
 *
 * Moving the first page by its three seconds would put it behind the second. So what is within a minute is the way
 * here, and a clock that is further off is put right by one and the same difference for all of a sender's requests,
 * until one is less than it (no request takes less than no time) or three in a row are more by over a minute:
 *
 *   minutes by which requests differ    5   7   7   7   6.5   3
 *   minutes they are put right by       5   5   5   7   7     3
 */

const MINUTE = 60_000
const WEEK = 7 * DAY
/** So many slower requests in a row are no slow requests: the clock was set. */
const PATIENCE = 3
/** Senders remembered at most. */
const MOST_SENDERS = 40_000

interface Known {
  /** The difference that is in use. */
  behind: number
  /** Requests in a row that came more than a minute later than it says. */
  later: number
}

/** What is known of senders' clocks. */
export interface Clocks {
  /** Milliseconds that the clock is behind (negative: ahead), by this request's difference and those before. */
  behind(sender: string, difference: number): number
}

export function clocks(): Clocks {
  const senders = new BoundedMap<string, Known>(MOST_SENDERS)
  return {
    behind(sender, difference) {
      const known = senders.get(sender)
      // No request takes less than no time: a clock that seems right within a minute is right.
      const found = Math.abs(difference) <= MINUTE ? 0 : difference
      if (known === undefined) senders.set(sender, { behind: found, later: 0 })
      return known === undefined ? found : agreed(known, found)
    },
  }
}

/** What is in use after a request with this difference. */
function agreed(known: Known, found: number): number {
  const isNear = found !== 0 && Math.abs(found - known.behind) <= MINUTE
  known.later = isNear || found <= known.behind || found === 0 ? 0 : known.later + 1
  const replaces = found < known.behind || found === 0 || known.later >= PATIENCE
  if (replaces && !isNear) {
    known.behind = found
    known.later = 0
  }
  return known.behind
}

/** `arrival − sent` in whole milliseconds; 0 when `sent` is missing. */
export function difference(sent: unknown, arrival: number): number {
  return typeof sent === 'number' && Number.isFinite(sent) ? Math.round(arrival - sent) : 0
}

/** How a live body's clock is read. */
export interface LiveClock {
  arrival: number
  sent: unknown
  /** Milliseconds the sender's clock is behind. */
  behind: number
}

/**
 * Corrected and clamped to [arrival − 7 days, arrival + 1 min]; uncorrected when `sent` cannot be of this event. By a
 * clock two hours slow an event at 10:00:01 is sent at 10:00:02 and arrives at 12:00:02: it was at
 * 10:00:01 + 2 h = 12:00:01.
 */
export function liveTime(at: number, { arrival, sent, behind }: LiveClock): number {
  const age = typeof sent === 'number' ? sent - at : 0
  const corrected = age < -MINUTE || age > 5 * WEEK ? at : at + behind
  return Math.min(Math.max(corrected, arrival - WEEK), arrival + MINUTE)
}
