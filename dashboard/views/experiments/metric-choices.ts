import type { ExperimentMetric } from '../../../collector/settings/experiments/definition.ts'

type Kind = ExperimentMetric['kind']

/** What needs no goal beside the metric's own. */
export const KINDS_OF_ONE_GOAL = [
  'proportion',
  'mean',
  'revenue',
] as const satisfies readonly Kind[]
export const KINDS = [...KINDS_OF_ONE_GOAL, 'ratio'] as const satisfies readonly Kind[]

/** How long people have, from the first look. */
export const WINDOWS = ['1d', '7d', '14d', '30d'] as const
