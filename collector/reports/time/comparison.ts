import { DAY, MINUTE } from '../../durations.ts'
import { addMonths } from './calendar.ts'
import { type Compare, type Days, daysOfRange, type LocalPeriod, type Period } from './period.ts'
import { LocalClock } from './zone.ts'

/** What a period is compared with. */
export interface Comparison {
  compare: Compare
  /** The same weekdays: whole weeks earlier. */
  match?: 'weekday' | null | undefined
}

export interface ComparedDays extends Days {
  /** The last day is a running one's counterpart, and counts up to the same time of day. */
  cut: boolean
}

/** Periods of the calendar, and the months between them and those before. */
const MONTHS: Partial<Record<string, number>> = { mtd: 1, ytd: 12, '12mo': 12 }

/**
 * The days to compare with, day for day: `previous` as many days directly before (of `mtd`, `ytd`, `12mo` the same dates a
 * month, a year, a year earlier), `year` the same dates a year earlier; by weekday as few whole weeks earlier as are not
 * shorter than the period, or 52. A range is as long as it is.
 *
 *     on Wednesday 18 November   previous          by weekday        year
 *     7d      11–17 Nov          4–10 Nov          4–10 Nov          11–17 Nov 2025
 *     today   18 Nov             17 Nov            11 Nov            18 Nov 2025
 *     mtd     1–18 Nov           1–18 Oct          11–28 Oct         1–18 Nov 2025
 *
 * Of a running period the days end with the counterpart of today.
 */
export function comparedDays(
  asked: Comparison,
  period: Period,
  days: Days,
  today: number,
): ComparedDays {
  const { compare } = asked
  const earlier = counterparts(asked, period, days)
  const whole =
    typeof compare === 'object'
      ? daysOfRange(compare)
      : { from: earlier(days.from), to: earlier(days.to - 1) + 1 }
  const isRunning = days.from <= today && today < days.to
  const isPaired = days.to - days.from === whole.to - whole.from || typeof compare === 'string'
  if (!isRunning || !isPaired) return { ...whole, cut: false }
  const last = earlier(today)
  // 30 March has none in February, which is over whole: 28 February is that of the 28th.
  if (today > days.from && last === earlier(today - 1)) return { ...whole, cut: false }
  return { from: whole.from, to: last + 1, cut: true }
}

/** The day that each day of the period is compared with. */
function counterparts(
  { compare, match }: Comparison,
  period: Period,
  days: Days,
): (day: number) => number {
  const length = days.to - days.from
  if (typeof compare === 'object') {
    const shift = days.from - daysOfRange(compare).from
    return (day) => day - shift
  }
  const ofYear = compare === 'year'
  if (match === 'weekday') {
    const weeks = ofYear ? 52 : Math.ceil(length / 7)
    return (day) => day - weeks * 7
  }
  const months = ofYear ? 12 : typeof period === 'string' ? MONTHS[period] : undefined
  return months === undefined ? (day) => day - length : (day) => addMonths(day, -months)
}

/**
 * The compared period up to the same time of its last day, to the minute: of `today` at 09:12:40 yesterday before 09:12. A
 * time that the clock left out on that day is the one it went on at; of one that it showed twice it is the first.
 */
export function cutAt(period: LocalPeriod, now: number): LocalPeriod {
  const minute = Math.floor(now / MINUTE) * MINUTE
  const { timezone, days, span } = period
  const local = new LocalClock(timezone, minute, minute).local(minute)
  const time = ((local % DAY) + DAY) % DAY
  const until = period.clock.firstAt((days.to - 1) * DAY + time)
  return { ...period, span: { from: span.from, to: Math.min(until, span.to) } }
}
