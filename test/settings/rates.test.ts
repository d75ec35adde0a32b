import { afterAll, beforeAll, expect, test } from 'vitest'
import { ratesOn, storeRates } from '../../collector/settings/rates.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

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
  const found = await ratesOn(site.settings, site.id, { from, to })
  expect(found.map(({ currency, rate }) => `${currency} ${rate}`)).toEqual(rates)
})
