import type { Interval } from '../../../experiments/statistics/compare.ts'
import { holm } from '../../../experiments/statistics/corrections.ts'

/** One look at a comparison with the control: what may be said however often one looks. */
export interface Look {
  p_value: number
  interval: Interval
}

/** What all looks so far leave: the tightest ends, and the least p. */
export interface Running {
  p_value: number
  /** Empty, low above high, where looks contradict one another. */
  interval: Interval
}

/**
 * The intersection of all looks' intervals, which holds the truth as surely as each of them: [−0.02, 0.10] and then
 * [0.01, 0.12] leave [0.01, 0.10]. Undefined without looks.
 */
export function intersectionOf(looks: readonly Look[]): Running | undefined {
  const [first, ...later] = looks
  if (first === undefined) return undefined
  return later.reduce<Running>(
    (left, { p_value, interval: [low, high] }) => ({
      p_value: Math.min(left.p_value, p_value),
      interval: [Math.max(left.interval[0], low), Math.min(left.interval[1], high)],
    }),
    { p_value: first.p_value, interval: first.interval },
  )
}

/**
 * The p of harm, one-sided, that all looks leave: half of each p on the harmful side, which is the sequence of 1 − 2α there,
 * and 1 on the other. p 0.02 while it was better and 0.3 now that it is worse come to 0.15, not 0.01. Undefined without looks.
 */
export function harmOf(looks: readonly Look[], sign: 1 | -1): number | undefined {
  if (looks.length === 0) return undefined
  const harmful = looks.filter(({ interval: [low, high] }) => (low + high) * sign < 0)
  return Math.min(1, ...harmful.map(({ p_value }) => p_value / 2))
}

export function isEmpty({ interval: [low, high] }: Running): boolean {
  return low > high
}

/**
 * Holm over all that are compared, in their order. What has no p yet counts as one of 1, since it will have one: left out, it
 * would make 0.04 be 0.04 until it comes and 0.08 from then on, and take a word back. It stays undefined itself.
 */
export function adjusted(ps: readonly (number | undefined)[]): (number | undefined)[] {
  const corrected = holm(ps.map((p) => p ?? 1))
  return ps.map((p, place) => (p === undefined ? undefined : corrected[place]))
}
