/** Units of which some did it. */
export interface Proportion {
  n: number
  successes: number
}

/**
 * z of the difference of two shares, with the variance of both together: (r₁ − r₀) / √(p(1 − p)(1/n₀ + 1/n₁)), where p is
 * the share in both. 20 of 100 and 30 of 100: 0.1 / √(0.25 × 0.75 × 0.02) = 1.6330.
 * Undefined without units in either, or where all of them or none did it.
 */
export function twoProportions(first: Proportion, second: Proportion): number | undefined {
  const n = first.n + second.n
  const pooled = (first.successes + second.successes) / n
  if (first.n < 1 || second.n < 1 || !(pooled > 0 && pooled < 1)) return undefined
  const variance = pooled * (1 - pooled) * (1 / first.n + 1 / second.n)
  return (second.successes / second.n - first.successes / first.n) / Math.sqrt(variance)
}
