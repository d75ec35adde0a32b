import { covarianceOf, type Moments, momentsOf, type PairedSample } from './sample.ts'

/** What each unit did after its exposure (`first`) and before it (`second`). */
export interface Adjusted {
  control: Moments
  variant: Moments
  /** Share of the squared error that the values before explain. */
  variance_reduction: number
}

/** The units' sums, and their moments as they are. */
export interface Arm {
  units: PairedSample
  raw: Moments
}

/**
 * Deng, Xu, Kohavi and Walker 2013: m − θ(b − b̄) with b the mean before, b̄ that of both arms, θ = cov/var over both arms
 * as one sample, variance v + θ²v_b − 2θcov. θ is 0 where the values before do not vary: the raw figures come back.
 */
export function cuped(control: Arm, variant: Arm): Adjusted {
  const both = together(control.units, variant.units)
  const before = momentsOf({ n: both.n, ...both.second })
  const theta = before.variance > 0 ? covarianceOf(both) / before.variance : 0
  const adjusted = [control, variant].map((arm) => adjustedBy(arm, theta, before.mean))
  const [a = control.raw, b = variant.raw] = adjusted
  const raw = squaredError(control.raw, variant.raw)
  const reduction = raw > 0 ? 1 - squaredError(a, b) / raw : 0
  return { control: a, variant: b, variance_reduction: reduction }
}

function adjustedBy({ units, raw }: Arm, theta: number, mean: number): Moments {
  const before = momentsOf({ n: units.n, ...units.second })
  const spread = raw.variance + theta * (theta * before.variance - 2 * covarianceOf(units))
  return {
    n: raw.n,
    mean: raw.mean - theta * (before.mean - mean),
    variance: Math.max(0, spread),
  }
}

function squaredError(a: Moments, b: Moments): number {
  return a.variance / a.n + b.variance / b.n
}

function together(a: PairedSample, b: PairedSample): PairedSample {
  return {
    n: a.n + b.n,
    first: summed(a.first, b.first),
    second: summed(a.second, b.second),
    sum_products: a.sum_products + b.sum_products,
  }
}

function summed(a: PairedSample['first'], b: PairedSample['first']): PairedSample['first'] {
  return { sum: a.sum + b.sum, sum_squares: a.sum_squares + b.sum_squares }
}
