import { addDays, type Compare, daysOf, type Period, type Range } from './period.ts'

const WEEK = 7
/** Over more weeks than these the days of the week weigh little. */
const MOST_WEEKS = 13

/** Whether a period is held against the same days of the week: it is longer than a day, and no part of a calendar. */
export function isMatched(period: Period, days: number | undefined, compare: Compare): boolean {
  const ofCalendar = period === 'mtd' || period === 'ytd' || period === '12mo'
  const counted = compare === 'previous' || compare === 'year'
  return counted && !ofCalendar && days !== undefined && days >= 2 && days <= MOST_WEEKS * WEEK
}

/** Why no change is shown: nothing is compared, or what is compared is no like of this. */
type Reason = 'alone' | 'data_from' | 'running'

/** What of a report's answer says whether it has a like. */
interface Comparable {
  meta: { from: string; to: string; data_from: string | null; partial: boolean }
  compared?: { from: string; until: string | null } | undefined
}

/** Whether an answer's changes mean something; the reason where they do not. */
export function incomparable({ meta, compared }: Comparable): Reason | undefined {
  if (!compared) return 'alone'
  const { data_from: since } = meta
  if (since === null || compared.from < since) return 'data_from'
  // A day that has just begun is no like of a whole one.
  const isToday = meta.partial && meta.from === meta.to
  return isToday && !compared.until ? 'running' : undefined
}

/** The days that lie between a period and the like of it before. */
function shiftOf(days: number, matched: boolean): number {
  return matched ? Math.ceil(days / WEEK) * WEEK : days
}

/**
 * The longest end of a range whose like before lies in what there is: of 30 days since the 1st with data since the 21st
 * of the month before, 40 days in all, the last 20, or 19 days by weekdays (19 + 21 = 40). Undefined where not even a day has one.
 */
export function comparableEnd(range: Range, since: string, matched: boolean): Range | undefined {
  const all = daysOf({ from: since, to: range.to })
  for (let days = Math.min(daysOf(range), all); days > 0; days--) {
    if (days + shiftOf(days, matched && days > 1) <= all) {
      return { from: addDays(range.to, 1 - days), to: range.to }
    }
  }
  return undefined
}
