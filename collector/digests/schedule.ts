import { BoundedMap } from '../bounded-map.ts'
import { dateOf } from '../date-of.ts'
import { DAY, HOUR, MINUTE } from '../durations.ts'
import { monthOf, startOfMonth, startOfWeek, weekdayOf } from '../reports/time/calendar.ts'
import type { DateRange, Days, LocalCalendar } from '../reports/time/period.ts'
import { LocalClock } from '../reports/time/zone.ts'

export const PERS = ['day', 'week', 'month'] as const
export type Per = (typeof PERS)[number]

/** When its readers want a digest, on their own clock. */
export interface Schedule {
  per: Per
  /** `08:00`. */
  at: string
  /** 1 Monday … 7 Sunday, of a weekly one; null: on the first day that the week is over. */
  weekday: number | null
  /** The readers'. */
  timezone: string
}

/** Days that a digest tells of, on the site's calendar. */
export interface Interval extends Days {
  /** Epoch ms at which they are over. */
  over: number
}

/** An interval and the instant, epoch ms, at which it is told. */
export interface Due {
  interval: Interval
  at: number
}

/** How late a digest may still come: less than until the next of its kind, which says more. */
const LATEST_MS = { day: 12 * HOUR, week: 2 * DAY, month: 5 * DAY } satisfies Record<Per, number>

/** An interval is told within eight days of its end, and may be late by two, or by five of a month. */
const INTERVALS_BACK = 3
const INTERVALS_AHEAD = 2

const CLOCK_DAYS = 64
const clocks = new BoundedMap<string, LocalClock>(200)

/** A clock that knows the day, and a month before and after it: Intl takes its time, and who looks every minute asks often. */
function clockAt(zone: string, day: number): LocalClock {
  const start = Math.floor(day / CLOCK_DAYS) * CLOCK_DAYS
  const key = `${zone} ${start}`
  const known =
    clocks.get(key) ??
    new LocalClock(zone, (start - CLOCK_DAYS / 2) * DAY, (start + 1.5 * CLOCK_DAYS) * DAY)
  clocks.set(key, known)
  return known
}

function localDay(zone: string, at: number): number {
  return Math.floor(clockAt(zone, Math.floor(at / DAY)).local(at) / DAY)
}

type Bounds = (today: number, calendar: LocalCalendar, away: number) => Days

/** The interval that lies so many away from the one that the day is in. */
const BOUNDS: Record<Per, Bounds> = {
  day: (today, _, away) => ({ from: today + away, to: today + away + 1 }),
  week(today, { week_start }, away) {
    const from = startOfWeek(today, week_start) + 7 * away
    return { from, to: from + 7 }
  },
  month(today, _, away) {
    const month = monthOf(today) + away
    return { from: startOfMonth(month), to: startOfMonth(month + 1) }
  },
}

/** The whole interval so many away from the one that runs; undefined of a day that the zone skipped (Samoa, 2011-12-30). */
function intervalAt(
  per: Per,
  calendar: LocalCalendar,
  now: number,
  away: number,
): Interval | undefined {
  const days = BOUNDS[per](localDay(calendar.timezone, now), calendar, away)
  const clock = clockAt(calendar.timezone, days.to)
  const over = clock.startOfDay(days.to)
  return clock.startOfDay(days.from) < over ? { ...days, over } : undefined
}

/** The last interval that is over: yesterday, last week, last month of the site. */
export function lastInterval(per: Per, calendar: LocalCalendar, now: number): Interval {
  const days = intervalAt(per, calendar, now, -1) ?? intervalAt(per, calendar, now, -2)
  if (!days) throw new Error(`no ${per} is over in ${calendar.timezone}`)
  return days
}

/** `08:30` in ms after midnight. */
function timeOfDay(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}

/**
 * The first instant, once an interval is over, at which the readers' clocks show the hour, on the weekday if there is one. So
 * each interval is told once, whatever the clocks of readers and site do meanwhile.
 *
 *     02:30 in Berlin   29 March 2026: is skipped, told at 03:00       25 October 2026: is there twice, told at the first
 */
export function dueAt({ at, weekday, per, timezone }: Schedule, over: number): number {
  const first = localDay(timezone, over)
  const clock = clockAt(timezone, first)
  const isChosen = (day: number) => per !== 'week' || weekday === null || weekdayOf(day) === weekday
  let isWanted = false
  // A day of margin for days that a zone skips: the one after it stands for it.
  for (let day = first; day <= first + 9; day++) {
    isWanted ||= isChosen(day)
    if (!isWanted || clock.startOfDay(day) === clock.startOfDay(day + 1)) continue
    const instant = clock.firstAt(day * DAY + timeOfDay(at))
    if (instant >= over) return instant
    isWanted = false
  }
  throw new Error(`${timezone} never shows ${at}`)
}

function duesAround(schedule: Schedule, calendar: LocalCalendar, now: number): Due[] {
  const { per } = schedule
  const dues: Due[] = []
  for (let away = -INTERVALS_BACK; away <= INTERVALS_AHEAD; away++) {
    const interval = intervalAt(per, calendar, now, away)
    if (interval) dues.push({ interval, at: dueAt(schedule, interval.over) })
  }
  return dues
}

/**
 * What is to be told now, the earliest first: what has become due and is not too late. Of a server that was off the latest is
 * told, those before it are not.
 */
export function dueNow(schedule: Schedule, calendar: LocalCalendar, now: number): Due[] {
  const latest = LATEST_MS[schedule.per]
  return duesAround(schedule, calendar, now).filter(({ at }) => at <= now && now - at < latest)
}

/** What is told next. */
export function nextDue(schedule: Schedule, calendar: LocalCalendar, now: number): Due {
  const next = duesAround(schedule, calendar, now).find(({ at }) => at > now)
  if (!next) throw new Error(`nothing is due after ${now}`)
  return next
}

/** First and last date. */
export function rangeOf({ from, to }: Days): DateRange {
  return { from: dateOf(from), to: dateOf(to - 1) }
}

/** What an interval is held against: the same weekday of the week before, the week before, the month before. */
export function comparedRange(per: Per, { from, to }: Days): DateRange {
  if (per !== 'month') return rangeOf({ from: from - 7, to: to - 7 })
  return rangeOf({ from: startOfMonth(monthOf(from) - 1), to: from })
}
