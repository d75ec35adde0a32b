import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { scaled } from '../../collector/scaled.ts'
import { storeRates } from '../../collector/settings/rates.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
afterEach(() => site?.close())

const DAY = { period: { from: '2026-11-01', to: '2026-11-30' } }

test.each<[number, string, number, number]>([
  [100, '1.005', 0, 101],
  [-100, '1.005', 0, -101],
  [1, '0.5', 0, 1],
  [-1, '0.5', 0, -1],
  [1, '0.4999999', 0, 0],
  [1000, '0.0061', 2, 610],
  [12_345, '3.25', -1, 4012],
  [3, '1e-7', 0, 0],
  [4, '2.5e+1', 0, 100],
])('%d at %s shifted by %d is %d', (amount, ratio, shift, expected) => {
  expect(scaled(amount, ratio, shift)).toBe(expected)
})

test('a refund is the exact opposite of its payment', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e12 }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      (amount, rate) => scaled(amount, String(rate)) === -scaled(-amount, String(rate)),
    ),
  )
})

test('each event is converted at the rate of its own day and rounded by itself', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2026-11-02', currency: 'USD', rate: 0.905 },
      { day: '2026-11-05', currency: 'USD', rate: 0.8 },
      { day: '2026-11-01', currency: 'JPY', rate: 0.0061 },
    ],
  })
  const buy = (at: string, amount: string, currency: string) => ({
    name: 'Purchase',
    at,
    path: '/shop',
    revenue: { amount, currency },
  })
  site.take([
    buy('2026-11-03T10:00:00', '1.00', 'EUR'),
    // 0.905 each, rounded to 0.91 each.
    buy('2026-11-03T10:01:00', '1.00', 'USD'),
    buy('2026-11-04T10:01:00', '1.00', 'USD'),
    buy('2026-11-05T10:01:00', '-10.00', 'USD'),
    // 6.10: yen have no minor unit.
    buy('2026-11-05T10:02:00', '1000', 'JPY'),
    // Before its first rate, and a currency without any.
    buy('2026-11-01T10:00:00', '7.00', 'USD'),
    buy('2026-11-03T10:03:00', '2.50', 'GBP'),
    buy('2026-11-03T10:04:00', '2.50', 'GBP'),
  ])
  const { totals, meta } = await site.stats({
    ...DAY,
    metrics: ['revenue', 'conversions', 'average_value'],
    goal: 'Purchase',
  })
  const revenue = 1 + 0.91 + 0.91 - 8 + 6.1
  expect(totals.revenue).toBeCloseTo(revenue, 10)
  // The 10.00 that went back are no conversion.
  expect(totals.conversions).toBe(7)
  expect(totals.average_value).toBeCloseTo(revenue / 7, 10)
  expect(meta.unconverted).toEqual([
    { currency: 'GBP', amount: 5, events: 2 },
    { currency: 'USD', amount: 7, events: 1 },
  ])
})

test('a rate counts until a later one, in whichever period it began', async () => {
  site = await reportedSite({ currency: 'JPY' })
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2025-01-01', currency: 'EUR', rate: 160 },
      { day: '2026-10-31', currency: 'EUR', rate: 170 },
      { day: '2026-12-01', currency: 'EUR', rate: 180 },
    ],
  })
  const revenue = { amount: '2.00', currency: 'EUR' }
  site.take([
    { name: 'Purchase', at: '2026-10-30T10:00:00', path: '/shop', revenue },
    { name: 'Purchase', at: '2026-11-15T10:00:00', path: '/shop', revenue },
  ])
  const period = { from: '2026-11-01', to: '2026-11-19' }
  const answer = await site.stats({ period, metrics: ['revenue'], compare: 'previous' })
  expect(answer.totals.revenue).toBe(340)
  expect(answer.compared?.totals.revenue).toBe(320)
})

test('the day of a rate is the site’s own', async () => {
  site = await reportedSite({ timezone: 'America/Los_Angeles' })
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2026-11-02', currency: 'USD', rate: 2 },
      { day: '2026-11-03', currency: 'USD', rate: 3 },
    ],
  })
  // Still the 2nd in Los Angeles.
  site.take([
    {
      name: 'Purchase',
      at: '2026-11-03T05:00:00',
      path: '/',
      revenue: { amount: 1, currency: 'USD' },
    },
  ])
  expect((await site.stats({ ...DAY, metrics: ['revenue'] })).totals).toEqual({ revenue: 2 })
})

test('a goal counts every event, once a visit or once a person', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Every', event: 'Buy', value: 1, count: 'every' })
  await site.goal({ name: 'Visit', event: 'Buy', value: 'revenue', count: 'visit' })
  await site.goal({ name: 'Person', event: 'Buy', value: 'revenue', count: 'person' })
  const buy = (at: string, visitor: string, amount: number, path = '/a') => ({
    name: 'Buy',
    at,
    visitor,
    path,
    revenue: { amount, currency: 'EUR' },
  })
  site.take([
    buy('2026-11-02T10:00:00', 'ann', 1),
    buy('2026-11-02T10:01:00', 'ann', 2, '/b'),
    buy('2026-11-03T10:00:00', 'ann', 4, '/b'),
    buy('2026-11-03T10:00:00', 'bob', 8),
  ])
  const metrics = ['conversions', 'converted_visitors', 'revenue']
  const of = async (goal: string, more = {}) =>
    (await site.stats({ ...DAY, metrics, goal, ...more })).totals
  expect(await of('Every')).toEqual({ conversions: 4, converted_visitors: 2, revenue: 4 })
  expect(await of('Visit')).toEqual({ conversions: 3, converted_visitors: 2, revenue: 13 })
  expect(await of('Person')).toEqual({ conversions: 2, converted_visitors: 2, revenue: 9 })
  const pages = await site.stats({ ...DAY, metrics, goal: 'Visit', dimensions: ['page'] })
  expect(pages.rows).toEqual([
    { page: '/a', conversions: 2, converted_visitors: 2, revenue: 9 },
    // Ann’s first visit was on /b, too.
    { page: '/b', conversions: 2, converted_visitors: 1, revenue: 5 },
  ])
  const all = await site.stats({ ...DAY, metrics: ['conversions', 'converted_visitors'] })
  expect(all.totals).toEqual({ conversions: 9, converted_visitors: 2 })
})

test('a goal may be a page by glob, with conditions on the event', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Docs', page: '/docs/*', value: 'none', count: 'every' })
  await site.goal({
    name: 'Big',
    event: 'Buy',
    where: [['gt', 'prop:seats', [5]]],
    value: 'none',
    count: 'every',
  })
  site.take([
    { at: '2026-11-02T10:00:00', path: '/docs/a/b' },
    { at: '2026-11-02T10:01:00', path: '/docs' },
    { name: 'Buy', at: '2026-11-02T10:02:00', path: '/docs/a', props: { seats: 9 } },
    { name: 'Buy', at: '2026-11-02T10:03:00', path: '/shop', props: { seats: 5 } },
  ])
  const count = async (goal: string) =>
    (await site.stats({ ...DAY, metrics: ['conversions'], goal })).totals
  expect(await count('Docs')).toEqual({ conversions: 1 })
  expect(await count('Big')).toEqual({ conversions: 1 })
  const bounce = await site.stats({ ...DAY, metrics: ['engaged_rate', 'visits'] })
  expect(bounce.totals).toEqual({ engaged_rate: 1, visits: 1 })
})

test('an average of cents is the number nearest to the exact quotient', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  const buy = (amount: string) => ({
    name: 'Purchase',
    at: '2026-11-03T10:00:00',
    path: '/shop',
    revenue: { amount, currency: 'EUR' },
  })
  site.take([buy('0.10'), buy('0.10'), buy('0.10')])
  const { totals } = await site.stats({ ...DAY, metrics: ['average_value'] })
  // 0.3 / 3 is 0.09999999999999999.
  expect(totals.average_value).toBe(0.1)
})

test('all goals together are the sum of each alone, also beside one that nobody has reached yet', async () => {
  site = await reportedSite()
  const goal = { count: 'every', value: 'none' } as const
  await site.goal({ ...goal, name: 'Signup', event: 'Signup' })
  await site.goal({ ...goal, name: 'Purchase', event: 'Purchase', value: 'revenue' })
  await site.goal({ ...goal, name: 'Pricing', page: '/pricing*' })
  await site.goal({ ...goal, name: 'Never', event: 'Never sent', value: 5 })
  await site.goal({ ...goal, name: 'Never seen', page: '/never' })
  site.take([
    { at: '2026-11-03T10:00:00', path: '/pricing' },
    { at: '2026-11-03T10:01:00', name: 'Signup', path: '/pricing' },
    { at: '2026-11-03T10:02:00', name: 'Signup', path: '/pricing' },
    {
      at: '2026-11-03T10:03:00',
      name: 'Purchase',
      path: '/shop',
      revenue: { amount: '7.50', currency: 'EUR' },
    },
  ])
  const metrics = ['conversions', 'converted_visitors', 'conversion_rate', 'revenue'] as const
  const all = await site.stats({ ...DAY, metrics: [...metrics], dimensions: ['event'] })
  expect(all.totals).toEqual({
    conversions: 4,
    converted_visitors: 1,
    conversion_rate: 1,
    revenue: 7.5,
  })
  const named = Object.fromEntries(all.rows.map((row) => [row.event, row.conversions]))
  expect(named).toEqual({ Signup: 2, Purchase: 1, pageview: 1 })
  for (const [name, conversions] of [
    ['Signup', 2],
    ['Purchase', 1],
    ['Pricing', 1],
    ['Never', 0],
  ]) {
    const one = await site.stats({ ...DAY, metrics: ['conversions'], goal: name as string })
    expect(one.totals).toEqual({ conversions })
  }
})
