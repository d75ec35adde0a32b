import type { Shared } from './relative.ts'
import { covarianceOf, type Moments, momentsOf, type PairedSample } from './sample.ts'

/** What each unit did after its exposure (`first`) and before it (`second`). */
export interface Adjusted {
  control: Moments
  variant: Moments
  /** θb̄, which both means have. */
  shared: Shared
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
 * (After, before) of control (1, 0), (3, 2) and variant (4, 2), (6, 4): θ = (10/3)/(8/3) = 1.25, b̄ 2, the control's mean
 * 2 − 1.25(1 − 2) = 3.25 and the variant's 5 − 1.25(3 − 2) = 3.75, either's variance 2 + 1.5625 × 2 − 2.5 × 2 = 0.125.
 */
export function cuped(control: Arm, variant: Arm): Adjusted {
  const both = together(control.units, variant.units)
  const before = momentsOf({ n: both.n, ...both.second })
  const theta = before.variance > 0 ? covarianceOf(both) / before.variance : 0
  const adjusted = [control, variant].map((arm) => adjustedBy(arm, theta, before.mean))
  const [a = control.raw, b = variant.raw] = adjusted
  const raw = squaredError(control.raw, variant.raw)
  const reduction = raw > 0 ? 1 - squaredError(a, b) / raw : 0
  const shared = sharedBy([control.units, variant.units], theta)
  return { control: a, variant: b, shared, variance_reduction: reduction }
}

/** Var(θb̄) = Σ θ²w²v_b/n, and of each arm Cov(m − θb, θwb) = θw(cov − θv_b)/n, w its share of the units. */
function sharedBy(arms: readonly [PairedSample, PairedSample], theta: number): Shared {
  const all = arms[0].n + arms[1].n
  const parts = arms.map((units) => {
    const pull = (theta * units.n) / all
    const before = momentsOf({ n: units.n, ...units.second }).variance
    return {
      square: (pull * pull * before) / units.n,
      product: (pull * (covarianceOf(units) - theta * before)) / units.n,
    }
  })
  const [a = { square: 0, product: 0 }, b = a] = parts
  return { square: a.square + b.square, products: [a.product, b.product] }
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
