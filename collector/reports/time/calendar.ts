import { dateOf } from '../../date-of.ts'
import { DAY } from '../../durations.ts'
/** Dates without a clock: a day is a number of days since 1970-01-01, a month a number of months since then. */

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(dayNumber(text)) &&
    dateOf(dayNumber(text)) === text
  )
}

export function monthOf(day: number): number {
  const date = new Date(day * DAY)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** First day of a month. */
export function startOfMonth(month: number): number {
  return Date.UTC(1970, month, 1) / DAY
}

/** `YYYY-MM`. */
export function monthName(month: number): string {
  return dateOf(startOfMonth(month)).slice(0, 7)
}

/** First day of the year that the day is in. */
export function startOfYear(day: number): number {
  return startOfMonth(Math.floor(monthOf(day) / 12) * 12)
}

/** 1 Monday … 7 Sunday (ISO 8601). 2026-11-02 is day 20,759: (20,759 + 3) % 7 + 1 = 1. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export type WeekStart = 'monday' | 'saturday' | 'sunday'

const FIRST_WEEKDAY = { monday: 1, saturday: 6, sunday: 7 } satisfies Record<WeekStart, number>

export function startOfWeek(day: number, first: WeekStart): number {
  return day - ((weekdayOf(day) - FIRST_WEEKDAY[first] + 7) % 7)
}

/** The same date a number of months away; the last day of the month where that has no such date: 31 March − 1 is 28 February. */
export function addMonths(day: number, months: number): number {
  const month = monthOf(day)
  const date = day - startOfMonth(month)
  const length = startOfMonth(month + months + 1) - startOfMonth(month + months)
  return startOfMonth(month + months) + Math.min(date, length - 1)
}
