import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Filter } from '../../../collector/settings/filter.ts'
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
