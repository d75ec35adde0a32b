import { dateOf } from '../../date-of.ts'
import { HOUR, MINUTE } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import { monthName, monthOf, startOfMonth, startOfWeek } from './calendar.ts'
import type { LocalPeriod } from './period.ts'

/** A period cut into buckets: bucket i is [edges[i], edges[i + 1]) and is called keys[i]. */
export interface Buckets {
  edges: number[]
  keys: string[]
}

export type TimeUnit = 'hour' | 'day' | 'week' | 'month'

/** Ten years of hours; more rows than that help nobody and hold up everybody. */
const MOST = 90_000

const CUTS = {
  hour: hours,
  day: (period) => wholeDays(period, (day) => day, dateOf),
  week: (period) => wholeDays(period, (day) => startOfWeek(day, period.week_start), dateOf),
  month: (period) =>
    wholeDays(
      period,
      (day) => startOfMonth(monthOf(day)),
      (day) => monthName(monthOf(day)),
    ),
} satisfies Record<TimeUnit, (period: LocalPeriod) => Buckets>

/**
 * Buckets of the site's local time (spec: api.md, "Time rows are complete"). The first and last week or month
 * are cut to the period but keep their names. Throws a 422 for more than ten years of hours.
 */
export function bucketsOf(unit: TimeUnit, period: LocalPeriod): Buckets {
  if (unit === 'hour' && (period.span.to - period.span.from) / HOUR > MOST) {
    throw new Refusal(422, 'the period is too long for time:hour; ask for time:day')
  }
  return CUTS[unit](period)
}

function wholeDays(
  { days, span, clock }: LocalPeriod,
  startOf: (day: number) => number,
  nameOf: (day: number) => string,
): Buckets {
  const buckets: Buckets = { edges: [], keys: [] }
  for (let day = days.from; day < days.to; day++) {
    const at = clock.startOfDay(day)
    // A date that the zone skipped (Samoa, 2011-12-30) has no length and no row.
    if (at === clock.startOfDay(day + 1)) continue
    const name = nameOf(startOf(day))
    if (buckets.keys.at(-1) === name) continue
    buckets.edges.push(at)
    buckets.keys.push(name)
  }
  buckets.edges.push(span.to)
  return buckets
}

/** Local hours; a change of offset ends one, so the hour that is lived twice is two buckets. */
function hours({ span, clock }: LocalPeriod): Buckets {
  const buckets: Buckets = { edges: [], keys: [] }
  let at = span.from
  while (at < span.to) {
    buckets.edges.push(at)
    buckets.keys.push(isoWithOffset(at, clock.offset(at)))
    const local = clock.local(at)
    const nextHour = at + HOUR - (((local % HOUR) + HOUR) % HOUR)
    at = Math.min(nextHour, clock.changeAfter(at))
  }
  buckets.edges.push(span.to)
  return buckets
}

/** `2026-10-25T02:00:00+02:00`. */
export function isoWithOffset(at: number, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  const pad = (n: number) => String(n).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  const local = new Date(at + offset).toISOString().slice(0, 19)
  return `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
