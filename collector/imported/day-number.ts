import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'

/** Days since 1970-01-01 of a date, `2026-03-02`; undefined for what is none. */
export function dayNumber(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return undefined
  const day = Date.parse(`${date}T00:00:00Z`) / DAY
  return Number.isNaN(day) || dateOf(day) !== date ? undefined : day
}
