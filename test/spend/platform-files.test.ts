import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SpendRow } from '../../collector/spend/row.ts'
import { exported, readExport, readText } from './file.ts'

const shown = ({ day, campaign, campaign_id, amount, currency, clicks, impressions }: SpendRow) => [
  day,
  campaign_id ?? campaign,
  amount,
  currency,
  clicks,
  impressions,
]
const rowsOf = (name: string, asked = {}) => readExport(name, asked).rows.map(shown)

test('a file of Meta begins with its total, which is no row and may be more than they are', () => {
  const { platform, rows, warnings } = readExport('meta-daily.csv')
  expect(platform).toBe('meta')
  expect(rows.map(shown)).toEqual([
    ['2026-08-01', 'Monsoon', 6_000, 'INR', null, 2_000],
    ['2026-08-02', 'Monsoon', 3_000, 'INR', null, 1_000],
  ])
  expect(warnings).toEqual(["the file's own total is 10.00 more than its rows"])
})

test('a report of a whole period is refused, for nobody knows the days of its cost', () => {
  expect(() => readExport('meta-period.csv')).toThrow(/2026-08-01 to 2026-08-31.*"Day"/u)
})

test('the order of day and month is asked for where both readings are possible', () => {
  expect(() => readExport('meta-spanish.csv')).toThrow(
    expect.objectContaining({
      status: 422,
      errors: [
        { path: 'date_order', message: 'dmy: 2026-09-01 to 2026-09-02' },
        { path: 'date_order', message: 'mdy: 2026-01-09 to 2026-02-09' },
      ],
    }),
  )
  expect(rowsOf('meta-spanish.csv', { date_order: 'dmy' })).toEqual([
    ['2026-09-01', 'Retargeting', 1_250, 'EUR', 45, 3_000],
    ['2026-09-02', 'Retargeting', 100_750, 'EUR', 3, 2_000],
  ])
})

test('ad sets of one campaign add, and link clicks are its clicks', () => {
  expect(rowsOf('meta-german-ad-sets.csv')).toEqual([
    ['2026-08-01', 'Sommer', 123_450, 'EUR', 77, 11_000],
  ])
})

test('a file of Microsoft says above its header what it is, and below it whose', () => {
  const { platform, rows, refused, warnings } = readExport('microsoft.csv')
  expect(platform).toBe('microsoft')
  expect(rows.map(shown)).toEqual([
    ['2026-08-01', '829001', 120_000, 'USD', 350, 15_000],
    ['2026-08-14', '829002', 0, 'USD', 0, 0],
  ])
  expect(rows[1]?.campaign).toBeNull()
  expect(refused).toEqual([])
  expect(warnings).toEqual([expect.stringContaining('may be incomplete')])
})

test('what Microsoft’s interface downloads has other names, empty columns at the end, and ©', () => {
  expect(rowsOf('microsoft-api.csv')).toEqual([
    ['2026-08-01', '829001', 112_550, 'EUR', 250, 10_000],
    ['2026-08-02', '829001', 7_450, 'EUR', 100, 5_000],
  ])
})

test.each([
  ['a cell a line', '"Report Name: Campaigns"\n"Report Time: 8/1/2026 - 8/14/2026"\n"Rows: 1"\n\n'],
  ['two cells', '"Report Name:","Campaigns"\n"Report Time:","8/1/2026 - 8/14/2026"\n"Rows:","1"\n'],
])('what Microsoft writes above its header may be %s', (_, above) => {
  const header = '"Gregorian date","Campaign ID","Campaign name","Currency code","Clicks","Spend"'
  const below = '"©2026 Microsoft Corporation. All rights reserved. "'
  const text = `${above}${header}\n"8/14/2026","[7]","Brand","USD","3","1,125.50"\n${below}\n`
  const { platform, rows, refused, warnings } = readText(text)
  expect([platform, refused, warnings]).toEqual(['microsoft', [], []])
  expect(rows.map(shown)).toEqual([['2026-08-14', '7', 112_550, 'USD', 3, null]])
})

test('a campaign called Total reach is a row, a line of totals is none', () => {
  const { platform, rows, warnings } = readExport('linkedin.csv')
  expect(platform).toBe('linkedin')
  // Nothing of the platform's own conversions and their value is kept.
  const own = { source: 'linkedin', medium: 'paid_social', content: null, term: null }
  expect(rows).toEqual([
    {
      ...{ ...own, day: '2026-09-01', campaign: 'Leads, directors', campaign_id: '11' },
      ...{ amount: 123_450, currency: 'USD', clicks: 200, impressions: 10_000 },
    },
    {
      ...{ ...own, day: '2026-09-13', campaign: 'Total reach', campaign_id: '12' },
      ...{ amount: 0, currency: 'USD', clicks: 0, impressions: 0 },
    },
  ])
  expect(warnings).toEqual([])
})

test('days of UTC are doubtful for a site in Berlin, and for none in London’s winter time of UTC', () => {
  const doubts = (timezone: string) => readExport('linkedin.csv', { timezone }).warnings
  expect(doubts('Europe/Berlin')).toEqual([
    "the file's days are those of UTC, the site's those of Europe/Berlin",
  ])
  expect(doubts('Etc/UTC')).toEqual([])
})

test('LinkedIn’s slashed dates begin with the month', () => {
  expect(readExport('linkedin-utf16.csv').rows.map(({ day }) => day)).toEqual([
    '2026-09-01',
    '2026-09-02',
  ])
})

test('a second mark of byte order is no part of a day, and a tab too many is refused', () => {
  const { rows, refused } = readExport('second-bom.tsv')
  expect(rows.map(shown)).toEqual([['2026-03-01', 'brand', 1_000, 'USD', null, null]])
  expect(refused).toEqual([{ line: 3, reason: '5 cells where the header has 4' }])
})

test('Google’s "Excel .csv" is UTF-16 between tabs', () => {
  const { platform, encoding, rows } = readExport('google-portuguese.csv')
  expect([platform, encoding]).toEqual(['google', 'utf-16le'])
  expect(rows.map(shown)).toEqual([['2026-08-01', 'Busca local', 123_456, 'BRL', 900, 50_000]])
})

/** Those of which a line is refused, and what has to be told its columns. */
const OTHERS = new Set(['second-bom.tsv', 'truncated.csv', 'meta-period.csv', 'own-names.csv'])
const WHOLE = readdirSync(join(import.meta.dirname, 'files')).filter((name) => !OTHERS.has(name))
test.each(WHOLE)('of %s no line is refused, for with it nothing of the file is stored', (name) => {
  const order = name === 'meta-spanish.csv' ? ({ date_order: 'dmy' } as const) : {}
  expect(readExport(name, { source: 'x', ...order }).refused).toEqual([])
})

test('credits stay negative, and one of several totals that agrees is enough', () => {
  const { rows, warnings } = readExport('google-english.csv')
  expect(rows.map(shown)).toEqual([
    ['2026-08-01', '17500000001', 123_456, 'EUR', 250, 10_000],
    ['2026-08-01', '17500000002', 44, 'EUR', 1, 10],
    ['2026-08-02', '17500000001', -500, 'EUR', null, null],
  ])
  expect(rows[1]?.campaign).toBe('Total Wine')
  expect(warnings).toEqual([])
})

test.each([
  'german',
  'german-1252',
  'french',
  'spanish',
  'italian',
  'dutch',
  'polish',
  'japanese',
  'chinese',
])('Google’s report in %s says the same', (language) => {
  const { platform, rows, warnings } = readExport(`google-${language}.csv`)
  expect([platform, warnings]).toEqual(['google', []])
  expect(rows).toMatchObject([
    { day: '2026-08-01', amount: 123_456, currency: 'EUR', clicks: 250, impressions: 10_000 },
  ])
})

test('TikTok gives more places than its currency has, and Baidu writes GB18030', () => {
  expect(rowsOf('tiktok.csv')).toEqual([
    ['2026-08-01', 'Spark', 1_235, 'USD', 20, 1_000],
    ['2026-08-02', 'Spark', 750, 'USD', 10, 900],
  ])
  const { platform, encoding, rows } = readExport('baidu.csv', { site_currency: 'CNY' })
  expect([platform, encoding]).toEqual(['baidu', 'gb18030'])
  expect(rows).toMatchObject([
    { source: 'baidu', medium: 'cpc', campaign: '品牌词', amount: 123_456, currency: 'CNY' },
    { amount: 6_544, clicks: 10, impressions: 500 },
  ])
})

test('a file of one’s own names its columns as the API does, or by a mapping', () => {
  expect(readExport('generic.csv').rows).toMatchObject([
    { source: 'Newsletter Rental', medium: 'email', campaign_id: 'n1', amount: 12_000 },
    { source: 'Podcast', currency: 'JPY', amount: 1_000 },
  ])
  const mapping = { date: 'Wann', source: 'Wo', medium: 'Womit', cost: 'Wieviel' }
  expect(readExport('own-names.csv', { mapping }).rows).toMatchObject([
    { day: '2026-03-01', source: 'Flyer', medium: 'print', amount: 8_000, currency: 'USD' },
  ])
  expect(() => readExport('own-names.csv')).toThrow(/mapping=/u)
  expect(() => readExport('own-names.csv', { mapping: { ...mapping, cost: 'Kosten' } })).toThrow(
    /no column "Kosten".*"Wieviel"/u,
  )
})

test('where a file was cut off it says so, with the line', () => {
  expect(readExport('truncated.csv').refused).toEqual([
    { line: 5, reason: '1 cells where the header has 8; the file seems to be cut off here' },
  ])
  expect(exported('google-english.csv').length).toBeGreaterThan(exported('truncated.csv').length)
})
