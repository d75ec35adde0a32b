import type { ExperimentMetric } from '../../collector/settings/experiments/definition.ts'
import { ask } from '../api.ts'
import { type ReportAnswer, reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { loadSites, site } from './sites.ts'

export type HoldoutAnswer = ReportAnswer<'holdout'>
export type Compared = NonNullable<HoldoutAnswer['compared']>

/** Keeps another share of the site's visitors out of all experiments. */
export async function holdOut(holdout: number): Promise<void> {
  const current = site.peek()
  if (!current) return
  await ask('PUT', '/api/sites/:site', { param: { site: current.domain }, body: { holdout } })
  await loadSites()
}

export type HeldTo = Pick<ExperimentMetric, 'goal' | 'kind' | 'window'>

/** `metric`: what is compared; what the site is about where nothing is said. */
export function holdoutQuestion(metric: HeldTo | undefined): Question<HoldoutAnswer> | undefined {
  // Asked anew where the share is another.
  const since = site.value?.holdout_since
  if (since === undefined || since === null) return undefined
  const asked = reportQuestion(
    'holdout',
    metric ? { metric: { ...metric, better: 'higher' as const } } : {},
  )
  return asked && { ...asked, key: `${asked.key} since ${since}` }
}
