import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatsAnswer } from '../../../collector/reports/stats.ts'
import type { Filter } from '../../../collector/settings/filter.ts'
import { attributedSite } from '../attribution/site.ts'
import { type ReportedSite, reportedSite } from '../site.ts'

let site: ReportedSite
const subscription = (id: string, amount: string, more: object = {}) => ({
  ...{ id, amount, currency: 'EUR', interval: 'month', status: 'active' },
  ...more,
})

/** Of four visitors: two of a team that pays 600, one who pays 20, one who tried, and one who pays nothing. */
beforeAll(async () => {
  site = await reportedSite()
  const came = (visitor: string, who: object, query = '') => ({
    ...{ at: '2026-11-10T09:00', visitor, path: `/${query}` },
    ...who,
  })
  const SOCIAL = '?utm_source=x&utm_medium=social'
  site.take([
    came('v1', { user: 'ann', account: 'acme' }, '?utm_source=x&utm_medium=cpc'),
    came('v2', { user: 'bob', account: 'acme' }),
    came('v3', { user: 'cid' }, SOCIAL),
    came('v4', { user: 'dora' }, SOCIAL),
    came('v5', {}),
    {
      at: '2026-11-01T00:00',
      name: 'subscription',
      account: 'acme',
      subscription: subscription('a', '60', { quantity: 10, plan: 'Business' }),
    },
    {
      at: '2026-11-01T00:00',
      name: 'subscription',
      user: 'cid',
      subscription: subscription('c', '20', { plan: 'Solo' }),
    },
    {
      at: '2026-11-01T00:00',
      name: 'subscription',
      user: 'dora',
      subscription: subscription('d', '20', { plan: 'Solo', status: 'trialing' }),
    },
    {
      at: '2026-11-12T00:00',
      name: 'subscription',
      user: 'cid',
      subscription: subscription('c', '20', { plan: 'Solo', status: 'ended' }),
    },
  ])
})
afterAll(() => site.close())

const PERIOD = { from: '2026-11-01', to: '2026-11-14' }

async function visitors(filter: Filter, period: object = PERIOD): Promise<number> {
  const { totals } = await site.stats({ period, metrics: ['visitors'], filters: [filter] })
  return Number(totals.visitors)
}

test.each([
  [['gt', 'customer:mrr', [500]], 2],
  [['lt', 'customer:mrr', [500]], 2],
  [['is', 'customer:plan', ['solo']], 1],
  [['is', 'customer:plan', ['BUSINESS', 'Solo']], 3],
  [['is_not', 'customer:plan', ['Business']], 3],
  [['contains', 'customer:plan', ['siness']], 2],
  [['is', 'customer:state', ['trial']], 1],
  [['is', 'customer:state', ['lost']], 1],
  [['is', 'customer:state', [null]], 1],
  [['is_not', 'customer:state', [null]], 4],
  [['not', ['gt', 'customer:mrr', [500]]], 3],
  [
    [
      'and',
      [
        ['gt', 'customer:mrr', [500]],
        ['is', 'channel', ['Direct']],
      ],
    ],
    1,
  ],
] as [Filter, number][])('%j chooses %d visitors', async (filter, count) => {
  expect(await visitors(filter)).toBe(count)
})

test('who a customer is, is told at the end of the period', async () => {
  const before = { from: '2026-11-01', to: '2026-11-11' }
  expect(await visitors(['is', 'customer:state', ['lost']], before)).toBe(0)
  expect(await visitors(['gt', 'customer:mrr', [10]], before)).toBe(3)
})

test('the channels of customers above 500 a month are a breakdown like any other', async () => {
  const { rows, meta } = await site.stats({
    ...{ period: PERIOD, metrics: ['visitors'], dimensions: ['channel'] },
    filters: [['gt', 'customer:mrr', [500]]],
  })
  expect(rows).toEqual([
    { channel: 'Direct', visitors: 1 },
    { channel: 'Paid Social', visitors: 1 },
  ])
  expect(meta.as_of).toBeDefined()
})

test('a segment of customers is one, and a goal, a step and a dimension are none', async () => {
  const filters: Filter[] = [['gt', 'customer:mrr', [500]]]
  const { id } = await site.segment({ name: 'Large', filters })
  expect(await visitors(['segment', id])).toBe(2)
  const asked = (request: object) =>
    site.stats({ period: PERIOD, metrics: ['visitors'], ...request })
  await expect(asked({ dimensions: ['customer:plan'] })).rejects.toThrow('customer:plan')
  await expect(
    site.goal({ name: 'G', page: '/', where: filters, value: 'none', count: 'every' }),
  ).rejects.toThrow('what a customer is')
})

test('what is paid without a rate is 0 to a filter by MRR, and the answer says so', async () => {
  const other = await attributedSite(undefined, { currency: 'EUR' })
  other.take([
    { at: '2026-11-10T09:00', visitor: 'v1', user: 'ann', account: 'acme', path: '/' },
    ...(['CHF', 'SEK', 'EUR'] as const).map((currency) => ({
      ...{ at: '2026-11-01T00:00', name: 'subscription', account: 'acme' },
      subscription: subscription(currency, '100', { currency }),
    })),
  ])
  await other.rates([{ day: '2026-11-01', currency: 'SEK', rate: 0.1 }])
  const asked = (filter: Filter) =>
    other.stats({ period: PERIOD, metrics: ['visitors'], filters: [filter] })
  const { totals, meta } = await asked(['not', ['gt', 'customer:mrr', [110]]])
  const WARNING = 'what customers pay in CHF has no rate: filters by customer:mrr take it as 0'
  expect([totals.visitors, meta.warnings]).toEqual([1, [WARNING]])
  const { id } = await other.segment({ name: 'Paying', filters: [['gt', 'customer:mrr', [1]]] })
  expect((await asked(['segment', id])).meta.warnings).toEqual([WARNING])
  for (const report of ['accounts', 'unit-economics', 'plan', 'people', 'attribution']) {
    const { meta } = (await other.run(report, {
      ...{ period: PERIOD, filters: [['gt', 'customer:mrr', [1]]] },
      ...(report === 'plan' && { target: { customers: 1 }, stages: ['Buy'] }),
    })) as StatsAnswer
    expect([report, meta.warnings]).toEqual([report, expect.arrayContaining([WARNING])])
  }
  expect((await asked(['is', 'customer:state', ['active']])).meta.warnings).toEqual([])
  await other.close()
})

test('so many different conditions are too many, the same one many times is one', async () => {
  const above = (amount: number): Filter => ['gt', 'customer:mrr', [amount]]
  const either = (count: number, of: (i: number) => number): Filter => [
    'or',
    Array.from({ length: count }, (_, i) => above(of(i))),
  ]
  expect(await visitors(either(20, (i) => 500 + i))).toBe(2)
  expect(await visitors(either(60, () => 500))).toBe(2)
  await expect(visitors(either(21, (i) => 500 + i))).rejects.toThrow('at most 20')
})
