import { z } from 'zod'
import { ExperimentMetric } from '../../settings/experiments/definition.ts'
import { ExperimentAnswer, MetricRow } from '../experiment/answer.ts'
import { Meta } from '../question/request.ts'

export const HoldoutRequest = z.strictObject({
  /** As an experiment's; whether people reach the site's main goal within a week, where nothing is said. */
  metric: ExperimentMetric.optional(),
})
export type HoldoutRequest = z.output<typeof HoldoutRequest>

/** Why nothing is compared. */
const REASONS = ['cookieless', 'nobody held out', 'no goal'] as const
export type NoComparison = (typeof REASONS)[number]

/** Of an experiment's: browsers of both groups are no fault, and something is always changed. */
export const TROUBLES = ['split', 'no exposures', 'contradiction'] as const

const { srm, units, crossovers } = ExperimentAnswer.shape.health.shape
const { missing } = ExperimentAnswer.shape.verdict.shape

export const HoldoutAnswer = z.object({
  meta: Meta,
  /** Share of units that no experiment has. */
  holdout: z.number(),
  /** Since when it is that. */
  since: z.iso.datetime().nullable(),
  reason: z.enum(REASONS).nullable(),
  compared: z
    .object({
      /** From when on units count: `since`, or a year ago. */
      from: z.iso.datetime(),
      alpha: z.number(),
      /** Crossed has who came by browsers of both groups, which is told and not judged. */
      health: z.object({ srm, units, crossovers }),
      /** `held_out` is the control, `others` all that experiments may have. */
      metric: MetricRow.omit({ breakdown: true }),
      verdict: z.object({
        word: z.enum(['check the data', 'better', 'worse', 'unclear']),
        sentence: z.string(),
        trouble: z.enum(TROUBLES).nullable(),
        missing,
      }),
    })
    .nullable(),
})
export type HoldoutAnswer = z.infer<typeof HoldoutAnswer>
