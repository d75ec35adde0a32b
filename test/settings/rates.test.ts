import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnconvertedAnswer } from '../../collector/reports/unconverted.ts'
import { scaled } from '../../collector/scaled.ts'
import { loadIntakeSites } from '../../collector/settings/intake-site.ts'
import {
  inverse,
  listRates,
  ratesOn,
  requirePairs,
  storeRates,
} from '../../collector/settings/rates.ts'
import { changeSite, siteByDomain } from '../../collector/settings/sites.ts'
import { DOMAIN, type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2026-11-01', currency: 'USD', rate: 1.2 },
      { day: '2026-11-05', currency: 'USD', rate: 1.1 },
      { day: '2026-11-09', currency: 'USD', rate: 1.3 },
      { day: '2026-10-01', currency: 'JPY', rate: 0.006 },
      { day: '2026-11-08', currency: 'GBP', rate: 1.5 },
    ],
  })
})
afterAll(() => site.close())

test.each([
  ['2026-11-06', '2026-11-07', ['JPY 0.006', 'USD 1.1']],
  ['2026-11-05', '2026-11-08', ['JPY 0.006', 'USD 1.1', 'GBP 1.5']],
  ['2026-11-04', '2026-11-09', ['JPY 0.006', 'USD 1.2', 'USD 1.1', 'GBP 1.5', 'USD 1.3']],
  ['2026-10-01', '2026-10-31', ['JPY 0.006']],
  ['2026-09-01', '2026-09-30', []],
  ['2027-01-01', '2027-01-01', ['JPY 0.006', 'GBP 1.5', 'USD 1.3']],
])('from %s to %s the rates that count are %j', async (from, to, rates) => {
  const found = await ratesOn(site.settings, site.id, { into: 'EUR', from, to })
  expect(found.map(({ currency, rate }) => `${currency} ${rate}`)).toEqual(rates)
})

describe('a rate names both of its currencies', () => {
  let other: ReportedSite
  const PERIOD = { from: '2026-11-01', to: '2026-11-30' }
  beforeAll(async () => {
    other = await reportedSite({ currency: 'USD' })
    await storeRates(other.settings, other.id, {
      rows: [
        { day: '2026-11-01', currency: 'EUR', rate: 1.25 },
        { day: '2026-11-01', currency: 'GBP', rate: 1.5 },
        { day: '2026-11-10', currency: 'USD', base: 'EUR', rate: 0.9 },
      ],
    })
    await other.goal({ name: 'Paid', event: 'Paid', value: 'revenue', count: 'every' })
    const paid = (at: string, amount: string, currency: string) => {
      return { name: 'Paid', at, path: '/', revenue: { amount, currency } }
    }
    other.take([
      paid('2026-11-05T10:00:00', '10.00', 'USD'),
      paid('2026-11-12T10:00:00', '10.00', 'USD'),
      paid('2026-11-12T10:00:00', '3.00', 'GBP'),
      paid('2026-10-12T10:00:00', '7.00', 'USD'),
    ])
  })
  afterAll(() => other.close())

  test('the newest stand first', async () => {
    const all = await listRates(other.settings, other.id)
    expect(all.map(({ day, currency, base, rate }) => [day, currency, base, rate])).toEqual([
      ['2026-11-10', 'USD', 'EUR', 0.9],
      // In the site's own.
      ['2026-11-01', 'EUR', undefined, 1.25],
      ['2026-11-01', 'GBP', undefined, 1.5],
    ])
  })

  test('one the other way is inverted, until there is one this way', async () => {
    const dates = { from: '2026-11-01', to: '2026-11-30' }
    expect(await ratesOn(other.settings, other.id, { into: 'EUR', ...dates })).toEqual([
      { day: '2026-11-01', currency: 'USD', rate: 0.8 },
      { day: '2026-11-10', currency: 'USD', rate: 0.9 },
    ])
    expect(await ratesOn(other.settings, other.id, { into: 'USD', ...dates })).toEqual([
      { day: '2026-11-01', currency: 'EUR', rate: 1.25 },
      { day: '2026-11-01', currency: 'GBP', rate: 1.5 },
    ])
  })

  test('what a change of the currency would leave out is told before', async () => {
    const asked = async (request: object) =>
      (await other.run('unconverted', request)) as UnconvertedAnswer
    expect((await asked({})).rows).toEqual([])
    const { rows, meta } = await asked({ currency: 'EUR' })
    expect(rows).toEqual([
      { currency: 'GBP', amount: 3, events: 1 },
      { currency: 'USD', amount: 7, events: 1 },
    ])
    expect(meta).toMatchObject({ currency: 'EUR', unconverted: rows })
    expect((await asked({ currency: 'EUR', period: PERIOD })).rows).toHaveLength(1)
    await expect(asked({ currency: 'EUX' })).rejects.toMatchObject({ status: 422 })
  })

  test('after it the old rates are not read as rates of the new one', async () => {
    await changeSite(other.settings, await siteByDomain(other.settings, DOMAIN), {
      currency: 'EUR',
    })
    const { totals, meta } = await other.stats({ period: PERIOD, metrics: ['revenue'] })
    // 10 × 0.8 + 10 × 0.9.
    expect(totals.revenue).toBe(17)
    expect(meta.unconverted).toEqual([{ currency: 'GBP', amount: 3, events: 1 }])
  })

  test('intake takes the latest into the site’s currency, else the latest the other way inverted', async () => {
    await changeSite(other.settings, await siteByDomain(other.settings, DOMAIN), {
      max_amount: 1_000,
    })
    const rates = (currency: 'USD' | 'EUR' | 'GBP') => {
      other.db.prepare('update site set currency = ?').run(currency)
      return Object.fromEntries(loadIntakeSites(other.db).get(DOMAIN)?.rates ?? [])
    }
    expect(rates('GBP')).toEqual({ USD: inverse(1.5) })
    expect(rates('USD')).toEqual({ EUR: 1.25, GBP: 1.5 })
    expect(rates('EUR')).toEqual({ USD: 0.9 })
  })

  test('a currency has no rate in itself', () => {
    const rate = { day: '2026-11-01', rate: 1.12 }
    const rows = [
      { ...rate, currency: 'EUR', base: 'USD' },
      { ...rate, currency: 'EUR' },
    ]
    expect(() => requirePairs({ rows }, 'EUR')).toThrow('rows.1: EUR in EUR is always 1')
    expect(() => requirePairs({ rows }, 'USD')).not.toThrow()
  })
})

test.each([
  [1.25, 1, 1],
  [0.00512, 8, 1563],
  [0.00064, 1, 1563],
  [1.2, 3, 3],
  [1.1, 110, 100],
  [3, 3, 1],
  [7, 7e12, 1e12],
])('where one unit of ours is %d of theirs, %d of theirs are %d of ours', (rate, theirs, ours) => {
  expect(scaled(theirs, String(inverse(rate)))).toBe(ours)
})

test('what is half of ours is rounded up, whatever the rate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 0, max: 1e6 }),
      (hundredths, n) => {
        // (2n + 1) × 50 × rate of theirs are n + ½ hundreds of ours.
        const theirs = (2 * n + 1) * hundredths
        return (
          scaled(theirs, String(inverse(hundredths / 100)), -2) === 2 * n + 1 &&
          (theirs % 2 === 1 || scaled(theirs / 2, String(inverse(hundredths / 100)), -2) === n + 1)
        )
      },
    ),
  )
})
