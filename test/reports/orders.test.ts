import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExportAnswer } from '../../collector/reports/export/export-part.ts'
import { GoalInput } from '../../collector/settings/goals.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite

beforeEach(async () => {
  site = await reportedSite()
  const goal = { name: 'Buy', event: 'Buy', value: 'revenue' }
  await site.goal(GoalInput.parse(goal))
  await site.goal(GoalInput.parse({ ...goal, name: 'First', count: 'visit' }))
})
afterEach(() => site.close())

const buy = (at: string, order: unknown, amount = '50.00', more: object = {}): Line => ({
  name: 'Buy',
  at: `2026-03-${at}`,
  path: '/thanks',
  revenue: { amount, currency: 'EUR', order },
  ...more,
})
const landing = (at: string, query: string, visitor = 'visitor-1'): Line => ({
  at: `2026-03-${at}`,
  path: `/?utm_source=${query}`,
  visitor,
})

const MARCH = { from: '2026-03-01', to: '2026-03-31' }
const METRICS = ['events', 'conversions', 'converted_visitors', 'revenue', 'refunds']

async function totals(goal = 'Buy', period: object = MARCH) {
  const { totals } = await site.stats({ period, metrics: METRICS, goal })
  return METRICS.map((metric) => totals[metric])
}

test('a thank-you page that is loaded again sells nothing twice', async () => {
  site.take([landing('02T10:00:00', 'google'), buy('02T10:05:00', 'A1'), buy('02T10:06:00', 'A1')])
  site.take([buy('05T09:00:00', 'A1'), buy('05T09:01:00', 'A2')])
  expect(await totals()).toEqual([4, 2, 1, 100, 0])
  expect(await totals('First')).toEqual([4, 2, 1, 100, 0])
  expect(await totals('Buy', { from: '2026-03-03', to: '2026-03-31' })).toEqual([2, 1, 1, 50, 0])
})

test('the earliest counts, however late it arrives, with its own amount and visit', async () => {
  site.take([buy('05T09:00:00', 'A1', '70.00')])
  expect(await totals()).toEqual([1, 1, 1, 70, 0])
  site.take([
    landing('02T10:00:00', 'google', 'w'),
    buy('02T10:05:00', 'A1', '50', { visitor: 'w' }),
  ])
  expect(await totals()).toEqual([2, 1, 1, 50, 0])
  const request = { period: MARCH, metrics: ['revenue'], dimensions: ['source'], goal: 'Buy' }
  const { rows } = await site.stats(request)
  expect(rows).toEqual([{ source: 'google', revenue: 50 }])
})

test('of two in one instant that of the smaller id counts', async () => {
  const same = [
    buy('05T09:00:00', 'A1', '2.00', { id: 'bbbb_0002', visitor: 'x' }),
    buy('05T09:00:00', 'A1', '1.00', { id: 'aaaa_0001', visitor: 'y' }),
  ]
  for (const line of same) site.take([line])
  expect(await totals()).toEqual([2, 1, 1, 1, 0])
})

test('another name, another order and no order are other sales; a number names an order as its digits do', async () => {
  site.take([buy('05T09:00:00', 17), buy('05T09:01:00', '17'), buy('05T09:02:00', '18')])
  site.take([buy('05T09:03:00', undefined), buy('05T09:04:00', undefined), buy('05T09:05:00', '')])
  site.take([{ ...buy('05T09:06:00', '17'), name: 'Rent' }])
  expect(await totals()).toEqual([7, 5, 1, 250, 0])
})

test('refunds of an order all count, and it stays sold', async () => {
  site.take([buy('05T09:00:00', 'A1'), buy('05T09:01:00', 'A1')])
  site.take([buy('06T09:00:00', 'A1', '-20.00'), buy('07T09:00:00', 'A1', '-30.00')])
  expect(await totals()).toEqual([4, 1, 1, 0, 2])
})

test('what is shorter or longer is no order of another', async () => {
  const long = 'x'.repeat(121)
  site.take([buy('05T09:00:00', long), buy('05T09:01:00', long), buy('05T09:02:00', { a: 1 })])
  expect(await totals()).toEqual([3, 3, 1, 150, 0])
})

test('a funnel’s step is reached again, and brings nothing again', async () => {
  site.take([landing('02T10:00:00', 'google'), buy('02T10:05:00', 'A1')])
  site.take([landing('09T10:00:00', 'bing', 'z'), buy('09T10:05:00', 'A1', '50', { visitor: 'z' })])
  const steps = [{ page: '/' }, { event: 'Buy' }]
  const funnel = (await site.run('funnel', { period: MARCH, steps, window: '1d' })) as {
    steps: { count: number; revenue: number }[]
  }
  expect(funnel.steps.map(({ count }) => count)).toEqual([2, 2])
  expect(funnel.steps[1]?.revenue).toBe(50)
  const byGoal = [{ page: '/' }, { goal: 'Buy' }]
  const sold = (await site.run('funnel', {
    period: MARCH,
    steps: byGoal,
    window: '1d',
  })) as typeof funnel
  expect(sold.steps.map(({ count }) => count)).toEqual([2, 1])
})

test('an export carries orders, and reads back to the same numbers', async () => {
  site.take([buy('05T09:00:00', 'A1'), buy('06T09:00:00', 'A1'), buy('07T09:00:00', 'A1', '-5')])
  const before = await totals()
  const { text } = (await site.run('export', MARCH)) as ExportAnswer
  const orders = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).revenue.order)
  expect(orders).toEqual(['A1', 'A1', 'A1'])
  const copy = await reportedSite()
  await copy.goal(GoalInput.parse({ name: 'Buy', event: 'Buy', value: 'revenue' }))
  copy.takeLines(text)
  const again = await copy.stats({ period: MARCH, metrics: METRICS, goal: 'Buy' })
  await copy.close()
  expect(METRICS.map((metric) => again.totals[metric])).toEqual(before)
})
