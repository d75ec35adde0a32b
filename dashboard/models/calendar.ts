import { addDays, type Range, startOfMonth, startOfWeek, type WeekStart } from './period.ts'

/** The weeks that a day's month touches, whole, six at most. */
export function weeksOf(day: string, weekStart: WeekStart): string[][] {
  const first = startOfWeek(startOfMonth(day), weekStart)
  const next = startOfMonth(day, 1)
  const weeks: string[][] = []
  for (let start = first; start < next; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(start, i)))
  }
  return weeks
}

/** The same day so many months away, or the last that there is: a month after 31 January lies 28 February. */
export function monthsAway(day: string, months: number): string {
  const first = startOfMonth(day, months)
  const last = addDays(startOfMonth(day, months + 1), -1)
  return earliest(first.slice(0, 8) + day.slice(8), last)
}

/** `2026-03` and each month after it to that of the last day. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = startOfMonth(from); month <= to; month = startOfMonth(month, 1)) {
    months.push(month.slice(0, 7))
  }
  return months
}

const STEPS: Partial<Record<string, (day: string, weekStart: WeekStart) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day, weekStart) => startOfWeek(day, weekStart),
  End: (day, weekStart) => addDays(startOfWeek(day, weekStart), 6),
  PageUp: (day) => monthsAway(day, -1),
  PageDown: (day) => monthsAway(day, 1),
}

/** The day that a key leads to, as ARIA's date grids have it; undefined of any other key. */
export function dayByKey(key: string, day: string, weekStart: WeekStart): string | undefined {
  return STEPS[key]?.(day, weekStart)
}

/** The earlier of two days. */
export function earliest(one: string, other: string): string {
  return [one, other].toSorted()[0] ?? one
}

/** Two days in their order. */
export function rangeBetween(one: string, other: string): Range {
  return one <= other ? { from: one, to: other } : { from: other, to: one }
}
