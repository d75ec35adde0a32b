import { incompleteBeta } from './beta.ts'
import { normalDensity, normalTail, upperNormalQuantile } from './normal.ts'

/** Beyond it df / (df + t²) has too few digits left of what tells it from 1. */
const MANY = 1e7

/**
 * P(T > t) of Student's t with `df` > 0 degrees of freedom, I(df/(df + t²); df/2, ½)/2 (Abramowitz and Stegun 26.7.1), the
 * tail itself. studentTail(2.228139, 10) = 0.025
 */
export function studentTail(t: number, df: number): number {
  if (df > MANY) return nearlyNormalTail(t, df)
  const square = t * t
  const parts = { x: df / (df + square), y: square / (df + square) }
  const tail = incompleteBeta(parts, df / 2, 0.5) / 2
  return t >= 0 ? tail : 1 - tail
}

/**
 * The normal tail and the first two terms of what is between (Fisher 1925): φ(t)·((t³ + t)/4ν + (3t⁷ − 7t⁵ − 5t³ − 3t)/96ν²).
 * At t 1.96 and ν 10⁸ the first adds 0.05844 × 9.4895 / (4 × 10⁸) = 1.4e-9 to 0.024998.
 */
function nearlyNormalTail(t: number, df: number): number {
  const density = normalDensity(t)
  if (density === 0) return normalTail(t)
  const square = t * t
  const first = (square + 1) / (4 * df)
  const second = (((3 * square - 7) * square - 5) * square - 3) / (96 * df * df)
  return normalTail(t) + density * t * (first + second)
}

/** P(|T| > |t|), twice the tail. studentTwoSided(2.228139, 10) = 2 × 0.025 = 0.05 */
export function studentTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * studentTail(Math.abs(t), df))
}

/** t with P(T > t) = p, 0 < p ≤ ½, by halving. upperStudentQuantile(0.025, 10) = 2.22813… */
export function upperStudentQuantile(p: number, df: number): number {
  // The tail falls with t: the bounds close in from the normal quantile, which lies below.
  let low = upperNormalQuantile(p)
  let high = Math.max(1, low)
  while (studentTail(high, df) > p) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (studentTail(middle, df) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
