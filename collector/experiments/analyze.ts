import { z } from 'zod'
import { TUNING_N } from '../../experiments/statistics/always-valid.ts'
import { analyze, CORRECTIONS } from '../../experiments/statistics/analyze.ts'
import { USUAL_PRIOR } from '../../experiments/statistics/bayesian.ts'
import { sampleRatio } from '../../experiments/statistics/sample-ratio.ts'
import { Refusal } from '../refusal.ts'
import { Compared } from './compared.ts'
import { groupOf, METRIC_KINDS, VariantSums } from './sums.ts'

const Prior = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('flat') }),
  z.strictObject({
    type: z.literal('normal'),
    mean: z.number().min(-100).max(100),
    sd: z.number().min(1e-6).max(1e6),
  }),
])

const Alpha = z.number().min(1e-6).max(0.5).default(0.05)

/** Numbers that someone brings, the control first. */
export const AnalyzeRequest = z.strictObject({
  metric: z.enum(METRIC_KINDS),
  variants: z.array(VariantSums).min(2).max(20),
  alpha: Alpha,
  tuning_n: z.number().min(2).max(1e12).default(TUNING_N),
  prior: Prior.default(USUAL_PRIOR),
  correction: z.enum(CORRECTIONS).default('holm'),
  weights: z.array(z.number().min(0).max(1e12)).optional(),
})
export type AnalyzeRequest = z.output<typeof AnalyzeRequest>

export const AnalyzeAnswer = z.object({
  /** The control is compared with nothing. */
  variants: z.array(
    z.object({
      key: z.string(),
      n: z.number(),
      sum: z.number().nullable(),
      sum_squares: z.number().nullable(),
      mean: z.number().nullable(),
      ...z.object(Compared).partial().shape,
    }),
  ),
  srm: z.object({ chi_squared: z.number(), p_value: z.number(), flag: z.boolean() }).nullable(),
})
export type AnalyzeAnswer = z.infer<typeof AnalyzeAnswer>

/** The statistics of an experiment, of sums that were made elsewhere. Throws a 422 for sums that cannot be. */
export function analyzed(request: AnalyzeRequest): AnalyzeAnswer {
  const { metric, variants, alpha, tuning_n, prior, correction } = request
  requireDistinct(variants)
  const groups = variants.map((sums) => groupOf(metric, sums))
  const compared = analyze(groups, { alpha, tuning_n, prior }, correction)
  return {
    variants: variants.map((sums, i) => ({
      key: sums.key,
      n: sums.n,
      sum: sums.sum ?? sums.post_sum ?? sums.num_sum ?? null,
      sum_squares: sums.sum_squares ?? sums.post_sum_squares ?? sums.num_sum_squares ?? null,
      mean: sums.n > 0 ? (groups[i]?.moments.mean ?? null) : null,
      ...compared[i],
    })),
    srm: ratioOf(request),
  }
}

function requireDistinct(variants: readonly VariantSums[]): void {
  const keys = variants.map(({ key }) => key)
  const twice = keys.find((key, i) => keys.indexOf(key) !== i)
  if (twice !== undefined) throw new Refusal(422, `two variants are called "${twice}"`)
}

/** Against the weights given, else against equal ones. */
function ratioOf({ variants, weights }: AnalyzeRequest): AnalyzeAnswer['srm'] {
  if (weights && weights.length !== variants.length) {
    throw new Refusal(422, `${weights.length} weights for ${variants.length} variants`)
  }
  const counts = variants.map(({ n }) => n)
  return sampleRatio(counts, weights ?? counts.map(() => 1)) ?? null
}
