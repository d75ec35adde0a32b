import { z } from 'zod'
import { Compared, Interval } from '../../experiments/compared.ts'
import { METRIC_KINDS, Phase, STATUSES, UNITS } from '../../settings/experiments/definition.ts'
import { Meta } from '../question/request.ts'
import { ENGINES, ROLES } from './asked.ts'
import { TROUBLES, VERDICTS } from './verdict.ts'

/** A variant's mature units; the control is compared with nothing. */
export const VariantRow = z.object({
  key: z.string(),
  n: z.int(),
  /** Exposed, and their window has not passed. */
  immature: z.int(),
  sum: z.number(),
  sum_squares: z.number(),
  mean: z.number(),
  ...z
    .object({
      /**
       * `adjusted_p_value` is of all looks since there was enough, among all primary metrics and variants (Holm); by planned
       * looks that of the one that decided, times the comparisons.
       */
      ...Compared,
      /** Of the difference, what all those looks leave. */
      running_interval: Interval.nullable(),
    })
    .partial().shape,
})
export type VariantRow = z.infer<typeof VariantRow>

const SeriesRow = z.object({
  day: z.iso.date(),
  variants: z.array(
    z.object({
      key: z.string(),
      n: z.int(),
      mean: z.number(),
      always_valid: z.object({ p_value: z.number(), interval: Interval }).nullable(),
      running_interval: Interval.nullable(),
    }),
  ),
})

export const MetricRow = z.object({
  goal: z.string(),
  role: z.enum(ROLES),
  kind: z.enum(METRIC_KINDS),
  window: z.string().nullable(),
  better: z.enum(['higher', 'lower']),
  minimum_effect: z.number().nullable(),
  /** Why there is no figure from what units did before. */
  cuped_reason: z.string().nullable(),
  variants: z.array(VariantRow),
  series: z.array(SeriesRow),
  breakdown: z
    .array(
      z.object({
        value: z.union([z.string(), z.number()]).nullable(),
        other: z.boolean(),
        variants: z.array(VariantRow),
      }),
    )
    .optional(),
})
export type MetricRow = z.infer<typeof MetricRow>

export const ExperimentAnswer = z.object({
  meta: Meta,
  key: z.string(),
  status: z.enum(STATUSES),
  winner: z.string().nullable(),
  /** Nothing is changed in any variant (A/A). */
  same: z.boolean(),
  /** Of the phase: units of all variants, and the smallest relative change that matters. */
  plan: z.object({ total: z.int().nullable(), minimum_effect: z.number() }).nullable(),
  unit: z.enum(UNITS),
  engine: z.enum(ENGINES),
  /** Level of the intervals and the verdict: the plan's, else 0.05. */
  alpha: z.number(),
  /** The phase that is told of; null for a draft. */
  phase: Phase.nullable(),
  health: z.object({
    srm: z
      .object({
        p_value: z.number(),
        flag: z.boolean(),
        by: z.array(
          z.object({
            dimension: z.string(),
            value: z.union([z.string(), z.number()]).nullable(),
            p_value: z.number(),
          }),
        ),
      })
      .nullable(),
    units: z.int(),
    /** Units that were shown two variants; they count in the first. */
    crossovers: z.int(),
    /** So many of them that something is broken. */
    crossed_too_many: z.boolean(),
    /** Nobody is in it, for it draws by visitors and the site stores nothing: its pages have no id to draw by. */
    without_ids: z.boolean(),
    /** Somebody is in it, and nobody new comes: it draws by visitors, and the site does not store their ids any more. */
    nobody_new: z
      .object({
        /** When the site was told so; null where nobody knows. */
        since: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** Page views that said that they could not show a variant, by variant, on the UTC days of the phase. */
    faults: z.record(z.string(), z.int()),
    exposures: z.array(z.object({ day: z.iso.date(), counts: z.record(z.string(), z.int()) })),
  }),
  metrics: z.array(MetricRow),
  verdict: z.object({
    word: z.enum(VERDICTS),
    sentence: z.string(),
    days_left: z.int().nullable(),
    trouble: z.enum(TROUBLES).nullable(),
    goal: z.string().nullable(),
    variant: z.string().nullable(),
    /** What is missing before anything is said; null when nothing is. */
    missing: z.object({ days: z.int(), units: z.int() }).nullable(),
  }),
})
export type ExperimentAnswer = z.infer<typeof ExperimentAnswer>
