import { DAY } from '../../durations.ts'
import {
  type Experiment,
  ExperimentInput,
  type ExperimentMetric,
  type Phase,
} from '../../settings/experiments/definition.ts'
import { UNPLANNED_N } from '../../settings/experiments/phases.ts'
import { type AskedExperiment, askedAbout } from '../experiment/asked.ts'
import type { ReportContext } from '../question/context.ts'

/** What the hash begins with, as pages have it (tracker/experiments/inline.ts). */
export const SEED = '__holdout'
/** Variants of it: who has no experiment, which all else is held against, and who may have some. */
export const GROUPS = ['held_out', 'others'] as const

/** Further back nobody looks, and a site's years need not be read. */
const FURTHEST = 365 * DAY

/** The share that is kept out as if it were an experiment whose variant is all the others. */
export function askedHoldout(
  context: ReportContext,
  metric: ExperimentMetric,
): Promise<AskedExperiment> {
  const { holdout, holdout_since } = context.site
  const since = Math.max(Date.parse(holdout_since ?? ''), context.now - FURTHEST)
  const weights = GROUPS.map((key, i) => ({ key, weight: i === 0 ? holdout : 1 - holdout }))
  const input = { key: 'holdout', name: 'Holdout', variants: weights, metrics: { primary: metric } }
  const started_at = new Date(since).toISOString()
  const phase: Phase = {
    ...{ phase: 1, started_at, ended_at: null, seed: SEED, unit: 'visitor', weights },
    ...{ coverages: [1], tuning_n: UNPLANNED_N, judged: null },
  }
  const experiment: Experiment = {
    ...{ ...ExperimentInput.parse(input), seed: SEED },
    ...{ status: 'running', winner: null, phases: [phase], created_at: started_at },
  }
  return askedAbout(context, { experiment, phase })
}
