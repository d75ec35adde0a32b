import { away, deviance, stirlingError } from './gamma.ts'

const PRECISION = 2e-16

/**
 * Regularised incomplete beta function I(x; a, b), a, b > 0 (DLMF 8.17.2). `y` is 1 − x, given apart because it may be
 * far smaller than x. incompleteBeta({ x: 0.5, y: 0.5 }, 2, 3) = 11/16 = 0.6875
 */
export function incompleteBeta({ x, y }: Parts, a: number, b: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x * (a + b + 2) > a + 1) return 1 - lower({ x: y, y: x }, b, a)
  return lower({ x, y }, a, b)
}

/** A share and what is left of 1. */
export interface Parts {
  x: number
  y: number
}

function lower(parts: Parts, a: number, b: number): number {
  // xᵃ yᵇ / (a B(a, b)) as a binomial term, whose large factors cancel before they are rounded.
  const factor = binomialTerm(a, a + b, parts) * (b / (a + b))
  return factor * fraction(parts.x, a, b)
}

/**
 * Γ(n + 1) / (Γ(k + 1) Γ(n − k + 1)) xᵏ yⁿ⁻ᵏ, 0 ≤ k ≤ n and not whole of need, to the last digits for any n (Loader
 * 2000, the saddle-point form). binomialTerm(1, 2, { x: 0.5, y: 0.5 }) = 0.5
 */
export function binomialTerm(k: number, n: number, { x, y }: Parts): number {
  if (k === 0) return Math.exp(n * Math.log1p(-x))
  if (k === n) return Math.exp(n * Math.log1p(-y))
  const rest = n - k
  const error = stirlingError(n) - stirlingError(k) - stirlingError(rest)
  const exponent = error - deviance(k, n * x) - deviance(rest, n * y)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * rest))
}

/** DLMF 8.17.22 in Lentz's way. */
function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    value *= c * d
    if (Math.abs(c * d - 1) < PRECISION) break
  }
  return value
}
