import { incompleteBeta } from './beta.ts'

/** Counts whose variance is m + m²/size: Poisson where the size is endless. */
export interface NegativeBinomial {
  mean: number
  size: number
}

/** P(Y ≤ y), I(size/(size + m); size, y + 1) (DLMF 8.17.24). Of mean 2 and size 1 (p ⅓): P(Y ≤ 1) = 1 − (⅔)² = 0.5556 */
export function negativeBinomialAtMost(y: number, { mean, size }: NegativeBinomial): number {
  if (y < 0) return 0
  if (mean <= 0) return 1
  return incompleteBeta(partsOf(mean, size), size, y + 1)
}

/** P(Y ≥ y), the tail itself, I(m/(size + m); y, size). Of mean 2 and size 1: P(Y ≥ 2) = (⅔)² = 0.4444 */
export function negativeBinomialAtLeast(y: number, { mean, size }: NegativeBinomial): number {
  if (y <= 0) return 1
  if (mean <= 0) return 0
  const { x, y: rest } = partsOf(mean, size)
  return incompleteBeta({ x: rest, y: x }, y, size)
}

function partsOf(mean: number, size: number) {
  return { x: size / (size + mean), y: mean / (size + mean) }
}
