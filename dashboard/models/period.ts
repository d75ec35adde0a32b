import type { Period as Asked } from '../../collector/reports/time/period.ts'

export type { Asked }

const DAY = 86_400_000

/** An inclusive range of the site's days, `YYYY-MM-DD`. */
export interface Range {
  from: string
  to: string
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** Days of an inclusive range. */
export function daysOf({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
}

/** What weeks may begin with. */
export type WeekStart = 'monday' | 'sunday' | 'saturday'

const FIRST_WEEKDAY: Record<WeekStart, number> = { monday: 1, sunday: 7, saturday: 6 }

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7
}

/** The first day of a day's week. */
export function startOfWeek(day: string, weekStart: WeekStart): string {
  return addDays(day, -((weekdayOf(day) - FIRST_WEEKDAY[weekStart] + 7) % 7))
}

/** The first of a day's month, or of the one so many months away. */
export function startOfMonth(day: string, months = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  // Months are counted from 0 there.
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** The first of a day's quarter, or of the one so many quarters away. */
export function startOfQuarter(day: string, quarters = 0): string {
  const intoQuarter = (Number(day.slice(5, 7)) - 1) % 3
  return startOfMonth(day, quarters * 3 - intoQuarter)
}

/** So many months from the first of one on. */
export function monthsFrom(from: string, months: number): Range {
  return { from, to: addDays(startOfMonth(from, months), -1) }
}

/** Days of the periods that count today in, which the API has no names for. */
const WITH_TODAY = { last7: 7, last28: 28, last30: 30, last90: 90 } as const
type WithToday = keyof typeof WITH_TODAY

/** The API's periods, of whole days before today; those that count today in; and some of the calendar. */
export type PeriodName = WithToday | keyof typeof OF_CALENDAR | Exclude<Asked, Range>
export type Period = PeriodName | Range
/** Days that a period is held against. */
export type CompareDays = 'previous' | 'year' | Range
/** What is held against those in view instead of other days: visits of a segment, all, or all that are not in view. */
export type OtherVisits = `segment:${string}` | 'everyone' | 'others'
export type Compare = 'none' | CompareDays | OtherVisits

const DATE = /^\d{4}-\d\d-\d\d$/

/** Reads a period's name or `2026-01-01..2026-01-31`; undefined when it is neither. */
export function readPeriod(text: string): Period | undefined {
  return isPeriodName(text) ? text : readRange(text)
}

function isPeriodName(text: string): text is PeriodName {
  return [WITH_TODAY, OF_CALENDAR, NAMED].some((names) => Object.hasOwn(names, text))
}

/** Reads `none`, `previous`, `year`, `segment:` with an id, `everyone`, `others` or a range. */
export function readCompare(text: string): Compare | undefined {
  if (text === 'none' || text === 'previous' || text === 'year') return text
  return isOtherVisits(text) ? text : readRange(text)
}

export function isOtherVisits(compare: Compare | string): compare is OtherVisits {
  if (typeof compare !== 'string') return false
  return compare === 'everyone' || compare === 'others' || /^segment:./u.test(compare)
}

function readRange(text: string): Range | undefined {
  const [from = '', to = ''] = text.split('..')
  return isDate(from) && isDate(to) && from <= to ? { from, to } : undefined
}

function isDate(text: string): boolean {
  // Of a day that its month does not have, some engines make one of the next.
  return DATE.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}

export function writeRange(value: Period | Compare): string {
  return typeof value === 'string' ? value : `${value.from}..${value.to}`
}

/** The day it is in a time zone, `YYYY-MM-DD`. */
export function dayIn(timezone: string, at: number): string {
  // Swedish writes dates the way ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at)
}

/** With today or of full days only, where a period is there in both ways. */
export function wholeDays(period: Period, isFull: boolean): PeriodName | undefined {
  const pair = Object.entries(FULL_DAYS).find((names) => names.some((name) => name === period))
  return pair?.[isFull ? 1 : 0] as PeriodName | undefined
}

const FULL_DAYS = { last7: '7d', last28: '28d', last30: '30d', last90: '90d' } as const

function countsToday(period: Period): period is WithToday {
  return typeof period === 'string' && Object.hasOwn(WITH_TODAY, period)
}

function isOfCalendar(period: Period): period is keyof typeof OF_CALENDAR {
  return typeof period === 'string' && Object.hasOwn(OF_CALENDAR, period)
}

/** The site's day, and what its weeks begin with. */
export interface Today {
  today: string
  weekStart: WeekStart
}

/** What the API is asked for: its own names as they are, `last30` as the range that ends today. */
export function periodRequest(period: Period, now: Today): Asked {
  if (isOfCalendar(period)) return OF_CALENDAR[period](now)
  if (!countsToday(period)) return period
  return { from: addDays(now.today, 1 - WITH_TODAY[period]), to: now.today }
}

/** Stretches of the calendar, which the API has no names for either. */
const OF_CALENDAR = {
  wtd: ({ today, weekStart }) => ({ from: startOfWeek(today, weekStart), to: today }),
  lastweek: ({ today, weekStart }) => {
    const start = startOfWeek(today, weekStart)
    return { from: addDays(start, -7), to: addDays(start, -1) }
  },
  lastmonth: ({ today }) => monthsFrom(startOfMonth(today, -1), 1),
  qtd: ({ today }) => ({ from: startOfQuarter(today), to: today }),
  lastquarter: ({ today }) => monthsFrom(startOfQuarter(today, -1), 3),
} satisfies Record<string, (now: Today) => Range>

/**
 * What months and quarters are held against, which is no stretch of as many days: October for November; for the first 40
 * days of a quarter those of the one before. Undefined of all others.
 */
export function likeBefore(period: Period, now: Today): Range | undefined {
  if (period === 'qtd') {
    const from = startOfQuarter(now.today, -1)
    const like = { from, to: addDays(from, daysOf(OF_CALENDAR.qtd(now)) - 1) }
    // A quarter may have more days than the one before, whose last is the last of the like.
    const last = monthsFrom(from, 3).to
    return like.to > last ? { from, to: last } : like
  }
  const range =
    typeof period === 'object' || isOfCalendar(period) ? rangeOf(period, now) : undefined
  return range && wholeMonths(range) > 0 ? stepped(range, -1) : undefined
}

const before = (days: number) => (today: string) => ({
  from: addDays(today, -days),
  to: addDays(today, -1),
})

/** What the API's names stand for on a day; `all` is open. */
const NAMED = {
  today: (today) => ({ from: today, to: today }),
  yesterday: before(1),
  '7d': before(7),
  '28d': before(28),
  '30d': before(30),
  '90d': before(90),
  '12mo': lastTwelveMonths,
  mtd: (today) => ({ from: `${today.slice(0, 7)}-01`, to: today }),
  ytd: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  all: () => undefined,
} satisfies Record<Exclude<Asked, Range>, (today: string) => Range | undefined>

/** The range that a period covers, for pickers and for choosing buckets; `all` is open, so undefined. */
export function rangeOf(period: Period, now: Today): Range | undefined {
  const asked = periodRequest(period, now)
  return typeof asked === 'string' ? NAMED[asked](now.today) : asked
}

/** This month so far and the eleven before it. */
function lastTwelveMonths(today: string): Range {
  return { from: startOfMonth(today, -11), to: today }
}

/** The range as long as this one that lies `steps` lengths away (−1: just before it). */
export function shifted(range: Range, steps: number): Range {
  const days = daysOf(range) * steps
  return { from: addDays(range.from, days), to: addDays(range.to, days) }
}

/** The period before (−1) or after (1): of whole months as many months, else as many days. */
export function stepped(range: Range, steps: number): Range {
  const months = wholeMonths(range)
  if (months === 0) return shifted(range, steps)
  return monthsFrom(startOfMonth(range.from, months * steps), months)
}

/** How many months a range is; 0 where it is not of whole ones. */
export function wholeMonths({ from, to }: Range): number {
  const next = addDays(to, 1)
  if (!(from.endsWith('-01') && next.endsWith('-01'))) return 0
  const [years = 0, months = 0] = [0, 1].map((part) => partOf(next, part) - partOf(from, part))
  return years * 12 + months
}

function partOf(day: string, part: number): number {
  return Number(day.split('-')[part])
}

export type Bucket = 'hour' | 'day' | 'week' | 'month'

/** Buckets that say something about so many days: neither two points nor two thousand. */
export function bucketsFor(days: number | undefined): [Bucket, ...Bucket[]] {
  if (days === undefined || days > 732) return ['month', 'week']
  if (days <= 2) return ['hour']
  if (days <= 13) return ['day', 'hour']
  if (days <= 100) return ['day', 'week']
  return days <= 190 ? ['week', 'day', 'month'] : ['month', 'week', 'day']
}
