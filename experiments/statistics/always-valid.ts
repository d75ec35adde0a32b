import type { Moments } from './sample.ts'

/** Units after which the sequence is narrowest when no plan says how many there will be. */
export const TUNING_N = 5_000

export interface Sequence {
  estimate: number
  standard_error: number
  /** Half-widths in standard errors, for this many units. */
  width: number
  p_value: number
  interval: [low: number, high: number]
}

export interface Tuning {
  /** Level of the interval, and of the plan for which the sequence is tuned. */
  alpha: number
  /** N*: units of both variants for which it is narrowest. */
  tuning_n: number
}

/**
 * An asymptotic confidence sequence, right however often it is looked at (Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas 2021; Robbins' normal mixture): ρ² = (−2 ln α + ln(1 − 2 ln α)) / N*, r = Nρ² + 1, half-width
 * se·√(2r/(Nρ²) · ln(√r/α)), p = min(1, √r·exp(−z²(r − 1)/2r)). At α 0.05 and N = N*: ρ²N = 7.936, r = 8.936,
 * √(2 × 8.936/7.936 × ln(2.989/0.05)) = 3.035 standard errors.
 *
 * Undefined where nothing varies. The squared error is the greater of v₀/n₀ + v₁/n₁ and s²(1/n₀ + 1/n₁), s² pooled:
 * in unequal splits a low mean of the small variant cannot shrink its own error.
 */
export function alwaysValid(
  control: Moments,
  variant: Moments,
  { alpha, tuning_n }: Tuning,
): Sequence | undefined {
  const square = squaredError(control, variant)
  if (!(square > 0)) return undefined
  const standard_error = Math.sqrt(square)
  const estimate = variant.mean - control.mean
  const mixed = (control.n + variant.n) * mixture(alpha, tuning_n)
  const width = sequenceWidth(mixed, alpha)
  const half = width * standard_error
  return {
    estimate,
    standard_error,
    width,
    p_value: sequencePValue(estimate / standard_error, mixed),
    interval: [estimate - half, estimate + half],
  }
}

/** ρ² of the mixture that is narrowest at N* units (the paper's approximation by the Lambert function's series). */
function mixture(alpha: number, tuning_n: number): number {
  return mixedAtBest(alpha) / tuning_n
}

/** Nρ² where N = N*: −2 ln α + ln(1 − 2 ln α), 5.991 + 1.945 = 7.936 at 0.05. */
export function mixedAtBest(alpha: number): number {
  const twice = -2 * Math.log(alpha)
  return twice + Math.log(1 + twice)
}

/** Half-width in standard errors √(2r/(Nρ²) · ln(√r/α)), `mixed` = Nρ²: 3.035 of 7.936 at 0.05 (the same paper). */
export function sequenceWidth(mixed: number, alpha: number): number {
  const r = mixed + 1
  return Math.sqrt(((2 * r) / mixed) * (Math.log(r) / 2 - Math.log(alpha)))
}

function sequencePValue(z: number, mixed: number): number {
  const r = mixed + 1
  return Math.min(1, Math.sqrt(r) * Math.exp((-z * z * mixed) / (2 * r)))
}

function squaredError(control: Moments, variant: Moments): number {
  if (control.n < 1 || variant.n < 1) return 0
  const df = control.n + variant.n - 2
  if (df < 1) return 0
  const own = control.variance / control.n + variant.variance / variant.n
  const within = (control.n - 1) * control.variance + (variant.n - 1) * variant.variance
  return Math.max(own, (within / df) * (1 / control.n + 1 / variant.n))
}
