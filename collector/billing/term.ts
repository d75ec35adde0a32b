import type { Interval } from '../../tracker/protocol.ts'
import { DAY } from '../durations.ts'

export interface Term {
  interval: Interval
  count: number
}

/** Calendar months that plans have. Two are none: so long is what was used in one month and is paid for the next. */
const MONTHS: Record<number, Term> = {
  1: { interval: 'month', count: 1 },
  3: { interval: 'quarter', count: 1 },
  6: { interval: 'month', count: 6 },
  12: { interval: 'year', count: 1 },
  24: { interval: 'year', count: 2 },
  36: { interval: 'year', count: 3 },
}

/** Days that plans have. */
const DAYS: Record<number, Term> = {
  7: { interval: 'week', count: 1 },
  28: { interval: 'week', count: 4 },
  30: { interval: 'day', count: 30 },
  90: { interval: 'day', count: 90 },
  365: { interval: 'day', count: 365 },
}

/** A period's end, and what it makes of it. */
export interface Ended {
  end: number
  term: Term
}

/**
 * What a period is one of, by the calendar, in UTC or by the site's clocks; undefined for one that no plan has. All are epoch
 * ms; of the ends that it may have, none of which is in it, the first that makes it whole months, else days.
 *
 *     1 March – 31 March          a month, where its last day may be meant
 *     31 January – 28 February    a month: the last day of the shorter one stands for the 31st
 *     28 February – 31 March      a month, of a subscription that began on the 31st
 *     10 March – 1 April          none
 */
export function termOf(
  start: number,
  ends: readonly number[],
  toLocal: (at: number) => number,
): Ended | undefined {
  const spans = ends.flatMap((end) => [
    { end, from: new Date(start), to: new Date(end) },
    { end, from: new Date(toLocal(start)), to: new Date(toLocal(end)) },
  ])
  for (const term of [onSameDay, onLastDay, ofDays])
    for (const { end, from, to } of spans) {
      const found = term(from, to)
      if (found) return { end, term: found }
    }
  return undefined
}

function monthsBetween(from: Date, to: Date): Term | undefined {
  const years = to.getUTCFullYear() - from.getUTCFullYear()
  return MONTHS[years * 12 + to.getUTCMonth() - from.getUTCMonth()]
}

function onSameDay(from: Date, to: Date): Term | undefined {
  return from.getUTCDate() === to.getUTCDate() ? monthsBetween(from, to) : undefined
}

/** The last day of a month is each that the month does not have. */
function onLastDay(from: Date, to: Date): Term | undefined {
  const shorter = from.getUTCDate() > to.getUTCDate() ? to : from
  const isLast = new Date(shorter.getTime() + DAY).getUTCDate() === 1
  return isLast ? monthsBetween(from, to) : undefined
}

function ofDays(from: Date, to: Date): Term | undefined {
  return DAYS[Math.floor(to.getTime() / DAY) - Math.floor(from.getTime() / DAY)]
}
