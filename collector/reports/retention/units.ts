import { DAY } from '../../durations.ts'
import { monthOf, startOfMonth, startOfWeek, type WeekStart } from '../time/calendar.ts'
import type { Days, LocalCalendar } from '../time/period.ts'
import { LocalClock } from '../time/zone.ts'

export const RETENTION_UNITS = ['day', 'week', 'month'] as const
export type RetentionUnit = (typeof RETENTION_UNITS)[number]

/** Whole days, weeks or months of the site's own calendar, one after another: unit i is [edges[i], edges[i + 1]). */
export interface Units {
  edges: readonly number[]
  /** First day of each, as a number of days since 1970-01-01, and the day after the last. */
  days: readonly number[]
  /** How many of them, from the first on, have cohorts. */
  cohorts: number
}

const STEPS = {
  day: { startOf: (day: number) => day, after: (start: number) => start + 1 },
  week: { startOf: startOfWeek, after: (start: number) => start + 7 },
  month: {
    startOf: (day: number) => startOfMonth(monthOf(day)),
    after: (start: number) => startOfMonth(monthOf(start) + 1),
  },
} satisfies Record<RetentionUnit, Step>

interface Step {
  startOf(day: number, first: WeekStart): number
  after(start: number): number
}

/**
 * The units that the days touch, whole, and those after them: `more`, and on to the one that holds the day `until`. Days 23–26 by
 * week and `more` 1: the weeks from 23 and 30, one of them with cohorts.
 */
export function unitsOf(
  unit: RetentionUnit,
  days: Days,
  { timezone, week_start }: LocalCalendar,
  { more, until }: { more: number; until: number },
): Units {
  const step: Step = STEPS[unit]
  const starts = [step.startOf(days.from, week_start)]
  const next = () => step.after(starts.at(-1) ?? 0)
  while (next() < days.to) starts.push(next())
  const cohorts = starts.length
  while (starts.length < cohorts + more || next() <= until) starts.push(next())
  const all = [...starts, next()]
  const clock = new LocalClock(timezone, (all[0] ?? 0) * DAY, (all.at(-1) ?? 0) * DAY)
  return { edges: all.map((day) => clock.startOfDay(day)), days: all, cohorts }
}

/** The unit that an instant falls into; −1 before the first, one beyond the last after it. */
export function unitAt({ edges }: Units, at: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((edges[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
