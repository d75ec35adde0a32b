import { mixedAtBest, sequenceWidth } from './always-valid.ts'
import { normalCdf, upperNormalQuantile } from './normal.ts'

/** What is known of a metric before its experiment. */
export type Baseline =
  | { metric: 'proportion'; rate: number }
  | { metric: 'mean'; mean: number; variance: number }

export interface Design {
  baseline: Baseline
  /** Shares of the variants, the control first; they sum to 1. */
  weights: readonly number[]
  alpha: number
  power: number
}

/**
 * Units of all variants that show a relative effect with the wished power: (z_{1−α/2} + z_power)² (v₀/w₀ + v₁/w₁)/d² for
 * the smallest compared weight, α shared among the comparisons. A rate of 0.1 and +10 % at 0.05 and 0.8, halves:
 * (1.95996 + 0.84162)² × (0.09/0.5 + 0.0979/0.5)/0.01² = 29,496, 14,748 each before rounding up. Undefined for a rate that
 * would leave (0, 1), and for no effect.
 */
export function unitsNeeded(design: Design, effect: number): number | undefined {
  const spread = spreadOf(design, effect)
  if (spread === undefined) return undefined
  const sum = decisive(design) + upperNormalQuantile(1 - design.power)
  return sum * sum * spread
}

/**
 * The chance to see a relative effect with so many units of all variants, on its own side: Φ(√(N / ((v₀/w₀ + v₁/w₁)/d²)) −
 * z_{1−α/2}), the other way of the same formula. 29,496 units of the example above: Φ(√(29,496/3,758) − 1.95996) = 0.8.
 */
export function powerOf(design: Design, effect: number, units: number): number | undefined {
  const spread = spreadOf(design, effect)
  if (spread === undefined) return undefined
  return normalCdf(Math.sqrt(units / spread) - decisive(design))
}

/** Halvings after which a bound moves no digit. */
const HALVINGS = 200

/**
 * The smallest relative increase that so many units show with the wished power: where `powerOf` is it, by halving. 29,496
 * units of the example above: 0.1. Undefined where none does.
 */
export function minimumDetectableEffect(design: Design, units: number): number | undefined {
  const most = largestEffect(design.baseline)
  let [low, high] = [0, Math.min(most, 1)]
  while (high < most && high < 1e9 && !shows(design, high, units)) high *= 2
  high = Math.min(high, most)
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (shows(design, middle, units)) high = middle
    else low = middle
  }
  return high < most && high < 1e9 ? high : undefined
}

/**
 * How many times the units of a test looked at once a sequence needs, looked at every day: ((c + z_power)/(z_{1−α/2} +
 * z_power))², c = √(2r/(r − 1) · ln(√r/α)), r = 1 + Nρ² at N*. 1.915 at 0.05 and 0.8.
 */
export function sequentialFactor({ weights, alpha, power }: Omit<Design, 'baseline'>): number {
  const each = alpha / comparisons(weights)
  const extra = upperNormalQuantile(1 - power)
  const c = sequenceWidth(mixedAtBest(alpha), each)
  return ((c + extra) / (upperNormalQuantile(each / 2) + extra)) ** 2
}

function shows(design: Design, effect: number, units: number): boolean {
  const power = powerOf(design, effect, units)
  return power !== undefined && power >= design.power
}

/** The quantile of α, shared among the comparisons. */
function decisive({ alpha, weights }: Design): number {
  return upperNormalQuantile(alpha / comparisons(weights) / 2)
}

function comparisons(weights: readonly number[]): number {
  return Math.max(1, weights.length - 1)
}

function largestEffect(baseline: Baseline): number {
  return baseline.metric === 'proportion' ? 1 / baseline.rate - 1 : Number.POSITIVE_INFINITY
}

/** (v₀/w₀ + v₁/w₁)/d² of the smallest compared weight. */
function spreadOf({ baseline, weights }: Design, effect: number): number | undefined {
  const [control = 0.5, ...others] = weights
  const least = Math.min(...others)
  const { mean, before, after } = variances(baseline, effect)
  const difference = mean * effect
  if (after === undefined || difference === 0) return undefined
  return (before / control + after / least) / (difference * difference)
}

function variances(baseline: Baseline, effect: number) {
  if (baseline.metric === 'mean') {
    const { mean, variance } = baseline
    return { mean, before: variance, after: variance }
  }
  const { rate } = baseline
  const raised = rate * (1 + effect)
  const after = raised > 0 && raised < 1 ? raised * (1 - raised) : undefined
  return { mean: rate, before: rate * (1 - rate), after }
}
