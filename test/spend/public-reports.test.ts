import { expect, test } from 'vitest'
import { readSpendFile } from '../../collector/spend/read-file.ts'
import { ASKED, readText } from './file.ts'

// Faults that people reported of other programs which read such files.

const amountsOf = (text: string, asked = {}) =>
  readText(text, asked).rows.map(({ amount }) => amount)

test('lines of one file may be in two encodings (BingAds-Python-SDK #167)', () => {
  const bytes = Buffer.concat([
    Buffer.from('Gregorian date,Campaign name,Spend,Currency code\n8/14/2026,'),
    Buffer.from('\u00c5hlens', 'latin1'),
    Buffer.from(',1.00,SEK\n8/15/2026,\u00c5hlens,2.00,SEK\n'),
  ])
  expect(readSpendFile(bytes, ASKED).rows.map(({ campaign }) => campaign)).toEqual([
    '\u00c5hlens',
    '\u00c5hlens',
  ])
})

test('1.355,90 € is no 1,35 (BudgetMaster #731)', () => {
  expect(amountsOf('Tag;Kampagne;Kosten;Quelle\n2026-08-01;a;1.355,90 €;x\n')).toEqual([135_590])
})

test('1.000 between semicolons is a thousand (actual #2143)', () => {
  const text = 'date;source;cost;currency\n2026-08-01;x;1.000;EUR\n'
  expect(amountsOf(text)).toEqual([100_000])
  expect(amountsOf(`${text}2026-08-02;x;1.111,11;EUR\n`)).toEqual([100_000, 111_111])
})

test('-110.7 € between semicolons keeps its one decimal (actual #5020)', () => {
  const text = 'Date;Source;Cost\n17-05-2025;x;" -110.7 €"\n18-05-2025;x;" -116.62 €"\n'
  expect(amountsOf(text)).toEqual([-11_070, -11_662])
})

test('12/01 beside 12/31 is of the same order (may #250)', () => {
  const { rows } = readText('date,source,cost,currency\n12/31/2025,x,1,USD\n12/01/2025,x,2,USD\n')
  expect(rows.map(({ day }) => day)).toEqual(['2025-12-31', '2025-12-01'])
})

test.each([
  ['13.03.21', '2021-03-13'],
  ['13/03/21', '2021-03-13'],
  ['13-03-2021', '2021-03-13'],
  ['03.13.2021', '2021-03-13'],
  ['03-13-21', '2021-03-13'],
  ['01 NOV 2021', '2021-11-01'],
])('%s is a day (buckets #573)', (cell, day) => {
  expect(readText(`date,source,cost,currency\n${cell},x,1,USD\n`).rows[0]?.day).toBe(day)
})

test('a mark of byte order hides no first column (PIMGento #215, sgn #5700)', () => {
  expect(amountsOf('\uFEFF"date",source,cost,currency\n2026-08-01,x,1,EUR\n')).toEqual([100])
})

test('an id that a spreadsheet rounded is no id (orangelight #2695, mycli #1094)', () => {
  const { rows, warnings } = readText(
    'date,source,campaign,campaign id,cost,currency\n2026-08-01,x,a,1.2021E+17,1,EUR\n',
  )
  expect(rows).toMatchObject([{ campaign: 'a', campaign_id: null }])
  expect(warnings).toEqual([expect.stringContaining('rounded the campaign ids')])
})

test('a total in the first cell is none of the rows (aw-reporting #177, #191)', () => {
  const text = 'Day,Campaign,Cost,Impr.\n2026-08-01,a,10.02,5\nTotal, --,10.02,5\n'
  expect(amountsOf(text, { currency: 'EUR' })).toEqual([1_002])
})

test('lines of any number above the header are none of the rows (dfa-reporting-samples #12)', () => {
  const text = [
    'Date/Time Generated,4/12/17 11:13 AM',
    'Report Time Zone,America/New_York',
    'Account ID,4444',
    'Date Range,4/12/15 - 4/11/17',
    'Report Fields',
    'Advertiser,Date,Site (DCM),Campaign,Campaign ID,Impressions,Clicks,Media Cost,Cost',
    'Foo,2017-04-11,News,Spring,77,100,3,,12.50',
  ].join('\n')
  const { rows, warnings } = readText(text, { source: 'dv360', currency: 'USD' })
  expect(rows).toMatchObject([{ source: 'dv360', campaign: 'Spring', amount: 1_250, clicks: 3 }])
  expect(warnings).toContain(
    "the file's days are those of America/New_York, the site's those of UTC",
  )
})

test('47.110,00 with the Swiss and the Indian groups (firefly-iii #4106)', () => {
  const text = (cost: string) => `date;source;cost;currency\n2026-08-01;x;${cost};EUR\n`
  expect(amountsOf(text("1'000'000,00"))).toEqual([100_000_000])
  expect(amountsOf(text('4.711,98'))).toEqual([471_198])
  expect(amountsOf('date,source,cost,currency\n2026-08-01,x,"12,34,567.89",INR\n')).toEqual([
    123_456_789,
  ])
})

test('a first line sep=; is no header (PowerShell #7776, fast-excel #327)', () => {
  const { rows } = readText('sep=;\nDate;Source;Cost;Currency\n2026-08-01;flyer;12,50;EUR\n')
  expect(rows).toMatchObject([{ day: '2026-08-01', source: 'flyer', amount: 1250 }])
})

test('173,900 between semicolons is no hundred thousand (dollardollar #55, sheetjs #2239)', () => {
  const { rows } = readText('Date;Source;Cost;Currency\n2025-03-30;flyer;173,900;EUR\n')
  expect(rows).toMatchObject([{ amount: 17_390 }])
})

test('rows with commas and one semicolon more than their header are read by semicolons (TablePress #198)', () => {
  const { rows, refused } = readText(
    'Date;Source;Cost;Currency\n2026-08-01;a, b, c, d;12,50;EUR;\n2026-08-02;e;1;EUR;\n',
  )
  expect({ refused, rows: rows.map(({ source }) => source) }).toEqual({
    refused: [],
    rows: ['a, b, c, d', 'e'],
  })
})

test('a report of AdWords in UTF-16 with tabs is read (thephpleague/csv #82)', () => {
  const text =
    'Campaign report\nAll time\nDay\tCampaign\tCurrency code\tCost\tImpr.\n2026-08-01\tBrand\tEUR\t1,234.56\t10,000\n'
  const { platform, rows } = readSpendFile(Buffer.from(`\uFEFF${text}`, 'utf16le'), ASKED)
  expect({ platform, rows }).toMatchObject({ platform: 'google', rows: [{ amount: 123_456 }] })
})
