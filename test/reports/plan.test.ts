import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlanAnswer } from '../../collector/reports/plan/told.ts'
import { addFunnel, FunnelInput } from '../../collector/settings/funnels.ts'
import { GoalInput } from '../../collector/settings/goals.ts'
import { type AttributedSite, attributedSite, buy, MARCH, visit } from './attribution/site.ts'

let site: AttributedSite

const ask = async (request: object) =>
  (await site.run('plan', { period: MARCH, by: 'source', ...request })) as PlanAnswer

beforeAll(async () => {
  site = await attributedSite()
  await site.goal(GoalInput.parse({ name: 'Lead', event: 'Lead' }))
  const people = Array.from({ length: 60 }, (_, i) => `p${i}`)
  site.take(
    people.flatMap((person, i) => {
      const from = i < 40 ? 'google/cpc' : 'newsletter/email'
      const lead = { name: 'Lead', at: '2026-03-05T11:00:00', path: '/', visitor: person }
      return [
        visit('05T10:30', from, person),
        ...(i % 2 === 0 ? [lead] : []),
        ...(i % 4 === 0 ? [buy('05T12:00', 50, person), buy('06T12:00', 50, person)] : []),
      ]
    }),
  )
  const row = { date: '2026-03-05', source: 'google', medium: 'cpc' }
  await site.spend([{ ...row, cost: 310, currency: 'USD' }])
})
afterAll(() => site.close())

test('goes back from customers to leads, visits and spend', async () => {
  const plan = await ask({ target: { customers: 20 }, stages: ['Lead', 'Buy'] })
  // 60 visits, 30 leads, 15 customers: google 40, 20, 10; newsletter 20, 10, 5.
  expect(plan.visits).toEqual({ now: 60, units: 80 })
  expect(plan.stages).toMatchObject([
    { stage: 'Lead', now: 30, units: 40, rate: 0.5, last_year: null },
    { stage: 'Buy', now: 15, units: 20, rate: 0.5, last_year: null },
  ])
  const [google, newsletter] = plan.rows
  expect(google).toMatchObject({ source: 'google', now: 10, spend_now: 310 })
  expect(google?.spend).toBeCloseTo(465, 6)
  expect(google?.visits).toBeCloseTo(60, 6)
  expect(google?.stages.map(({ rate }) => rate)).toEqual([0.5, 0.5])
  expect(newsletter).toMatchObject({ source: 'newsletter', now: 5, spend: 0, visits: 20 })
  expect(plan).toMatchObject({ reached: 20, missing: 0, reasons: [] })
  expect(plan.spend).toBeCloseTo(465, 6)
})

test.each([
  [{ growth: 0.1 }, 16.5],
  [{ growth: 0.1, of: 'revenue' }, 33],
])('a target may be more than now: %j', async (target, units) => {
  const plan = await ask({ target, stages: ['Buy'] })
  expect(plan.target.units).toBeCloseTo(units, 9)
})

test('a revenue is as many conversions as its average value makes of it', async () => {
  const plan = await ask({ target: { revenue: 2_000 }, stages: ['Buy'] })
  expect(plan.target).toEqual({ units: 40, revenue: 2_000, average_value: 50, days: 31 })
  const dearer = { target: { revenue: 2_000 }, stages: ['Buy'], overrides: { average_value: 100 } }
  expect((await ask(dearer)).target.units).toBe(20)
})

test('what is beyond every ceiling is said to be, and why', async () => {
  const plan = await ask({ target: { customers: 100 }, stages: ['Lead', 'Buy'] })
  expect(plan).toMatchObject({ reached: 25, missing: 75 })
  expect(plan.reasons).toEqual([
    '75 are out of reach: all that can be bought is at its ceiling',
    'more than twice the present spend has never been tried',
  ])
})

test('a better rate makes more of the same visits', async () => {
  const overrides = { rates: { Lead: 1 } }
  const plan = await ask({ target: { customers: 20 }, stages: ['Lead', 'Buy'], overrides })
  expect(plan.rows.find(({ source }) => source === 'newsletter')?.stages[1]?.units).toBe(10)
  expect(plan.spend).toBeCloseTo(155, 6)
})

test('a gain moves each row’s own rate, and is not said beside another rate', async () => {
  const asked = { target: { customers: 20 }, stages: ['Lead', 'Buy'] }
  const plan = await ask({ ...asked, overrides: { gains: { Lead: 2 } } })
  expect(plan.spend).toBeCloseTo(155, 6)
  expect(plan.stages[0]?.rate).toBe(0.5)
  const both = ask({ ...asked, overrides: { gains: { Lead: 2 }, rates: { Lead: 1 } } })
  await expect(both).rejects.toMatchObject({ status: 422 })
})

test('what is locked keeps its spend', async () => {
  const plan = await ask({ target: { customers: 20 }, stages: ['Buy'], locked: ['google'] })
  expect(plan.rows[0]).toMatchObject({ locked: true, spend: 310, marginal_cost: null })
  expect(plan).toMatchObject({ missing: 5, spend_interval: null })
})

test('what is locked is found however it is spelt, and what is not found is said', async () => {
  const asked = { target: { customers: 20 }, stages: ['Buy'] }
  const plan = await ask({ ...asked, locked: [' GOOGLE '] })
  expect(plan.rows[0]).toMatchObject({ source: 'google', locked: true, spend: 310 })
  expect(plan.meta.warnings).toEqual([])
  const { rows, meta } = await ask({ ...asked, locked: ['gogle', null, 'Unattributed', 'google'] })
  expect(rows.filter((row) => row.locked).map(({ source }) => source)).toEqual(['google'])
  expect(meta.warnings).toEqual([
    'nothing is locked by "gogle", null: no row of the period has that value',
  ])
})

test('the planned money brings what it brought, and the spend has an interval', async () => {
  const plan = await ask({ target: { customers: 20 }, stages: ['Buy'], spend: 465 })
  expect(plan.expected).toMatchObject({ spend: 465, units: 20 })
  const [low = 0, high = 0] = plan.expected.interval ?? []
  // √(20 + 20² / 15) · 1.96 = 13.4
  expect([low, high].map(Math.round)).toEqual([7, 33])
  // 15 may have been 24.75: 1.65 times as many, 8.25 of them unpaid; 11.75 of 16.5 for 310. 9.1 is beyond the ceiling.
  expect(plan.spend_interval?.map((end) => Math.round(end ?? 0))).toEqual([221, 0])
})

test('beside the target stands what those who sell can take on', async () => {
  const capacity = { people: 2, each: 9 }
  const plan = await ask({ target: { customers: 20 }, stages: ['Buy'], days: 30, capacity })
  expect(plan.capacity).toEqual({ units: 18, missing: 2 })
})

test('the rates of the year before are told where they are asked for', async () => {
  const period = { from: '2027-03-01', to: '2027-03-31' }
  const asked = { period, target: { customers: 1 }, stages: ['Lead'], last_year: true }
  const plan = await ask(asked)
  expect(plan.stages[0]).toMatchObject({ rate: null, last_year: 0.5 })
})

test('stages may be those of a saved funnel', async () => {
  const steps = [{ goal: 'Lead' }, { goal: 'Buy' }]
  const whole = FunnelInput.parse({ name: 'Sales', steps, window: '7d' })
  await addFunnel(site.settings, site.id, whole, 0)
  const plan = await ask({ target: { customers: 20 }, funnel: 'Sales' })
  expect(plan.stages.map(({ stage }) => stage)).toEqual(['Lead', 'Buy'])
})

test.each([
  [{ target: { customers: 1 } }, /name the stages/],
  [{ target: { customers: 1 }, stages: ['Leed'] }, /Lead/],
  [{ target: { customers: 1 }, funnel: 'Sale' }, /Sales|funnel/],
  [{ target: { revenue: 1 }, stages: ['Lead'] }, /average_value/],
  [{ target: { customers: 0 }, stages: ['Lead'] }, /target/],
  [{ target: { customers: 1 }, stages: ['Lead'], overrides: { rates: { Buy: 1 } } }, /stage/],
])('%j is refused', async (request, message) => {
  const refused = await ask(request).catch((error: unknown) => error)
  expect(JSON.stringify(refused) + String(refused)).toMatch(message)
  expect(refused).toMatchObject({ status: expect.any(Number) })
})

test('money that does not pay what is locked is said to be too little', async () => {
  const asked = { target: { customers: 20 }, stages: ['Buy'], locked: ['google'] }
  const plan = await ask({ ...asked, spend: 155 })
  // Half of google's 10, and 5 by letters.
  expect(plan.expected).toMatchObject({ spend: 155, units: 10 })
  expect(plan.meta.warnings.join()).toMatch(/costs 310.00 USD .* the 155.00 asked .* 50 %/)
  expect((await ask({ ...asked, spend: 310 })).meta.warnings).toEqual([])
})

describe('beside sales that no visit led to, and visits that led to no sale', () => {
  beforeAll(() => {
    const servers = Array.from({ length: 7 }, (_, i) => buy('07T10:00', 50, `server ${i}`))
    const idle = Array.from({ length: 30 }, (_, i) => visit('08T10:00', 'bing/cpc', `idle ${i}`))
    site.take([...servers, ...idle])
  })

  test('a plan is of the whole site, and its rows sum to it', async () => {
    const asked = { period: MARCH, metrics: ['visits', 'converted_visitors'], goal: 'Buy' }
    const whole = (await site.run('stats', asked)) as { totals: Record<string, number> }
    const plan = await ask({ target: { growth: 0.1 }, stages: ['Buy'] })
    expect(plan.visits.now).toBe(whole.totals.visits)
    expect(plan.stages[0]?.now).toBe(22)
    expect(plan.target.units).toBeCloseTo(24.2, 9)
    const sum = (of: (row: PlanAnswer['rows'][number]) => number) =>
      plan.rows.reduce((all, row) => all + of(row), 0)
    expect(sum(({ now }) => now)).toBe(22)
    expect(sum(({ visits_now }) => visits_now)).toBe(whole.totals.visits)
    expect(sum((row) => row.stages[0]?.units ?? 0)).toBeCloseTo(plan.reached, 9)
  })

  test('they go on as they do, and no rate from visits counts them', async () => {
    const overrides = { rates: { Buy: 0.5 } }
    const plan = await ask({ target: { customers: 20 }, stages: ['Buy'], overrides })
    const row = (name: string) => plan.rows.find(({ source }) => source === name)
    expect(row('Unattributed')).toMatchObject({
      now: 7,
      visits_now: 0,
      spend_now: 0,
      stages: [{ stage: 'Buy', units: 7, rate: null }],
      ceiling: { kind: 'unpaid' },
    })
    expect(row('bing')).toMatchObject({ now: 0, visits_now: 30, visits: 30 })
    // 15 customers of 90 visits.
    expect(plan.stages[0]).toMatchObject({ now: 22, rate: 15 / 90 })
  })
})
