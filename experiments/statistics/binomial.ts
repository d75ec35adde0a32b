import { incompleteBeta } from './beta.ts'

/** P(X ≤ x) of X ~ Binomial(n, p), x and n whole, I(1 − p; n − x, x + 1) (DLMF 8.17.5). binomialAtMost(1, 3, 0.5) = 4/8 = 0.5 */
export function binomialAtMost(x: number, n: number, p: number): number {
  if (x < 0) return 0
  if (x >= n) return 1
  return incompleteBeta({ x: 1 - p, y: p }, n - x, x + 1)
}

/** P(X ≥ x), I(p; x, n − x + 1). binomialAtLeast(2, 20, 0.01) = 0.016859: two of twenty at one in a hundred are no wonder. */
export function binomialAtLeast(x: number, n: number, p: number): number {
  if (x <= 0) return 1
  if (x > n) return 0
  return incompleteBeta({ x: p, y: 1 - p }, x, n - x + 1)
}
