import './page.ts'
import { expect, test } from 'vitest'
import { Experiment } from '../../collector/settings/experiments/definition.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import {
  type Traffic,
  trafficIn,
  trafficOf,
  trafficQuestion,
} from '../../dashboard/models/audience.ts'
import { audienceOf, planQuestion } from '../../dashboard/models/experiment-plan.ts'
import {
  freshDraft,
  freshMetric,
  readExperiment,
  writeExperiment,
} from '../../dashboard/views/experiments/draft.ts'
import {
  answerTo,
  planningOf,
  shortfallsOf,
  withPlan,
} from '../../dashboard/views/experiments/draft-plan.ts'
import { answeredBy, open } from './page.ts'

followAddress()
open('/sites/example.com')

const LEAVING = new AbortController().signal
const draft = freshDraft('Buy')
const planning = planningOf(draft)
const traffic: Traffic = { of: audienceOf(planning), perDay: 50, joinPerDay: 40, rate: 0.1 }

test('people a day are counted over the days that the site has been there, in both ways', () => {
  const row = (day: string, visitors: number) => ({ 'time:day': day, visitors })
  const rows = [row('2026-11-01', 0), row('2026-11-02', 30), row('2026-11-03', 50)]
  const totals = { visitors: 60, conversion_rate: 0.05 }
  expect(trafficIn({ rows, totals, meta: { data_from: '2026-11-02' } })).toEqual({
    ...{ perDay: 40, joinPerDay: 30, rate: 0.05 },
  })
  expect(trafficIn({ rows, totals, meta: { data_from: null } })).toMatchObject({ joinPerDay: 20 })
  expect(trafficIn({ rows: [], totals: {}, meta: { data_from: null } })).toEqual({
    ...{ perDay: 0, joinPerDay: 0, rate: null },
  })
})

test('visitors and rate are one question, which knows no rate without a goal', async () => {
  const asked: unknown[] = []
  answeredBy(async (request) => {
    asked.push(await request.json())
    return Response.json({ rows: [], totals: {}, meta: { data_from: null } })
  })
  expect((await trafficQuestion(traffic.of)?.fetch(LEAVING))?.of).toEqual(traffic.of)
  await trafficQuestion({ ...traffic.of, goal: '' })?.fetch(LEAVING)
  expect(asked).toMatchObject([
    { goal: 'Buy', metrics: ['visitors', 'conversion_rate'], dimensions: ['time:day'] },
    { metrics: ['visitors'] },
  ])
  expect(asked[1]).not.toHaveProperty('goal')
})

test('a plan is asked for by the traffic of its own audience alone, and for an effect', () => {
  expect(planQuestion({ planning, traffic })?.key).toContain('"joinPerDay":40')
  expect(planQuestion({ planning, traffic: undefined })).toBeUndefined()
  const elsewhere = { ...traffic, of: { ...traffic.of, urls: ['/lp/*'] } }
  expect(planQuestion({ planning, traffic: elsewhere })).toBeUndefined()
  for (const begun of [{ effect: 0 }, { power: 0 }, { power: 1 }, { alpha: 0 }])
    expect(planQuestion({ planning: { ...planning, ...begun }, traffic })).toBeUndefined()
  expect(trafficOf(planning, elsewhere)).toBeUndefined()
  expect(trafficOf({ ...planning, goal: 'Signup' }, traffic)).toBe(traffic)
})

test('a plan takes as many days as those who join need to be enough, and none come of nobody', async () => {
  answeredBy(async (request) => {
    expect(await request.json()).toMatchObject({
      ...{ units_per_day: 40, traffic_share: 0.5, power: 0.9, alpha: 0.01 },
    })
    return Response.json({ total: 900, sequential_total: 1_010 })
  })
  const half = { ...planning, coverage: 0.5, power: 0.9, alpha: 0.01 }
  const planned = await planQuestion({ planning: half, traffic })?.fetch(LEAVING)
  expect(planned).toEqual({ of: half, plan: { total: 1_010, days: 51, joinPerDay: 20 } })
  const nobody = { ...traffic, joinPerDay: 0 }
  expect(await planQuestion({ planning, traffic: nobody })?.fetch(LEAVING)).toEqual({
    ...{ of: planning, plan: null },
  })
})

const planned = { of: planning, plan: { total: 1_010, days: 26, joinPerDay: 40 } }

test('a total is kept with what it was worked out for, and with nothing else', () => {
  const totalOf = (form: typeof draft) => writeExperiment(withPlan(form, planned)).plan?.total
  expect(totalOf(draft)).toBe(1_010)
  expect(totalOf({ ...draft, effect: '20' })).toBeUndefined()
  expect(totalOf({ ...draft, power: '90' })).toBeUndefined()
  expect(totalOf({ ...draft, pages: '/lp/*' })).toBeUndefined()
  expect(totalOf({ ...draft, metrics: [freshMetric('Signup', 'primary')] })).toBeUndefined()
  expect(answerTo({ ...draft, metrics: [] }, planned)).toBeUndefined()
  // What decides nothing changes nothing.
  expect(totalOf({ ...draft, name: 'Hero' })).toBe(1_010)
})

test('power and significance are those of the plan, the usual where nothing is said', () => {
  const planOf = (form: typeof draft) => writeExperiment(form).plan
  expect(planOf(draft)).toEqual({ minimum_effect: 0.1, power: 0.8, alpha: 0.05 })
  expect(planOf({ ...draft, power: '99.9', alpha: '0.1' })).toEqual({
    ...{ minimum_effect: 0.1, power: 0.999, alpha: 0.001 },
  })
  expect(planOf({ ...draft, effect: '' })).toBeNull()
})

test('a plan says what it leaves out', () => {
  const weighted = (...weights: string[]) =>
    weights.map((weight) => ({ key: 'v', weight, changes: [] }))
  const revenue = { ...freshMetric('Buy', 'primary'), kind: 'revenue' as const }
  expect(shortfallsOf(draft)).toEqual([])
  expect(shortfallsOf({ ...draft, variants: weighted('33.33', '33.33', '33.34') })).toEqual([])
  expect(shortfallsOf({ ...draft, variants: weighted('90', '10') })).toEqual(['weights'])
  expect(shortfallsOf({ ...draft, metrics: [revenue] })).toEqual(['kind'])
  expect(shortfallsOf({ ...draft, metrics: [] })).toEqual([])
})

test('a stored total stays until its effect changes or no plan can be worked out', () => {
  const known = Experiment.parse({
    ...{
      ...writeExperiment(withPlan({ ...draft, same: true, key: 'hero', name: 'Hero' }, planned)),
    },
    ...{ seed: 's', status: 'draft', winner: null, phases: [], created_at: '2026-11-01T00:00:00Z' },
  })
  const form = readExperiment(known)
  expect(writeExperiment({ ...form, name: 'H' }, known).plan?.total).toBe(1_010)
  expect(writeExperiment({ ...form, effect: '20' }, known).plan).toMatchObject({
    minimum_effect: 0.2,
  })
  expect(writeExperiment({ ...form, effect: '20' }, known).plan?.total).toBeUndefined()
  const none = withPlan(form, { of: planningOf(form), plan: null })
  expect(writeExperiment(none, known).plan?.total).toBeUndefined()
})
