import type { Moments } from './sample.ts'

/** What was added to both means alike, itself a matter of chance. */
export interface Shared {
  /** Squared error of it. */
  square: number
  /** Covariance with what else each mean is made of: of the control's, of the variant's. */
  products: readonly [control: number, variant: number]
}

const NOTHING: Shared = { square: 0, products: [0, 0] }

/**
 * How much larger a mean is than the control's, 0.1 for a tenth: L = ln(m₁/m₀), se² = v₀/(n₀m₀²) + v₁/(n₁m₁²), interval
 * exp(L ± width·se) − 1. It is for showing: decisions are taken on the absolute difference. 100 and 400 of a million
 * at 1.959964: exp(1.386294 ± 1.959964 × 0.111794) − 1 = [2.21292, 3.97989]. Undefined where a mean is not
 * positive, or so few units are there that no number holds the upper end. What both means share cancels from their
 * difference but not from their ratio: c²·square + 2c(k₁/m₁ − k₀/m₀) more, c = 1/m₁ − 1/m₀ and k the products.
 */
export function relativeLift(
  control: Moments,
  variant: Moments,
  width: number,
  shared: Shared = NOTHING,
): { estimate: number; interval: [low: number, high: number] } | undefined {
  if (!(control.mean > 0 && variant.mean > 0)) return undefined
  const log = Math.log(variant.mean / control.mean)
  const own = squaredError(control) + squaredError(variant)
  const half = width * Math.sqrt(Math.max(0, own + ofShared(shared, control.mean, variant.mean)))
  const estimate = variant.mean / control.mean - 1
  const high = Math.expm1(log + half)
  if (!Number.isFinite(estimate) || !Number.isFinite(high)) return undefined
  return { estimate, interval: [Math.expm1(log - half), high] }
}

function ofShared({ square, products }: Shared, control: number, variant: number): number {
  const apart = 1 / variant - 1 / control
  const along = products[1] / variant - products[0] / control
  return square === 0 ? 0 : apart * apart * square + 2 * apart * along
}

function squaredError({ n, mean, variance }: Moments): number {
  return variance / mean / mean / n
}
