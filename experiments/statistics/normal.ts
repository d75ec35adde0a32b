import { gammaTail } from './gamma.ts'

/** Standard normal density φ(z) = e^(−z²/2)/√(2π) (DLMF 7.1). normalDensity(0) = 1/2.50663 = 0.39894… */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** P(Z > z) = Q(½, z²/2)/2 (DLMF 7.11.2), the tail itself and never 1 − Φ. normalTail(1.959964) = 0.025, normalTail(10) = 7.6199e-24 */
export function normalTail(z: number): number {
  const both = gammaTail(0.5, 0.5 * z * z)
  return z >= 0 ? both / 2 : 1 - both / 2
}

/** P(Z ≤ z) = P(Z > −z). normalCdf(1) = 0.84134… */
export function normalCdf(z: number): number {
  return normalTail(-z)
}

/** z with P(Z > z) = p, 0 < p < 1; ∞ and −∞ at the ends. upperNormalQuantile(0.025) = 1.95996… */
export function upperNormalQuantile(p: number): number {
  if (p <= 0) return Number.POSITIVE_INFINITY
  if (p >= 1) return Number.NEGATIVE_INFINITY
  if (p > 0.5) return -upperNormalQuantile(1 - p)
  let z = roughly(p)
  // Halley's steps triple the digits: from 4e-4 to the last one in two.
  for (let step = 0; step < 3; step++) {
    const error = (normalTail(z) - p) / normalDensity(z)
    z += error / (1 - (z * error) / 2)
  }
  return z
}

/** To 4.5e-4 (Abramowitz and Stegun 26.2.23), 0 < p ≤ ½. */
function roughly(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}
