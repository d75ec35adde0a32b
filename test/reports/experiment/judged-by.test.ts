import { describe, expect, test } from 'vitest'
import { experimentTable } from '../../../collector/reports/experiment/table.ts'
import { ExperimentInput } from '../../../collector/settings/experiments/definition.ts'
import { replaceExperiment } from '../../../collector/settings/experiments/experiments.ts'
import { startExperiment } from '../../../collector/settings/experiments/lifecycle.ts'
import { listGoals, removeGoal } from '../../../collector/settings/goals.ts'
import { buy, day, exposed, useTested } from './tested.ts'

const BUYERS = { primary: { goal: 'Buy', kind: 'proportion', window: '7d' } }

describe('what a phase was judged by', () => {
  const tested = useTested({}, '2026-11-11T10:00:00Z')
  const signups = { primary: { goal: 'Signup', kind: 'mean', window: '1d' } }

  test('stays with it when the next is judged by something else', async () => {
    const { site, start, stop, ask } = tested()
    const plan = { minimum_effect: 0.1, alpha: 0.01 }
    const before = await start({ metrics: BUYERS, plan }, day(1))
    await stop(day(5))
    const { settings, id } = site
    const changed = ExperimentInput.parse({ ...before, metrics: signups, plan: null })
    await replaceExperiment(settings, id, 'hero', changed)
    await startExperiment(settings, { site: id, key: 'hero', now: Date.parse(`${day(6)}Z`) })
    const first = await ask({ phase: 1 })
    expect(first.metrics.map(({ goal, minimum_effect }) => [goal, minimum_effect])).toEqual([
      ['Buy', 0.1],
    ])
    expect([first.alpha, first.plan]).toEqual([0.01, { total: null, minimum_effect: 0.1 }])
    const now = await ask()
    expect([now.metrics[0]?.goal, now.alpha, now.plan]).toEqual(['Signup', 0.05, null])
  })

  test('grows with it while it runs', async () => {
    const { site, start, stop, ask } = tested()
    const before = await start({ metrics: BUYERS }, day(1))
    const more = { ...BUYERS, secondary: [signups.primary] }
    const changed = ExperimentInput.parse({ ...before, metrics: more })
    await replaceExperiment(site.settings, site.id, 'hero', changed)
    await stop(day(5))
    expect((await ask({ phase: 1 })).metrics.map(({ goal }) => goal)).toEqual(['Buy', 'Signup'])
  })

  test('is left out, and said to be, where its goal is gone', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: { ...BUYERS, secondary: [signups.primary] } }, day(1))
    const gone = (await listGoals(site.settings, site.id)).find(({ name }) => name === 'Signup')
    await removeGoal(site.settings, site.id, gone?.id ?? '')
    const { metrics, meta } = await ask()
    expect(metrics.map(({ goal }) => goal)).toEqual(['Buy'])
    expect(meta.warnings).toEqual(['the goal "Signup" is gone, and so is what was judged by it'])
  })

  test('gives a line of CSV for each variant of each metric', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: BUYERS }, day(1))
    site.take([...exposed('a', day(2), 'b'), buy('a', day(3))])
    expect(experimentTable(await ask({ breakdown: 'language' }))).toMatchObject([
      { role: 'primary', goal: 'Buy', kind: 'proportion', among: null, variant: 'control', n: 0 },
      { variant: 'b', n: 1, sum: 1, mean: 1, change: null, running_low: null },
      { among: 'unknown', variant: 'control', n: 0 },
      { among: 'unknown', variant: 'b', n: 1 },
    ])
  })
})
