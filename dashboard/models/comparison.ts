import {
  addDays,
  type Compare,
  daysOf,
  likeBefore,
  type Period,
  type Range,
  type Today,
  wholeMonths,
} from './period.ts'

const WEEK = 7
/** Over more weeks than these the days of the week weigh little. */
const MOST_WEEKS = 13

/** Of months, quarters and years, which are held against those before them. */
const OF_MONTHS: ReadonlySet<Period> = new Set<Period>([
  'mtd',
  'lastmonth',
  'qtd',
  'lastquarter',
  'ytd',
  '12mo',
])

/** Whether a period is held against the same days of the week: it is longer than a day or a date of its own, and not of months. */
export function isMatched(period: Period, days: number | undefined, compare: Compare): boolean {
  const ofCalendar = typeof period === 'string' ? OF_MONTHS.has(period) : wholeMonths(period) > 0
  const counted = compare === 'previous' || compare === 'year'
  // The first day of a week is held against the first of the one before, and a Tuesday that one looks at against the last Tuesday.
  const least = period === 'wtd' || typeof period === 'object' ? 1 : 2
  return counted && !ofCalendar && days !== undefined && days >= least && days <= MOST_WEEKS * WEEK
}

/** Why no change is shown: nothing is compared, or what is compared is no like of this. */
type Reason = 'alone' | 'data_from' | 'running'

/** What of a report's answer says whether it has a like. */
interface Comparable {
  meta: { from: string; to: string; data_from: string | null; partial: boolean }
  compared?: { from: string; to: string; until: string | null } | undefined
}

/** Whether what is compared are other visits, of the days themselves. */
export function isOfSameDays({ meta, compared }: Pick<Comparable, 'compared'> & Dated): boolean {
  return compared !== undefined && compared.from === meta.from && compared.to === meta.to
}

interface Dated {
  meta: { from: string; to: string }
}

/** Whether an answer's changes mean something; the reason where they do not. */
export function incomparable(answer: Comparable): Reason | undefined {
  const { meta, compared } = answer
  if (!compared) return 'alone'
  if (isOfSameDays(answer)) return undefined
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

interface Held {
  period: Period
  compare: Compare
}

/** The days that a range is held against, as far as the page knows them: those right before, or chosen ones. */
export function heldAgainst(
  { period, compare }: Held,
  range: Range,
  { matched, now }: { matched: boolean; now: Today },
): Range | undefined {
  if (period === 'all') return undefined
  if (typeof compare === 'object') return compare
  // Of months that run and of years it is the same dates, which no shift of days gives.
  const isOfDates = period === 'mtd' || period === 'ytd' || period === '12mo'
  if (compare !== 'previous' || isOfDates) return undefined
  const like = likeBefore(period, now)
  if (like && !matched) return like
  const days = -shiftOf(daysOf(range), matched)
  return { from: addDays(range.from, days), to: addDays(range.to, days) }
}
