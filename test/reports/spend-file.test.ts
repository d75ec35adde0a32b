import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadSpend } from '../../collector/reports/spend-file.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite

beforeAll(async () => {
  site = await reportedSite()
  const visit = (at: string, query: string) => ({
    at: `${at}T10:00:00`,
    path: `/?${query}`,
    visitor: query,
  })
  site.take([
    visit('2026-03-01', 'utm_source=fb&utm_campaign=spring%20sale'),
    visit('2026-03-01', 'utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_id=77'),
    visit('2026-03-20', 'utm_source=bing&utm_medium=cpc'),
  ])
})
afterAll(() => site.close())

const row = { date: '2026-03-01', cost: 10, currency: 'EUR' }

/** What of a row's cost finds visits. */
async function matched(keys: object): Promise<number | undefined> {
  const request = { import: 'x', dry_run: true, rows: [{ ...row, ...keys }] }
  const { answer } = (await site.run('spend/read', request)) as ReadSpend
  return answer.totals[0]?.matched
}

test.each([
  ['spellings of a source and a campaign', { source: 'Facebook', campaign: ' Spring  Sale ' }, 10],
  [
    'a medium that no visit has',
    { source: 'facebook', medium: 'paid', campaign: 'spring sale' },
    0,
  ],
  ['a source alone, of any campaign', { source: 'google' }, 10],
  ['an id before the name', { source: 'google', campaign: 'renamed', campaign_id: 77 }, 10],
  [
    'a name where no visit has the id',
    { source: 'google', campaign: 'Brand', campaign_id: 78 },
    10,
  ],
  ['an unknown id without a name', { source: 'google', campaign_id: 78 }, 0],
  ['a visit more than a week from the days', { source: 'bing', medium: 'cpc' }, 0],
  ['a visit within a week', { source: 'bing', medium: 'cpc', date: '2026-03-13' }, 10],
])('cost finds visits: %s', async (_, keys, cost) => {
  expect(await matched(keys)).toBe(cost)
})
