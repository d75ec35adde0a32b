import type { AlertUnit } from '../alert-signals.ts'
import { dateOf } from '../date-of.ts'
import { DAY, HOUR, MINUTE } from '../durations.ts'
import { type Buckets, bucketsOf } from '../reports/time/buckets.ts'
import { startOfWeek } from '../reports/time/calendar.ts'
import { type DateRange, datesOf, type LocalCalendar, localPeriod } from '../reports/time/period.ts'
import { dayOf } from '../reports/time/zone.ts'

/** A whole hour, day or week of a site's calendar, [from, to). */
export interface Interval {
  per: AlertUnit
  /** Epoch ms. */
  from: number
  to: number
  /** As reports name it in `time:hour`, `time:day`, `time:week`. */
  key: string
  /** Its first day, since 1970-01-01. */
  day: number
}

/**
 * How long an interval waits for events that come late: what a page sends when it is left, a browser that was offline for a
 * while, a server that sends its events together.
 */
export const GRACE: Readonly<Record<AlertUnit, number>> = {
  hour: 10 * MINUTE,
  day: 30 * MINUTE,
  week: HOUR,
}

const DAYS: Readonly<Record<AlertUnit, number>> = { hour: 1, day: 1, week: 7 }

/**
 * The whole intervals that begin on local days [from, to), in order. Of an hour that a change of clocks cuts short there is none;
 * the hour that is lived twice is two, and a day of 23 or 25 hours is one.
 */
export function intervalsOn(
  per: AlertUnit,
  days: { from: number; to: number },
  calendar: LocalCalendar,
): Interval[] {
  const asked =
    per === 'week' ? { from: startOfWeek(days.from + 6, calendar.week_start), to: days.to } : days
  if (asked.to <= asked.from) return []
  const whole = per === 'week' ? { ...asked, to: endOfWeek(asked.to - 1, calendar) } : asked
  const period = localPeriod(whole, calendar)
  const buckets = bucketsOf(per, period)
  return cut(per, buckets).filter(({ from, to }) => per !== 'hour' || to - from >= HOUR)
}

function endOfWeek(day: number, { week_start }: LocalCalendar): number {
  return startOfWeek(day, week_start) + 7
}

function cut(per: AlertUnit, { edges, keys }: Buckets): Interval[] {
  return keys.map((key, i) => {
    const [from = 0, to = 0] = [edges[i], edges[i + 1]]
    return { per, from, to, key, day: Date.parse(`${key.slice(0, 10)}T00:00:00Z`) / DAY }
  })
}

/** The last one that is over, and for whose late events there was time; `delay`: ms that it waits besides. */
export function latestInterval(
  per: AlertUnit,
  calendar: LocalCalendar,
  now: number,
  delay = 0,
): Interval | undefined {
  const end = now - GRACE[per] - delay
  const today = dayOf(calendar.timezone, end)
  const reach = { from: today - 2 * DAYS[per] - 1, to: today + 1 }
  return intervalsOn(per, reach, calendar).findLast(({ to }) => to <= end)
}

/** When the interval after this one is to be judged. */
export function nextDue(last: Interval, calendar: LocalCalendar, delay = 0): number {
  const { per, day } = last
  const reach = { from: day, to: day + 2 * DAYS[per] + 2 }
  const next = intervalsOn(per, reach, calendar).find(({ from }) => from >= last.to)
  return (next?.to ?? last.to + DAY) + GRACE[per] + delay
}

/**
 * The same interval a week before: hours and days go by their weekdays, which differ more from each other than weeks do. Undefined
 * where the clocks skipped it; of an hour that they showed twice the first.
 */
export function weekBefore({ per, day, key }: Interval, calendar: LocalCalendar) {
  const from = day - 7
  const before = intervalsOn(per, { from, to: from + 1 }, calendar)
  if (per !== 'hour') return before[0]
  const local = dateOf(from) + key.slice(10, 13)
  return before.find((one) => one.key.startsWith(local))
}

/** The days that an interval lies on, as reports are asked about them. */
export function datesIn({ day, per }: Interval): DateRange {
  return datesOf({ from: day, to: day + DAYS[per] })
}
