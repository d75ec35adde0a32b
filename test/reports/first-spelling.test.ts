import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExperimentAnswer } from '../../collector/reports/experiment/answer.ts'
import type { PlanAnswer } from '../../collector/reports/plan/told.ts'
import { ExperimentInput } from '../../collector/settings/experiments/definition.ts'
import { addExperiment } from '../../collector/settings/experiments/experiments.ts'
import { startExperiment } from '../../collector/settings/experiments/lifecycle.ts'
import { type AttributedSite, attributedSite, buy, MARCH, visit } from './attribution/site.ts'
import { exposed, HALVES } from './experiment/tested.ts'
import { reportedSite } from './site.ts'

/** Whatever is asked, `Spring Sale` is called as its earliest event spelt it, also where later ones, and spend, do not. */
let site: AttributedSite
const TAGS = 'utm_source=Weekly&utm_medium=email&utm_campaign='
const NAME = 'Spring Sale'

beforeAll(async () => {
  site = await attributedSite()
  await startHero(site)
  const landing = (campaign: string) => ({ path: `/?${TAGS}${encodeURIComponent(campaign)}` })
  const [, exposure] = exposed('q', '2026-03-04T10:00:00', 'b')
  if (!exposure) throw new Error('no exposure')
  site.take([
    visit('03T10:00', undefined, 'p', landing(NAME)),
    visit('04T10:00', undefined, 'q', landing(' SPRING  sale')),
    exposure,
    buy('04T11:00', 20, 'q'),
    buy('04T11:00', 20, 'p'),
  ])
  const row = { date: '2026-03-03', source: 'weekly', cost: 10, currency: 'USD' }
  await site.spend([{ ...row, campaign: 'spring SALE' }])
})
afterAll(() => site.close())

async function startHero({ id, settings }: AttributedSite) {
  const metrics = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }
  const input = { key: 'hero', name: 'Hero', variants: HALVES, metrics }
  await addExperiment(settings, id, ExperimentInput.parse(input), 0)
  await startExperiment(settings, { site: id, key: 'hero', now: Date.parse('2026-03-01T00:00Z') })
}

const run = async <T>(name: string, request: object) =>
  (await site.run(name, { period: MARCH, ...request })) as T

test('in a table', async () => {
  const { rows } = await site.stats({
    ...{ period: MARCH, metrics: ['visits'], dimensions: ['campaign', 'source'] },
  })
  expect(rows).toEqual([{ campaign: NAME, source: 'Weekly', visits: 2 }])
})

interface Listed {
  items: Record<string, unknown>[]
}

interface Broken {
  breakdown: { value: string }[]
}

test.each([
  ['funnel', { steps: [{ page: '/' }, { event: 'Buy' }] }],
  ['retention', {}],
])('in the breakdown of a %s', async (name, request) => {
  const { breakdown } = await run<Broken>(name, { ...request, breakdown: 'campaign' })
  expect(breakdown.map(({ value }) => value)).toEqual([NAME])
})

test('in the breakdown of an experiment, whose days have names', async () => {
  const values = async (breakdown: string) => {
    const answer = (await site.run('experiment', { key: 'hero', breakdown })) as ExperimentAnswer
    return answer.metrics[0]?.breakdown?.map(({ value }) => value)
  }
  expect(await values('campaign')).toEqual([NAME])
  expect(await values('time:day')).toEqual(['2026-03-04'])
})

test('in the causes of a broken split', async () => {
  const broken = await attributedSite()
  await startHero(broken)
  const lines = Array.from({ length: 40 }, (_, i) => {
    const [, exposure] = exposed(`v${i}`, '2026-03-04T10:00:00', 'b')
    const landing = { path: `/?utm_source=${i === 0 ? 'Weekly' : 'WEEKLY'}&utm_medium=email` }
    return [visit('04T10:00', undefined, `v${i}`, landing), ...(exposure ? [exposure] : [])]
  })
  broken.take(lines.flat())
  const { health } = (await broken.run('experiment', { key: 'hero' })) as ExperimentAnswer
  await broken.close()
  const causes = health.srm?.by.filter(({ dimension }) => dimension === 'source')
  expect(causes).toMatchObject([{ value: 'Weekly' }])
})

test('in rows of attribution, their costs, their curves and their paths', async () => {
  const answer = await site.attribution({ dimension: 'campaign', models: ['last', 'markov'] })
  expect(answer.rows).toMatchObject([{ campaign: NAME, cost: 10, visits: 2 }])
  expect(answer.paths).toEqual([{ path: [NAME], conversions: 2, revenue: 40 }])
  expect(answer.saturation).toMatchObject([{ campaign: NAME }])
})

test('in a plan, which may lock it by that name', async () => {
  const { rows } = await run<PlanAnswer>('plan', {
    ...{ target: { customers: 4 }, stages: ['Buy'], by: 'campaign', locked: [NAME] },
  })
  expect(rows).toMatchObject([{ campaign: NAME, now: 2, spend_now: 10, locked: true }])
})

test('in what accounts for a change', async () => {
  const { dimensions } = await run<{ dimensions: { values: { value: string }[] }[] }>('explain', {
    ...{ metric: 'visits', dimensions: ['campaign'] },
  })
  expect(dimensions[0]?.values.map(({ value }) => value)).toEqual([NAME])
})

test('in the visits of a person, in the list of people, and in what happens now', async () => {
  const { items } = (await site.run('people/timeline', { id: 'visitor:q' })) as Listed
  expect(items.at(-1)).toMatchObject({ campaign: NAME, source: 'Weekly', medium: 'email' })
  const { rows } = await run<{ rows: Listed['items'] }>('people', {})
  expect(rows.map(({ first_source }) => first_source)).toEqual(['Weekly', 'Weekly'])
  const now = await reportedSite({}, '2026-03-04T10:05:00Z')
  now.take([visit('04T10:01', undefined, 'p', { path: `/?${TAGS}x` })])
  const { events } = (await now.run('live', {})) as { events: unknown[] }
  await now.close()
  expect(events).toMatchObject([{ source: 'Weekly' }])
})
