import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpendReportAnswer } from '../../collector/reports/spend.ts'
import type { ReadSpend } from '../../collector/reports/spend-file.ts'
import type { SpendRowsAnswer } from '../../collector/reports/spend-rows.ts'
import { replaceAliases } from '../../collector/settings/aliases.ts'
import { storeRates } from '../../collector/settings/rates.ts'
import { storeSpend } from '../../collector/settings/spend.ts'
import { type ReportedSite, reportedSite } from './site.ts'

const PERIOD = { from: '2026-03-01', to: '2026-03-31' }
let site: ReportedSite

async function store(name: string, rows: object[]): Promise<void> {
  const asked = { import: name, rows }
  const { answer, file } = (await site.run('spend/read', asked)) as ReadSpend
  if (!file) throw new Error('nothing to store')
  const { platform } = answer
  await storeSpend(
    site.settings,
    site.id,
    { ...file, import: name, platform, mapping: undefined },
    0,
  )
}

function ask(request: object = {}): Promise<SpendReportAnswer> {
  return site.run('spend', { period: PERIOD, ...request }) as Promise<SpendReportAnswer>
}

const google = { source: 'google', medium: 'cpc', campaign: 'Brand', currency: 'EUR' }

beforeAll(async () => {
  site = await reportedSite()
  const visit = (at: string, query: string) => ({
    at: `${at}T10:00:00`,
    path: `/?${query}`,
    visitor: at + query,
  })
  site.take([
    visit('2026-03-01', 'utm_source=google&utm_medium=cpc&utm_campaign=brand'),
    visit('2026-03-02', 'utm_source=google&utm_medium=cpc&utm_campaign=brand'),
    visit('2026-03-05', 'utm_source=fb&utm_campaign=spring%20sale'),
    visit('2026-04-05', 'utm_source=bing&utm_medium=cpc'),
  ])
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2026-03-01', currency: 'SEK', rate: 0.095 },
      { day: '2026-03-10', currency: 'SEK', rate: 0.105 },
    ],
  })
  await store('google', [
    { ...google, date: '2026-03-01', cost: 10 },
    { ...google, date: '2026-03-02', cost: 5.5 },
    { ...google, date: '2026-03-02', campaign: 'brnd', cost: 4.5 },
    { ...google, date: '2026-03-12', campaign: 'Brand', cost: 1000, currency: 'SEK' },
    { ...google, date: '2026-04-01', cost: 99 },
  ])
  await store('meta', [
    { source: 'Facebook', campaign: 'sprng sale', date: '2026-03-05', cost: 20, currency: 'EUR' },
    { source: 'Facebook', campaign: 'sprng sale', date: '2026-03-09', cost: 40, currency: 'EUR' },
    { source: 'bing', medium: 'cpc', date: '2026-03-05', cost: 3, currency: 'EUR' },
    { source: 'bing', medium: 'cpc', date: '2026-03-06', cost: 8, currency: 'USD' },
  ])
})
afterAll(() => site.close())

test('cost counts at the rate of its day, and finds the visits of the period alone', async () => {
  const { cost, matched, meta } = await ask()
  // 10 + 5.5 + 4.5 + 1,000 × 0.105 + 20 + 40 + 3
  expect(cost).toBe(188)
  expect(matched).toBe(120.5)
  expect(meta.unconverted).toEqual([{ currency: 'USD', amount: 8, events: 1 }])
})

test('each day of an import has its cost', async () => {
  const { rows } = await ask()
  expect(rows).toEqual([
    { date: '2026-03-01', import: 'google', cost: 10, matched: 10 },
    { date: '2026-03-02', import: 'google', cost: 10, matched: 5.5 },
    { date: '2026-03-05', import: 'meta', cost: 23, matched: 0 },
    { date: '2026-03-06', import: 'meta', cost: 0, matched: 0 },
    { date: '2026-03-09', import: 'meta', cost: 40, matched: 0 },
    { date: '2026-03-12', import: 'google', cost: 105, matched: 105 },
  ])
})

test('what found no visits is listed with the name it is nearest to, the dearest first', async () => {
  const { unmatched, unmatched_keys } = await ask()
  expect(unmatched_keys).toBe(3)
  expect(
    unmatched.map(({ campaign, cost, days, near }) => [campaign, cost, days, near?.aliases]),
  ).toEqual([
    [
      'sprng sale',
      60,
      ['2026-03-05', '2026-03-09'],
      [{ kind: 'campaign', spelling: 'sprng sale', means: 'spring sale' }],
    ],
    [
      'brnd',
      4.5,
      ['2026-03-02', '2026-03-02'],
      [{ kind: 'campaign', spelling: 'brnd', means: 'brand' }],
    ],
    [null, 3, ['2026-03-05', '2026-03-06'], undefined],
  ])
})

test('an alias shows what it would bring before it is made, and brings it when it is', async () => {
  const aliases = { source: {}, medium: {}, campaign: { 'Sprng Sale': 'spring sale' } }
  const before = await ask({ aliases })
  expect([before.matched, before.unmatched_keys]).toEqual([180.5, 2])
  expect((await ask()).matched).toBe(120.5)
  await replaceAliases(site.settings, site.id, aliases)
  expect((await ask()).matched).toBe(180.5)
})

test('an alias of what visits are called moves them, too', async () => {
  const aliases = { source: {}, medium: {}, campaign: { brand: 'brand 2026' } }
  expect((await ask({ aliases })).matched).toBe(180.5)
  const away = { source: {}, medium: {}, campaign: { 'spring sale': 'gone' } }
  expect((await ask({ aliases: away })).matched).toBe(120.5)
})

test('a period without spend has none', async () => {
  const answer = await ask({ period: { from: '2025-01-01', to: '2025-01-31' } })
  expect(answer).toMatchObject({ cost: 0, matched: 0, rows: [], unmatched: [], unmatched_keys: 0 })
})

test('the rows of a period come as they read under the rules of today', async () => {
  const rows = async (request: object) =>
    ((await site.run('spend/rows', { period: PERIOD, ...request })) as SpendRowsAnswer).rows
  expect(await rows({})).toHaveLength(8)
  expect(await rows({ import: 'meta', period: { from: '2026-03-09', to: '2026-03-09' } })).toEqual([
    {
      import: 'meta',
      date: '2026-03-09',
      source: 'facebook',
      medium: null,
      campaign: 'spring sale',
      content: null,
      term: null,
      campaign_id: null,
      channel: 'Organic Social',
      cost: 40,
      currency: 'EUR',
      clicks: null,
      impressions: null,
    },
  ])
})
