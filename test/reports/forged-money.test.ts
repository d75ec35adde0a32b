import { afterEach, expect, test } from 'vitest'
import { storeRates } from '../../collector/settings/rates.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
afterEach(() => site?.close())

const DAY = { period: { from: '2026-11-01', to: '2026-11-30' } }

const FORGED = 9_300

/** So many events of the greatest amount that one may have: together more than 64 bits hold. */
function forged(currency: string, sign: '' | '-' = '') {
  return Array.from({ length: FORGED }, (_, index) => ({
    name: 'Purchase',
    at: Date.parse('2026-11-07T00:00:00Z') + index,
    visitor: 'forger',
    path: '/shop',
    revenue: { amount: `${sign}9999999999999`, currency },
  }))
}

const honest = {
  name: 'Purchase',
  at: '2026-11-03T10:00:00',
  visitor: 'ann',
  path: '/shop',
  revenue: { amount: '12.34', currency: 'EUR' },
}

test('forged amounts beyond 64 bits fail no report, which says that its sums are rounded', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  site.take([honest, ...forged('EUR'), ...forged('USD')])
  const money = { ...DAY, metrics: ['revenue', 'average_value', 'conversions'] }
  const { totals, meta } = await site.stats(money)
  expect(totals.conversions).toBe(2 * FORGED + 1)
  expect(totals.revenue).toBeCloseTo(FORGED * 9_999_999_999_999, -2)
  expect(meta.warnings).toEqual([expect.stringContaining('too large to be exact')])
  const amount = FORGED * 9_999_999_999_999
  expect(meta.unconverted).toMatchObject([{ currency: 'USD', events: FORGED }])
  expect(meta.unconverted[0]?.amount).toBeCloseTo(amount, -2)
  const byDay = await site.stats({ ...money, dimensions: ['time:day'] })
  expect(byDay.rows.find((row) => row['time:day'] === '2026-11-03')).toMatchObject({
    revenue: 12.34,
  })
  expect(await site.run('people', DAY)).toMatchObject({
    meta: { warnings: meta.warnings },
    rows: [{ id: 'visitor:forger' }, { id: 'visitor:ann', revenue: 12.34 }],
  })
  expect(await site.run('people/timeline', { id: 'visitor:forger' })).toMatchObject({
    meta: { warnings: meta.warnings },
  })
})

test('amounts beyond 64 bits that are paid back leave the honest ones exact', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  site.take([...forged('EUR'), honest, ...forged('EUR', '-')])
  const { totals, meta } = await site.stats({ ...DAY, metrics: ['revenue'] })
  expect(totals.revenue).toBe(12.34)
  expect(meta.warnings).toEqual([])
})

test.each([1e308, -1e308, 1e300])('a goal worth %d fails no report', async (value) => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value, count: 'every' })
  await site.goal({ name: 'Once', event: 'Purchase', value, count: 'visit' })
  site.take([honest, ...forged('EUR').slice(0, 10)])
  const { totals, meta } = await site.stats({ ...DAY, metrics: ['revenue', 'average_value'] })
  expect(Number.isFinite(totals.revenue)).toBe(true)
  expect(Math.sign(totals.revenue ?? 0)).toBe(Math.sign(value))
  expect(meta.warnings).toEqual([expect.stringContaining('too large to be exact')])
  expect(await site.run('people', DAY)).toMatchObject({ rows: [{}, {}] })
})

test('a rate of any size fails no report', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  const rows = [{ day: '2026-11-01', currency: 'USD', rate: 1.7e308 }]
  await storeRates(site.settings, site.id, { rows })
  site.take(forged('USD').slice(0, 3))
  const { totals } = await site.stats({ ...DAY, metrics: ['revenue'] })
  expect(Number.isFinite(totals.revenue)).toBe(true)
})
