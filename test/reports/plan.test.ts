import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanAnswer } from '../../collector/reports/plan.ts'
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
  expect(plan.stages).toEqual([
    { stage: 'Lead', now: 30, units: 40 },
    { stage: 'Buy', now: 15, units: 20 },
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
