import { alwaysValid } from './always-valid.ts'
import { type Posterior, type Prior, posteriorOf } from './bayesian.ts'
import { type Arm, cuped } from './cuped.ts'
import { relativeLift, type Shared } from './relative.ts'
import type { Moments } from './sample.ts'
import { upperStudentQuantile } from './student.ts'
import { intervalOf, welch } from './welch.ts'

export type Interval = [low: number, high: number]

/** How a variant differs from the control, by each of the three engines; null where nothing can be said. */
export interface Comparison extends Figures {
  bayesian: Posterior | null
  /** The same from values that the units' own past has been taken out of. */
  cuped: (Figures & { variance_reduction: number }) | null
  /** Why something is null. */
  reason: string | null
}

export interface Figures {
  absolute: {
    estimate: number
    standard_error: number
    df: number
    p_value: number
    interval: Interval
  } | null
  relative: { estimate: number; interval: Interval } | null
  always_valid: { p_value: number; interval: Interval; relative_interval: Interval | null } | null
}

export interface Settings {
  alpha: number
  tuning_n: number
  prior: Prior
  /** −1 where a lower metric is the better one. */
  sign?: 1 | -1
}

/** What is known of a variant's units. */
export interface Group {
  moments: Moments
  /** With what they did before, if that is known. */
  paired?: Arm['units']
}

/**
 * The variant against the control, each figure as its own file has it (`welch`, `relative`, `always-valid`, `bayesian`,
 * `cuped`). 100 and 150 of 1,000: 0.05 ± 1.96 × 0.014748, +50 %. Never throws, never answers NaN or Infinity.
 */
export function compare(control: Group, variant: Group, settings: Settings): Comparison {
  const [a, b] = [control.moments, variant.moments]
  const reason = incomparable(a, b)
  const figures = figuresOf(a, b, settings)
  const posterior = reason === undefined ? posteriorOf(a, b, belief(settings)) : reason
  const why = typeof posterior === 'string' ? posterior : withoutLift(a, b, figures)
  return {
    ...figures,
    bayesian: typeof posterior === 'string' ? null : posterior,
    cuped: adjustedFigures(control, variant, settings),
    reason: why ?? null,
  }
}

function belief({ prior, alpha, sign }: Settings) {
  return sign === undefined ? { prior, alpha } : { prior, alpha, sign }
}

/** Why two groups cannot be held against each other. */
function incomparable(a: Moments, b: Moments): string | undefined {
  if (a.n < 2 || b.n < 2) return 'each variant needs two units at least'
  if (a.mean === 0) return 'the control has nothing yet that a change could be measured by'
  if (!(a.variance / a.n > 0)) return 'all units of the control have the same value'
  if (!(b.variance / b.n > 0)) return 'all units of the variant have the same value'
  return undefined
}

function withoutLift(a: Moments, b: Moments, { relative }: Figures): string | undefined {
  if (relative) return undefined
  if (a.mean > 0 && b.mean > 0) return 'too few units to tell a relative change'
  return 'a relative change needs a mean above zero in both variants'
}

function figuresOf(a: Moments, b: Moments, settings: Settings, shared?: Shared): Figures {
  const { alpha, tuning_n } = settings
  const sequence = alwaysValid(a, b, { alpha, tuning_n })
  const difference = incomparable(a, b) === undefined ? welch(a, b) : undefined
  const width = difference && upperStudentQuantile(alpha / 2, difference.df)
  return {
    absolute: difference ? { ...difference, interval: intervalOf(difference, alpha) } : null,
    relative: (width !== undefined && relativeLift(a, b, width, shared)) || null,
    always_valid: sequence
      ? {
          p_value: sequence.p_value,
          interval: sequence.interval,
          relative_interval: relativeLift(a, b, sequence.width, shared)?.interval ?? null,
        }
      : null,
  }
}

function adjustedFigures(control: Group, variant: Group, settings: Settings): Comparison['cuped'] {
  if (!control.paired || !variant.paired) return null
  const adjusted = cuped(
    { units: control.paired, raw: control.moments },
    { units: variant.paired, raw: variant.moments },
  )
  // Values of which some are beyond all numbers beside the others.
  if (!Number.isFinite(adjusted.variance_reduction)) return null
  const figures = figuresOf(adjusted.control, adjusted.variant, settings, adjusted.shared)
  return { ...figures, variance_reduction: adjusted.variance_reduction }
}
