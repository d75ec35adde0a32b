import { DAY } from './durations.ts'

/** The date, `YYYY-MM-DD`, of a day since 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
