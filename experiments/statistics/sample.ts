/** What is left of the units' values: how many, their sum, and the sum of their squares. */
export interface Sample {
  n: number
  sum: number
  sum_squares: number
}

/** Mean of the units, and the variance of one of them. */
export interface Moments {
  n: number
  mean: number
  variance: number
}

/** Of Σx², what the rounding of sums may leave where all values are the same: 3 × 0.1² less 0.3²/3 is 3.5e-18, not 0. */
const ROUNDING = 1e-14

/** Of values of any kind, the variance with n − 1. {n 3, sum 6, sum_squares 14}: mean 2, (14 − 36/3) / 2 = 1 */
export function momentsOf({ n, sum, sum_squares }: Sample): Moments {
  if (n < 1) return { n, mean: 0, variance: 0 }
  const spread = sum_squares - (sum * sum) / n
  const varies = n > 1 && spread > sum_squares * ROUNDING
  return { n, mean: sum / n, variance: varies ? spread / (n - 1) : 0 }
}

/** Of units that did it or not, the variance m(1 − m). 20 of 100: mean 0.2, variance 0.2 × 0.8 = 0.16 */
export function momentsOfProportion(n: number, successes: number): Moments {
  if (n < 1) return { n, mean: 0, variance: 0 }
  const mean = successes / n
  return { n, mean, variance: mean * (1 - mean) }
}

/** Sums of two values of each unit, and of their products. */
export interface PairedSample {
  n: number
  first: { sum: number; sum_squares: number }
  second: { sum: number; sum_squares: number }
  sum_products: number
}

/** (Σxy − ΣxΣy/n) / (n − 1). Units (1, 2) and (3, 6): (20 − 4 × 8/2) / 1 = 4 */
export function covarianceOf({ n, first, second, sum_products }: PairedSample): number {
  if (n < 2) return 0
  return (sum_products - (first.sum * second.sum) / n) / (n - 1)
}

/**
 * A ratio of two sums over units (revenue per order), its variance by the delta method (Deng, Knoblich and Lu 2018):
 * R = Σy/Σx, variance (s²y − 2R·cov + R²·s²x) / x̄². Units (1, 1) and (5, 2): R 2, (8 − 4 × 2 + 4 × 0.5) / 1.5² = 0.8889.
 * Undefined where the denominators sum to nothing.
 */
export function momentsOfRatio(units: PairedSample): Moments | undefined {
  const { n, first, second } = units
  if (n < 1 || second.sum <= 0) return undefined
  const mean = first.sum / second.sum
  const above = momentsOf({ n, ...first }).variance
  const below = momentsOf({ n, ...second })
  const spread = above - 2 * mean * covarianceOf(units) + mean * mean * below.variance
  const varies = n > 1 && spread * (n - 1) > first.sum_squares * ROUNDING
  return { n, mean, variance: varies ? spread / below.mean / below.mean : 0 }
}
