import type { GoalTarget } from '../../collector/settings/goal-target.ts'
import {
  addDays,
  daysOf,
  monthsFrom,
  type Range,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  type WeekStart,
  weekdayOf,
} from './period.ts'
import type { Row } from './stats.ts'

type Per = GoalTarget['per']

/** What a target can be of, the shortest first. */
export const PERS = ['week', 'month', 'quarter'] as const satisfies readonly Per[]

/** Where the site's clock stands: its day, and how much of that day is over in hours, 0–24. */
export interface TimeOfDay {
  today: string
  hours: number
}

/** The time of day in a zone: 09:30 is 9.5 hours. */
export function timeOfDayIn(timezone: string, at: number, today: string): TimeOfDay {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' })
  const [hours = 0, minutes = 0] = time.format(at).split(':').map(Number)
  return { today, hours: hours + minutes / 60 }
}

/** The calendar week, month or quarter that a day lies in: 28 November 2026 in 23–29, in November, in October to December. */
export function runningRange(per: Per, today: string, weekStart: WeekStart): Range {
  if (per === 'week') {
    const from = startOfWeek(today, weekStart)
    return { from, to: addDays(from, 6) }
  }
  if (per === 'month') return monthsFrom(startOfMonth(today), 1)
  return monthsFrom(startOfQuarter(today), 3)
}

/** What share of a week comes on each weekday, Monday first, and of a day in each hour. */
export interface Rhythm {
  weekdays: readonly number[]
  hours: readonly number[]
}

/** The rhythm is of so many whole weeks before today, in which each weekday is there equally often. */
const WEEKS = 8
/** Fewer, one a day, say little about a weekday: of 8 on it chance alone gives 3 to 14. */
const FEWEST = 7 * WEEKS

const EVEN: Rhythm = {
  weekdays: Array.from({ length: 7 }, () => 1 / 7),
  hours: Array.from({ length: 24 }, () => 1 / 24),
}

/** The days that the rhythm is taken from. */
export function rhythmDays(today: string): Range {
  return { from: addDays(today, -7 * WEEKS), to: addDays(today, -1) }
}

/**
 * The site's own rhythm, from conversions by weekday and hour of the last eight weeks; undefined where they are too few, and
 * then time that has passed is all there is to go by. A business that sells 18 on each working day and 5 on each day of a
 * weekend has sold 5 of November 2026's 423 after the 1st, a Sunday: of a target of 120 that is 1.4. By elapsed time it would
 * be 120 / 30 = 4, and a site that sells as it always does 65 % behind.
 */
export function rhythmOf(rows: readonly Row[]): Rhythm | undefined {
  const weekdays = EVEN.weekdays.map(() => 0)
  const hours = EVEN.hours.map(() => 0)
  for (const { weekday, hour, conversions } of rows) {
    const [day, of] = [Number(weekday) - 1, Number(hour)]
    const number = typeof conversions === 'number' ? conversions : 0
    weekdays[day] = (weekdays[day] ?? 0) + number
    hours[of] = (hours[of] ?? 0) + number
  }
  const all = weekdays.reduce((sum, number) => sum + number, 0)
  if (all < FEWEST) return undefined
  return {
    weekdays: weekdays.map((number) => number / all),
    hours: hours.map((number) => number / all),
  }
}

/** What share of the range's target lies in each of its days; they sum to 1. */
function dayShares(range: Range, { weekdays }: Rhythm): number[] {
  const days = Array.from({ length: daysOf(range) }, (_, i) => addDays(range.from, i))
  const weights = days.map((day) => weekdays[weekdayOf(day) - 1] ?? 0)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}

/** What share is to be reached by the end of each day of the range: the line that ends at the whole target. */
export function paceLine(range: Range, rhythm: Rhythm = EVEN): number[] {
  let reached = 0
  return dayShares(range, rhythm).map((share) => {
    reached += share
    return reached
  })
}

/** What share of the target is to be reached by now: the days that are over, and of today the hours that are. */
export function expectedShare(range: Range, { today, hours }: TimeOfDay, rhythm = EVEN): number {
  const over = daysOf({ from: range.from, to: today }) - 1
  const shares = dayShares(range, rhythm)
  const whole = shares.slice(0, over).reduce((sum, share) => sum + share, 0)
  const full = Math.floor(hours)
  const passed = rhythm.hours.slice(0, full).reduce((sum, share) => sum + share, 0)
  const ofToday = passed + (hours - full) * (rhythm.hours[full] ?? 0)
  return whole + ofToday * (shares[over] ?? 0)
}

/** Conversions and money of the range so far. */
export interface Done {
  conversions: number
  revenue: number
}

export interface Pace {
  done: number
  target: number
  /** By now. */
  expected: number
  state: 'early' | 'reached' | 'behind' | 'ahead' | 'on'
  /** How far done lies from what is expected, as a share of that: 87 of 113 is −0.23; null while that is too early to say. */
  gap: number | null
  /** The gap is no more than chance alone gives. */
  chance: boolean
  /** At the end of the range, if it goes on as until now. */
  forecast: number | null
}

/** A day of a month: before it one conversion more or less changes everything. */
const EARLY = 0.03
const ON_PACE = 0.02
const NORMAL_95 = 1.96

/** How a target stands. `share` is what is expected by now, 0–1. */
export function paceOf({ count, revenue }: GoalTarget, so: Done, share: number): Pace {
  const [done, target] = count === undefined ? [so.revenue, revenue ?? 0] : [so.conversions, count]
  const expected = target * share
  if (done >= target) return { done, target, expected, ...GOOD, state: 'reached' }
  if (share < EARLY) return { done, target, expected, ...GOOD, state: 'early' }
  const gap = done / expected - 1
  const state = Math.abs(gap) < ON_PACE ? 'on' : gap < 0 ? 'behind' : 'ahead'
  const units = count === undefined ? expectedUnits(so, expected) : expected
  const chance = Math.abs(gap) * Math.sqrt(units) < NORMAL_95
  return { done, target, expected, state, gap, chance, forecast: done / share }
}

const GOOD = { gap: null, chance: true, forecast: null } as const

/** Conversions that money is expected from: n of them vary by a share of 1 / √n, and what they bring by more. */
function expectedUnits({ conversions, revenue }: Done, expected: number): number {
  return conversions > 0 && revenue > 0 ? (expected * conversions) / revenue : conversions
}

/** Days of the shortest and the longest. */
const LENGTHS: Record<Per, readonly [number, number]> = {
  week: [7, 7],
  month: [28, 31],
  quarter: [90, 92],
}
const USUAL_LENGTHS: Record<Per, number> = { week: 7, month: 365.25 / 12, quarter: 365.25 / 4 }

/** Of so much in some days how much in a week, a month or a quarter: 120 in 31 days are 120 a month, in 40 days 91. */
export function perRange(amount: number, days: number, per: Per): number {
  const [least, most] = LENGTHS[per]
  return least <= days && days <= most ? amount : (amount * USUAL_LENGTHS[per]) / days
}

/** What a plan over so many days is nearest to. */
export function usualPer(days: number): Per {
  if (days <= 10) return 'week'
  return days <= 50 ? 'month' : 'quarter'
}
