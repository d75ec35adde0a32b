import type { Moments } from './sample.ts'

/**
 * How much larger a mean is than the control's, 0.1 for a tenth: L = ln(m₁/m₀), se² = v₀/(n₀m₀²) + v₁/(n₁m₁²), interval
 * exp(L ± width·se) − 1. It is for showing: decisions are taken on the absolute difference. 100 and 400 of a million
 * at 1.959964: exp(1.386294 ± 1.959964 × 0.111794) − 1 = [2.21292, 3.97989]. Undefined where a mean is not
 * positive, or so few units are there that no number holds the upper end.
 */
export function relativeLift(
  control: Moments,
  variant: Moments,
  width: number,
): { estimate: number; interval: [low: number, high: number] } | undefined {
  if (!(control.mean > 0 && variant.mean > 0)) return undefined
  const log = Math.log(variant.mean / control.mean)
  const half = width * Math.sqrt(squaredError(control) + squaredError(variant))
  const estimate = variant.mean / control.mean - 1
  const high = Math.expm1(log + half)
  if (!Number.isFinite(estimate) || !Number.isFinite(high)) return undefined
  return { estimate, interval: [Math.expm1(log - half), high] }
}

function squaredError({ n, mean, variance }: Moments): number {
  return variance / (n * mean * mean)
}
