import type { Moments } from './sample.ts'
import { studentTwoSided, upperStudentQuantile } from './student.ts'

export interface Difference {
  /** Mean of the second less mean of the first. */
  estimate: number
  standard_error: number
  df: number
  p_value: number
}

/**
 * Welch's comparison of two means (1947): se² = v₀/n₀ + v₁/n₁, df = se⁴ / Σ (vᵢ/nᵢ)²/(nᵢ − 1), the two-sided p from the
 * tail itself. 100 and 400 of a million: 0.0003 / √(1e-10 + 4e-10) = 13.4187, df 1,470,711, p 4.7258e-41.
 * Undefined with fewer than two units in a group, or where neither varies.
 */
export function welch(first: Moments, second: Moments): Difference | undefined {
  if (first.n < 2 || second.n < 2) return undefined
  const [a, b] = [first.variance / first.n, second.variance / second.n]
  const square = a + b
  if (!(square > 0)) return undefined
  const estimate = second.mean - first.mean
  const standard_error = Math.sqrt(square)
  // By shares of se², whose squares neither vanish nor overflow as se⁴ does.
  const [ofFirst, ofSecond] = [a / square, b / square]
  const df = 1 / ((ofFirst * ofFirst) / (first.n - 1) + (ofSecond * ofSecond) / (second.n - 1))
  const p_value = studentTwoSided(estimate / standard_error, df)
  return { estimate, standard_error, df, p_value }
}

/**
 * The interval of 1 − α around a difference: estimate ± t_{1−α/2, df}·se (Welch 1947). 0.05, se 0.02, df 10 at α 0.05:
 * 0.05 ± 2.228139 × 0.02 = [0.005437, 0.094563].
 */
export function intervalOf(
  { estimate, standard_error, df }: Difference,
  alpha: number,
): [low: number, high: number] {
  const half = upperStudentQuantile(alpha / 2, df) * standard_error
  return [estimate - half, estimate + half]
}
