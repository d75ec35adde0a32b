import { DAY } from '../../durations.ts'
import { dateOf, monthName, monthOf, startOfMonth } from '../time/calendar.ts'
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
}

interface Moment {
  timezone: string
  now: number
}

/**
 * The months from that of the first change on to the last that the days touch, as far as they have begun; undefined where
 * there are none. A running one ends now, at the rates that it began with.
 */
export function monthsOf(
  days: Days,
  first: number | undefined,
  { timezone, now }: Moment,
): Months | undefined {
  if (first === undefined) return undefined
  const running = monthOf(dayOf(timezone, now))
  const from = monthOf(dayOf(timezone, first))
  const last = Math.min(monthOf(days.to - 1), running)
  if (last < from) return undefined
  const all = Array.from({ length: last - from + 1 }, (_, i) => from + i)
  const starts = [...all, last + 1].map(startOfMonth)
  const edges = starts.map((day) => beginOf(day, timezone))
  const dates = starts.map(dateOf)
  const isRunning = last === running
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
  }
}

/** A clock of its own: one over all of the years would look at each of their days. */
function beginOf(day: number, timezone: string): number {
  return new LocalClock(timezone, day * DAY, day * DAY).startOfDay(day)
}
