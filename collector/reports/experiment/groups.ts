import type { Group } from '../../../experiments/statistics/compare.ts'
import {
  momentsOf,
  momentsOfProportion,
  momentsOfRatio,
} from '../../../experiments/statistics/sample.ts'
import type { UnitSums } from './exact-sums.ts'
import type { MetricRule } from './unit.ts'

/** Sums of a variant in the units that people read: money in the currency, not its minor units. */
export interface PlainSums {
  n: number
  sum: number
  sum_squares: number
  below: number
  below_squares: number
  products: number
  before: number
  before_squares: number
  before_products: number
}

/** `unit`: minor units in one of the currency; of counts 1. */
export function plainSums(sums: UnitSums, unit: number): PlainSums {
  return {
    n: sums.n,
    sum: sums.value.over(unit),
    sum_squares: sums.squares.over(unit * unit),
    below: sums.below.over(1),
    below_squares: sums.belowSquares.over(1),
    products: sums.products.over(unit),
    before: sums.before.over(unit),
    before_squares: sums.beforeSquares.over(unit * unit),
    before_products: sums.beforeProducts.over(unit * unit),
  }
}

/** What the statistics take; `paired`: with what the units did before their exposure. */
export function groupOf(
  kind: MetricRule['kind'],
  sums: PlainSums,
  { paired }: { paired: boolean },
): Group {
  const { n, sum, sum_squares } = sums
  if (kind === 'ratio') return { moments: ratioOf(sums) }
  const moments =
    kind === 'proportion' ? momentsOfProportion(n, sum) : momentsOf({ n, sum, sum_squares })
  if (!paired) return { moments }
  const before = { sum: sums.before, sum_squares: sums.before_squares }
  const units = {
    n,
    first: { sum, sum_squares },
    second: before,
    sum_products: sums.before_products,
  }
  return { moments, paired: units }
}

function ratioOf({ n, sum, sum_squares, below, below_squares, products }: PlainSums) {
  const first = { sum, sum_squares }
  const second = { sum: below, sum_squares: below_squares }
  const moments = momentsOfRatio({ n, first, second, sum_products: products })
  return moments ?? { n, mean: 0, variance: 0 }
}
