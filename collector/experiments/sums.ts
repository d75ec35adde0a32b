import { z } from 'zod'
import type { Group } from '../../experiments/statistics/compare.ts'
import {
  momentsOf,
  momentsOfProportion,
  momentsOfRatio,
  type PairedSample,
} from '../../experiments/statistics/sample.ts'
import { Refusal } from '../refusal.ts'

/** Above it whole numbers are no longer exact. */
const MOST_UNITS = Number.MAX_SAFE_INTEGER
/** Squares of it, and sums of those, stay finite. */
const MOST = 1e100

const units = z.int().min(0).max(MOST_UNITS)
const sum = z.number().min(-MOST).max(MOST)
const squares = z.number().min(0).max(MOST)

/** What is left of the units of one variant; which sums it needs depends on the metric. */
export const VariantSums = z.strictObject({
  key: z.string().min(1).max(200),
  n: units,
  sum: sum.optional(),
  sum_squares: squares.optional(),
  num_sum: sum.optional(),
  num_sum_squares: squares.optional(),
  den_sum: sum.optional(),
  den_sum_squares: squares.optional(),
  num_den_sum_products: sum.optional(),
  post_sum: sum.optional(),
  post_sum_squares: squares.optional(),
  pre_sum: sum.optional(),
  pre_sum_squares: squares.optional(),
  post_pre_sum_products: sum.optional(),
})
export type VariantSums = z.infer<typeof VariantSums>

export const METRIC_KINDS = ['proportion', 'mean', 'ratio'] as const
export type MetricKind = (typeof METRIC_KINDS)[number]

/** A variant's units as the comparison takes them. Throws a 422 for sums that are missing or cannot be. */
export function groupOf(metric: MetricKind, sums: VariantSums): Group {
  return GROUPS[metric](sums)
}

const GROUPS = {
  proportion: (sums) => {
    const { n } = sums
    const successes = needed(sums, sums.post_sum === undefined ? 'sum' : 'post_sum')
    if (successes < 0 || successes > n) {
      throw impossible(sums, `${successes} conversions of ${n} units`)
    }
    return withPast(momentsOfProportion(n, successes), sums, successes)
  },
  mean: (sums) => {
    const [total, squared] =
      sums.post_sum === undefined
        ? (['sum', 'sum_squares'] as const)
        : (['post_sum', 'post_sum_squares'] as const)
    const sample = { n: sums.n, sum: needed(sums, total), sum_squares: needed(sums, squared) }
    requirePossible(sums, { ...sample, what: squared })
    return withPast(momentsOf(sample), sums, sample.sum_squares)
  },
  ratio: (sums) => {
    const paired: PairedSample = {
      n: sums.n,
      first: { sum: needed(sums, 'num_sum'), sum_squares: needed(sums, 'num_sum_squares') },
      second: { sum: needed(sums, 'den_sum'), sum_squares: needed(sums, 'den_sum_squares') },
      sum_products: needed(sums, 'num_den_sum_products'),
    }
    requirePaired(sums, paired, ['num_sum_squares', 'den_sum_squares', 'num_den_sum_products'])
    const moments = momentsOfRatio(paired)
    if (!moments)
      throw new Refusal(422, `variant "${sums.key}": den_sum must be above 0 for a ratio`)
    if (Math.abs(moments.mean) <= MOST && moments.variance <= MOST * MOST) return { moments }
    throw impossible(sums, `num_sum ${sums.num_sum} over den_sum ${sums.den_sum} is beyond ${MOST}`)
  },
} satisfies Record<MetricKind, (sums: VariantSums) => Group>

/** With the units' own past, where it is given. */
function withPast(moments: Group['moments'], sums: VariantSums, squared: number): Group {
  if (sums.pre_sum === undefined) return { moments }
  const after = sums.post_sum ?? needed(sums, 'sum')
  const paired: PairedSample = {
    n: sums.n,
    first: { sum: after, sum_squares: squared },
    second: { sum: sums.pre_sum, sum_squares: needed(sums, 'pre_sum_squares') },
    sum_products: needed(sums, 'post_pre_sum_products'),
  }
  requirePaired(sums, paired, ['post_sum_squares', 'pre_sum_squares', 'post_pre_sum_products'])
  return { moments, paired }
}

/** Σx² − (Σx)²/n at most, as far as sums may be off. */
function aroundMean(n: number, { sum, sum_squares }: PairedSample['first']): number {
  return n === 0 ? 0 : Math.max(0, sum_squares - (sum * sum) / n) + sum_squares * ROUNDING
}

type Field = Exclude<keyof VariantSums, 'key' | 'n'>

function needed(sums: VariantSums, field: Field): number {
  const value = sums[field]
  if (value !== undefined) return value
  throw new Refusal(422, `variant "${sums.key}" needs ${field}`)
}

function impossible({ key }: VariantSums, what: string): Refusal {
  return new Refusal(422, `variant "${key}" cannot be: ${what}`)
}

/** Sums that were rounded on their way may be off by so much of themselves. */
const ROUNDING = 1e-9

/** Σx² is at least (Σx)²/n; without units there is nothing. */
function requirePossible(
  sums: VariantSums,
  { n, sum, sum_squares, what }: { n: number; sum: number; sum_squares: number; what: Field },
): void {
  if (n === 0 && (sum !== 0 || sum_squares !== 0)) throw impossible(sums, `sums of 0 units`)
  const least = n === 0 ? 0 : (sum * sum) / n
  if (sum_squares >= least * (1 - ROUNDING)) return
  throw impossible(sums, `${what} ${sum_squares} is below ${sum}² / ${n} = ${least}`)
}

/** The same of both sums, and Cauchy and Schwarz's bound of their products: |Σxy − ΣxΣy/n| ≤ √((Σx² − (Σx)²/n)(Σy² − (Σy)²/n)). */
function requirePaired(
  sums: VariantSums,
  paired: PairedSample,
  [first, second, products]: [Field, Field, Field],
): void {
  const { n } = paired
  requirePossible(sums, { n, ...paired.first, what: first })
  requirePossible(sums, { n, ...paired.second, what: second })
  const middle = n === 0 ? 0 : (paired.first.sum * paired.second.sum) / n
  const [around, about] = [aroundMean(n, paired.first), aroundMean(n, paired.second)]
  const most = Math.sqrt(around) * Math.sqrt(about)
  if (Math.abs(paired.sum_products - middle) <= most) return
  throw impossible(
    sums,
    `${products} ${paired.sum_products} is not between ${middle - most} and ${middle + most}, which ${first} and ${second} allow`,
  )
}
