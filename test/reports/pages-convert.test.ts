import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

/**
 * Ann looks at /pricing twice, and pays 30.00 on /checkout. Bob looks at /pricing and leaves. Cyd pays 20.00 on /checkout,
 * and her next visit is on /pricing.
 */
let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  await site.goal({ name: 'Paid', event: 'Paid', value: 'revenue', count: 'every' })
  await site.goal({ name: 'Once', event: 'Paid', value: 'none', count: 'person' })
  const view = (visitor: string, at: string, path: string, title: string) => {
    return { visitor, at: `2026-11-02T${at}`, path, title }
  }
  const paid = (visitor: string, at: string, amount: number, plan: string) => ({
    ...{ visitor, at: `2026-11-02T${at}`, name: 'Paid', path: '/checkout', props: { plan } },
    revenue: { amount, currency: 'EUR' },
  })
  site.take([
    view('ann', '10:00:00', '/pricing', 'Prices'),
    view('ann', '10:01:00', '/pricing', 'Prices'),
    view('ann', '10:02:00', '/checkout', 'Checkout'),
    paid('ann', '10:03:00', 30, 'pro'),
    view('bob', '10:00:00', '/pricing', 'Prices'),
    view('cyd', '10:00:00', '/checkout', 'Checkout'),
    paid('cyd', '10:03:00', 20, 'free'),
    view('cyd', '12:00:00', '/pricing', 'Prices'),
  ])
})
afterAll(() => site.close())

const METRICS = ['conversions', 'revenue', 'visitors', 'conversion_rate']
const asked = { period: NOVEMBER, metrics: METRICS, goal: 'Paid' }

test('by page conversions and money are those of the visits that saw it', async () => {
  const { rows, totals } = await site.stats({ ...asked, dimensions: ['page'] })
  expect(rows).toEqual([
    { page: '/checkout', conversions: 2, revenue: 50, visitors: 2, conversion_rate: 1 },
    { page: '/pricing', conversions: 1, revenue: 30, visitors: 3, conversion_rate: 1 / 3 },
  ])
  // Each once.
  expect(totals).toEqual({ conversions: 2, revenue: 50, visitors: 3, conversion_rate: 2 / 3 })
})

test.each([
  ['page', '/pricing', [1, 30, 3, 1 / 3]],
  ['page', '/checkout', [2, 50, 2, 1]],
  ['title', 'Prices', [1, 30, 3, 1 / 3]],
  ['hostname', 'example.com', [2, 50, 3, 2 / 3]],
  // Of the event itself.
  ['event', 'Paid', [2, 50, 2, 1]],
  ['event', 'pageview', [0, 0, 3, 0]],
  ['prop:plan', 'pro', [1, 30, 1, 1]],
])('%s is %s: conversions, money, visitors and rate are %j', async (name, value, numbers) => {
  const { totals } = await site.stats({ ...asked, filters: [['is', name, [value]]] })
  expect(METRICS.map((metric) => totals[metric])).toEqual(numbers)
})

test('a page that is asked for and the goal’s own property go together', async () => {
  const of = async (plan: string) => {
    const filters = [
      ['is', 'page', ['/pricing']],
      ['is', 'prop:plan', [plan]],
    ]
    return (await site.stats({ ...asked, filters })).totals.conversions
  }
  expect([await of('pro'), await of('free')]).toEqual([1, 0])
})

test('a goal that counts once a person is cut before pages choose', async () => {
  const filters = [['contains', 'page', ['pric']]]
  const { rows, totals } = await site.stats({
    ...{ ...asked, goal: 'Once', metrics: ['conversions'] },
    filters,
    dimensions: ['page', 'prop:plan'],
  })
  expect(rows).toEqual([{ page: '/pricing', 'prop:plan': 'pro', conversions: 1 }])
  expect(totals).toEqual({ conversions: 1 })
})

test('money without a rate is told once, of the visits that saw the page', async () => {
  site.take([
    { visitor: 'eve', at: '2026-11-05T10:00:00', path: '/pricing' },
    { visitor: 'eve', at: '2026-11-05T10:01:00', path: '/pricing' },
    {
      ...{ visitor: 'eve', at: '2026-11-05T10:02:00', name: 'Paid' },
      revenue: { amount: 5, currency: 'GBP' },
    },
  ])
  const of = async (page: string) =>
    (await site.stats({ ...asked, filters: [['is', 'page', [page]]] })).meta.unconverted
  expect(await of('/pricing')).toEqual([{ currency: 'GBP', amount: 5, events: 1 }])
  expect(await of('/checkout')).toEqual([])
})
