import { afterEach, beforeEach } from 'vitest'
import type { ExperimentAnswer } from '../../../collector/reports/experiment/answer.ts'
import {
  type Experiment,
  ExperimentInput,
} from '../../../collector/settings/experiments/definition.ts'
import { addExperiment } from '../../../collector/settings/experiments/experiments.ts'
import {
  startExperiment,
  stopExperiment,
} from '../../../collector/settings/experiments/lifecycle.ts'
import type { SiteInput } from '../../../collector/settings/sites.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

export const HALVES = [
  { key: 'control', weight: 0.5 },
  { key: 'b', weight: 0.5 },
]

/** A page that was shown, and its variant; the same second, as browsers send it. */
export function exposed(visitor: string, at: string, variant: string, key = 'hero'): Line[] {
  return [
    { visitor, at, path: '/' },
    { visitor, at, path: '/', name: 'exposure', props: { experiment: key, variant } },
  ]
}

/** A day of November 2026. */
export const day = (n: number, time = '10:00:00') => `2026-11-${String(n).padStart(2, '0')}T${time}`
export const buy = (visitor: string, at: string, amount = 10) => ({
  ...{ visitor, at, path: '/thanks', name: 'Buy', revenue: { amount, currency: 'EUR' } },
})

export interface Tested {
  site: ReportedSite
  start(definition: object, at: string): Promise<Experiment>
  stop(at: string, key?: string): Promise<void>
  ask(request?: object): Promise<ExperimentAnswer>
}

/** A new site with the goals *Buy* (its revenue) and *Signup* for each test. */
export function useTested(settings: Partial<SiteInput> = {}, now?: string): () => Tested {
  let tested: Tested
  beforeEach(async () => {
    const site = await reportedSite(settings, now)
    const { settings: db, id } = site
    await site.goal({ name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' })
    await site.goal({ name: 'Signup', event: 'Signup', value: 'none', count: 'every' })
    tested = {
      site,
      async start(definition, at) {
        const input = ExperimentInput.parse({
          ...{ key: 'hero', name: 'Hero', variants: HALVES },
          ...definition,
        })
        await addExperiment(db, id, input, 0)
        return await startExperiment(db, { site: id, key: input.key, now: Date.parse(`${at}Z`) })
      },
      async stop(at, key = 'hero') {
        await stopExperiment(db, { site: id, key, now: Date.parse(`${at}Z`) }, {})
      },
      async ask(request = {}) {
        return (await site.run('experiment', { key: 'hero', ...request })) as ExperimentAnswer
      },
    }
  })
  afterEach(() => tested.site.close())
  return () => tested
}
