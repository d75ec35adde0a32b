import { normalTail } from '../../../experiments/statistics/normal.ts'
import { momentsOf, type Sample } from '../../../experiments/statistics/sample.ts'
import { studentTwoSided } from '../../../experiments/statistics/student.ts'
import { twoProportions } from '../../../experiments/statistics/two-proportions.ts'
import { welch } from '../../../experiments/statistics/welch.ts'
import type { Both } from './effects.ts'
import { overdispersion, type Spread } from './spread.ts'

/** What is known of a value in one period: what each of its people did, and how its days vary. */
export interface Measured extends Sample {
  /** Of its people by day. */
  people_spread: Spread
  /** From the first day with any of them to the last. */
  spread_while_there: Spread
  /** Of its share of all people by day. */
  share_spread: Spread
  /** Of what its people did by day. */
  rate_spread: Spread
}

/** The days of the two periods, and how many people each has. */
export interface Frame {
  days: Both<number>
  people: Both<number>
}

type Test = (value: Both<Measured>, frame: Frame) => number | undefined

/**
 * Two-sided p of people a day: t = (n₁/d₁ − n₀/d₀) / √(φ(n₁/d₁² + n₀/d₀²)), by Student's t with the degrees of freedom from
 * which φ is known. 70 and 105 people in seven days each at φ = 1: (15 − 10) / √(105/49 + 70/49) = 2.6458, 12 degrees, p 0.0214.
 * A campaign that is new within the period, or ends in it, has its days alone to tell φ.
 */
export const testOfVolume: Test = ({ before, after }, { days }) => {
  const n = before.n / days.before ** 2 + after.n / days.after ** 2
  if (n === 0) return undefined
  const isInBoth = before.n > 0 && after.n > 0
  const { phi, df } = isInBoth
    ? overdispersion(before.people_spread, after.people_spread)
    : overdispersion(before.spread_while_there, after.spread_while_there)
  return twoSided((after.n / days.after - before.n / days.before) / Math.sqrt(phi * n), df)
}

/** Two-sided p of a value's share of all people. */
export const testOfShare: Test = ({ before, after }, { people }) => {
  const z = twoProportions(
    { n: people.before, successes: before.n },
    { n: people.after, successes: after.n },
  )
  const { phi, df } = overdispersion(before.share_spread, after.share_spread)
  return z === undefined ? undefined : twoSided(z / Math.sqrt(phi), df)
}

/** Two-sided p of the share of people who did it. */
export const testOfRate: Test = ({ before, after }) => {
  const z = twoProportions(
    { n: before.n, successes: before.sum },
    { n: after.n, successes: after.sum },
  )
  const { phi, df } = overdispersion(before.rate_spread, after.rate_spread)
  return z === undefined ? undefined : twoSided(z / Math.sqrt(phi), df)
}

/** Two-sided p of how much each did, by Welch. */
export const testOfMean: Test = ({ before, after }) => {
  const difference = welch(momentsOf(before), momentsOf(after))
  if (difference === undefined) return undefined
  const { phi, df } = overdispersion(before.rate_spread, after.rate_spread)
  const t = difference.estimate / difference.standard_error / Math.sqrt(phi)
  return twoSided(t, df === 0 ? difference.df : Math.min(difference.df, df))
}

/** Without a day to spare φ is not known, and the normal distribution serves. */
function twoSided(t: number, df: number): number {
  return df > 0 ? studentTwoSided(t, df) : Math.min(1, 2 * normalTail(Math.abs(t)))
}
