import { normalCdf, normalDensity, normalTail, upperNormalQuantile } from './normal.ts'
import type { Moments } from './sample.ts'

/** What is believed of the relative lift before any data. */
export type Prior = { type: 'flat' } | { type: 'normal'; mean: number; sd: number }

/** Nearly all lifts lie within a third. */
export const USUAL_PRIOR: Prior = { type: 'normal', mean: 0, sd: 0.3 }

export interface Posterior {
  chance_to_win: number
  /** Of the absolute difference. */
  interval: [low: number, high: number]
  /** What choosing the variant costs on average where it is the worse one, in the metric's own measure. */
  expected_loss: number
}

export interface Belief {
  prior: Prior
  alpha: number
  /** −1 where a lower metric is the better one. */
  sign?: 1 | -1
}

/** Below so many standard errors from zero the control's mean cannot scale a relative prior. */
const FIRM = 1.96

/**
 * Normal posterior of the difference d, the prior rescaled by |m₀|: precision 1/se² + 1/τ², μ their weighted mean;
 * chance to win Φ(μ/σ), expected loss σφ(μ/σ) − μΦ(−μ/σ). Not safe to peek. d 0.02, se 0.01, flat: Φ(2) = 0.97725,
 * 0.01 × 0.05399 − 0.02 × 0.02275 = 0.0000849. A text says why there is none.
 */
export function posteriorOf(
  control: Moments,
  variant: Moments,
  belief: Belief,
): Posterior | string {
  const { prior, alpha, sign = 1 } = belief
  const ofControl = control.variance / control.n
  const square = ofControl + variant.variance / variant.n
  if (prior.type === 'normal' && !(Math.abs(control.mean) > FIRM * Math.sqrt(ofControl))) {
    return 'the control is too near to zero for a prior on the relative change'
  }
  const seen = { mean: variant.mean - control.mean, sd: Math.sqrt(square) }
  const { mean, sd } = updated(seen, scaled(prior, control.mean))
  if (!(sd > 0)) return 'the numbers are too near to zero for a posterior'
  const z = (sign * mean) / sd
  const half = upperNormalQuantile(alpha / 2) * sd
  return {
    chance_to_win: normalCdf(z),
    interval: [mean - half, mean + half],
    expected_loss: Math.max(0, sd * normalDensity(z) - sign * mean * normalTail(z)),
  }
}

interface Normal {
  mean: number
  sd: number
}

/** The prior on the difference itself; undefined: flat. */
function scaled(prior: Prior, control: number): Normal | undefined {
  if (prior.type === 'flat') return undefined
  const scale = Math.abs(control)
  return { mean: prior.mean * scale, sd: prior.sd * scale }
}

/** Precisions 1/sd² add; by the ratio of the two, since one of them alone may be beyond all numbers. */
function updated(seen: Normal, prior: Normal | undefined): Normal {
  if (prior === undefined) return seen
  const ratio = prior.sd / Math.hypot(prior.sd, seen.sd)
  const mean = prior.mean + ratio * ratio * (seen.mean - prior.mean)
  return { mean, sd: seen.sd * ratio }
}
