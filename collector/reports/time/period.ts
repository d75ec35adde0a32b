import { z } from 'zod'
import { dateOf } from '../../date-of.ts'
import { DAY } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import type { Span } from '../../store/port.ts'
import {
  dayNumber,
  isDate,
  monthOf,
  startOfMonth,
  startOfYear,
  type WeekStart,
} from './calendar.ts'
import { dayOf, LocalClock } from './zone.ts'

/** A date on the site's own calendar. */
export const LocalDate = z.string().refine(isDate, 'not a date, like 2026-10-25')

/** Two dates, both inclusive. */
export const DateRange = z.object({ from: LocalDate, to: LocalDate })
export type DateRange = z.infer<typeof DateRange>

export const NAMED_PERIODS = [
  'today',
  'yesterday',
  '7d',
  '28d',
  '30d',
  '90d',
  '12mo',
  'mtd',
  'ytd',
  'all',
] as const
export const Period = z.union([z.enum(NAMED_PERIODS), DateRange])
export type Period = z.infer<typeof Period>

export const Compare = z.union([z.enum(['previous', 'year']), DateRange])
export type Compare = z.infer<typeof Compare>

/** `weekday`: days are compared with the same days of the week. */
export const Match = z.enum(['weekday'])

/** All instants: imports are taken at their own times, which may lie ahead. */
export const ALWAYS: Span = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** Local days, the last one exclusive. */
export interface Days {
  from: number
  to: number
}

/** What is known of now and of the site's past when a period is named. */
export interface Today {
  today: number
  /** Day of the site's first event; today when there is none. */
  first: number
}

type NamedPeriod = (typeof NAMED_PERIODS)[number]

const before = (count: number) => (now: Today) => ({ from: now.today - count, to: now.today })

const NAMED = {
  today: ({ today }) => ({ from: today, to: today + 1 }),
  yesterday: before(1),
  '7d': before(7),
  '28d': before(28),
  '30d': before(30),
  '90d': before(90),
  // This month so far, and the eleven before it.
  '12mo': ({ today }) => ({ from: startOfMonth(monthOf(today) - 11), to: today + 1 }),
  mtd: ({ today }) => ({ from: startOfMonth(monthOf(today)), to: today + 1 }),
  ytd: ({ today }) => ({ from: startOfYear(today), to: today + 1 }),
  all: ({ today, first }) => ({ from: Math.min(first, today), to: today + 1 }),
} satisfies Record<NamedPeriod, (now: Today) => Days>

/** The days of a period. Throws a 422 when a range ends before it begins. */
export function daysOf(period: Period, now: Today): Days {
  return typeof period === 'string' ? NAMED[period](now) : daysOfRange(period)
}

const LONGEST_DAYS = 36_525

export function daysOfRange({ from, to }: DateRange): Days {
  const days = { from: dayNumber(from), to: dayNumber(to) + 1 }
  if (days.to <= days.from) {
    throw new Refusal(422, `the period ends (${to}) before it begins (${from})`)
  }
  if (days.to - days.from > LONGEST_DAYS) {
    throw new Refusal(422, `the period from ${from} to ${to} is longer than a hundred years`)
  }
  return days
}

/** A stretch of local days and everything needed to cut it into buckets. */
export interface LocalPeriod {
  days: Days
  /** All of the days, but for the last where the period is cut at a time of it. */
  span: Span
  clock: LocalClock
  timezone: string
  week_start: WeekStart
}

export interface LocalCalendar {
  timezone: string
  week_start: WeekStart
}

export function localPeriod(days: Days, { timezone, week_start }: LocalCalendar): LocalPeriod {
  const clock = new LocalClock(timezone, days.from * DAY, days.to * DAY)
  const span = { from: clock.startOfDay(days.from), to: clock.startOfDay(days.to) }
  return { days, span, clock, timezone, week_start }
}

export function todayIn(timezone: string, now: number, firstEvent: number | null): Today {
  const today = dayOf(timezone, now)
  return { today, first: firstEvent === null ? today : dayOf(timezone, firstEvent) }
}

/** First and last date, both inclusive, as people write a period. */
export function datesOf(days: Days): DateRange {
  return { from: dateOf(days.from), to: dateOf(days.to - 1) }
}
