import type { Period as Asked } from '../../collector/reports/time/period.ts'

export type { Asked }

/** An inclusive range of the site's days, `YYYY-MM-DD`. */
export interface Range {
  from: string
  to: string
}

/** Days of the periods that count today in, which the API has no names for. */
const WITH_TODAY = { last7: 7, last28: 28, last30: 30, last90: 90 } as const
type WithToday = keyof typeof WITH_TODAY

/** The API's periods, of whole days before today; `last…` counts today in. */
export type PeriodName = WithToday | Exclude<Asked, Range>
export type Period = PeriodName | Range
export type Compare = 'none' | 'previous' | 'year' | Range

const DAY = 86_400_000
const DATE = /^\d{4}-\d\d-\d\d$/

/** Reads a period's name or `2026-01-01..2026-01-31`; undefined when it is neither. */
export function readPeriod(text: string): Period | undefined {
  return isPeriodName(text) ? text : readRange(text)
}

function isPeriodName(text: string): text is PeriodName {
  return Object.hasOwn(WITH_TODAY, text) || Object.hasOwn(NAMED, text)
}

/** Reads `none`, `previous`, `year` or a range. */
export function readCompare(text: string): Compare | undefined {
  return text === 'none' || text === 'previous' || text === 'year' ? text : readRange(text)
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

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** Days of an inclusive range. */
export function daysOf({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
}

function countsToday(period: Period): period is WithToday {
  return typeof period === 'string' && Object.hasOwn(WITH_TODAY, period)
}

/** What the API is asked for: its own names as they are, `last30` as the range that ends today. */
export function periodRequest(period: Period, today: string): Asked {
  if (!countsToday(period)) return period
  return { from: addDays(today, 1 - WITH_TODAY[period]), to: today }
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
export function rangeOf(period: Period, today: string): Range | undefined {
  const asked = periodRequest(period, today)
  return typeof asked === 'string' ? NAMED[asked](today) : asked
}

/** This month so far and the eleven before it. */
function lastTwelveMonths(today: string): Range {
  const [year = 0, month = 0] = today.split('-').map(Number)
  // Months are counted from 0 there, so this is the first of the month eleven before this one.
  const first = new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10)
  return { from: first, to: today }
}

/** The range as long as this one that lies `steps` lengths away (−1: just before it). */
export function shifted(range: Range, steps: number): Range {
  const days = daysOf(range) * steps
  return { from: addDays(range.from, days), to: addDays(range.to, days) }
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
