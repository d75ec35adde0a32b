import { dateOf } from '../../date-of.ts'
import { DAY } from '../../durations.ts'
import { monthName, monthOf, startOfMonth } from '../time/calendar.ts'
import type { Days } from '../time/period.ts'
import { dayOf, LocalClock } from '../time/zone.ts'

/** Calendar months of the site's zone one after another: month i lies between the edges i and i + 1. */
export interface Months {
  /** `2026-03`. */
  names: string[]
  edges: number[]
  /** The day at each edge: its rates are those of the edge. */
  days: string[]
  /** How many of them are over. */
  complete: number
  /** The first of those that are asked for. */
  asked: number
  /** Where older months begin, which are left to what there is at the start of the first. */
  before: number[]
}

/** One event that is told with an instant of 1970 would make hundreds of months of nothing. */
const MOST_COMPLETE = 120

interface Moment {
  timezone: string
  now: number
}

/**
 * The months from that of the first change on to the last that the days touch, as far as they have begun, the last 120 that
 * are over; undefined where there are none. A running one ends now, at the rates that it began with.
 */
export function monthsOf(
  days: Days,
  first: number | undefined,
  { timezone, now }: Moment,
): Months | undefined {
  if (first === undefined) return undefined
  const running = monthOf(dayOf(timezone, now))
  const begin = monthOf(dayOf(timezone, first))
  const last = Math.min(monthOf(days.to - 1), running)
  if (last < begin) return undefined
  const isRunning = last === running
  const from = Math.max(begin, last + 1 - Number(isRunning) - MOST_COMPLETE)
  const all = Array.from({ length: last - from + 1 }, (_, i) => from + i)
  const starts = [...all, last + 1].map(startOfMonth)
  const edges = starts.map((day) => beginOf(day, timezone))
  const dates = starts.map(dateOf)
  if (isRunning) {
    // What happens at this very moment has happened.
    edges.splice(-1, 1, now + 1)
    dates.splice(-1, 1, dates.at(-2) ?? '')
  }
  return {
    names: all.map(monthName),
    edges,
    days: dates,
    complete: all.length - Number(isRunning),
    asked: Math.max(0, monthOf(days.from) - from),
    before: Array.from({ length: from - begin }, (_, i) =>
      beginOf(startOfMonth(begin + i), timezone),
    ),
  }
}

/** That there were months before those that are told. */
export function olderSentences({ names, before }: Pick<Months, 'names' | 'before'>): string[] {
  if (before.length === 0) return []
  return [
    `only the last ${MOST_COMPLETE} months that are over are told: what was before ${names[0]} is in the start of that month, and its customers are in that month's cohort`,
  ]
}

/** A clock of its own: one over all of the years would look at each of their days. */
function beginOf(day: number, timezone: string): number {
  return new LocalClock(timezone, day * DAY, day * DAY).startOfDay(day)
}
