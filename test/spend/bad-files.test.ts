import { expect, test } from 'vitest'
import type { Head } from '../../collector/spend/header.ts'
import { readSpendFile } from '../../collector/spend/read-file.ts'
import { recordsOf } from '../../collector/spreadsheet/records.ts'
import { ASKED, readText } from './file.ts'

const read = (bytes: Uint8Array) => readSpendFile(bytes, ASKED)

test.each([
  ['504b030414000600080000002100', '[Content_Types].xml', /Excel workbook \(\.xlsx\)/u],
  ['504b0304', 'report.csv', /unpack it/u],
  ['d0cf11e0a1b11ae1', '', /old Excel workbook/u],
  ['25504446', '-1.7', /a PDF/u],
  ['1f8b0800', '', /\.gz.*unpack it/u],
  ['', '<!DOCTYPE html><html><body>Sign in</body></html>', /a web page/u],
  ['', '{"items": []}', /JSON/u],
  ['', '', /the file is empty/u],
  ['00010203', 'abc', /no text file/u],
])('what is no CSV file is called by its name: %s%s', (hex, text, said) => {
  expect(() => read(Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text)]))).toThrow(said)
})

test.each([
  ['no,header,here\n1,2,3\n', /names columns that are known/u],
  ['Campaign,Clicks,Day\nBrand,3,2026-08-01\n', /no column of cost.*"Clicks"/u],
  ['Campaign,Cost,Impr.\nBrand,3.00,5\n', /no column of days/u],
  ['date,source,cost\n', /a header and no rows/u],
  ['date,cost\n2026-08-01,3.00\n', /whose cost it is.*source=/u],
  [
    'date,source,cost\n2026-08-01,google,"3.00\n2026-08-02,google,4.00\n',
    /line 2: a quotation mark/u,
  ],
  ['date,source,cost\n2026-08-01,google,$3.00\n', /"\$" is the sign of several currencies/u],
  ['date,source,cost\n8/14/2026,google,3\n14/8/2026,google,3\n', /both ways/u],
])('a file that cannot be understood says what to do: %j', (text, said) => {
  expect(() => readText(text)).toThrow(said)
})

test.each([
  ['$3.00', '$'],
  ['3.00 kr', 'kr'],
  ['¥300', '¥'],
  ['￥300', '￥'],
])('a sign of several currencies is asked about, and nothing is read: %s', (cost, sign) => {
  const text = `date,source,cost\n2026-08-01,google,${cost}\n`
  expect(() => readText(text)).toThrow(
    expect.objectContaining({ status: 422, message: expect.stringContaining(`"${sign}"`) }),
  )
  expect(readText(text, { currency: 'SEK' }).rows).toMatchObject([
    { currency: 'SEK', amount: cost.includes('300') ? 30_000 : 300 },
  ])
})

test.each([
  ['€3.00', 'EUR', 300],
  ['3,00 €', 'EUR', 300],
  ['£3.00', 'GBP', 300],
  ['R$ 3,00', 'BRL', 300],
  ['3,00 zł', 'PLN', 300],
])('a sign of one currency names it: %s', (cost, currency, amount) => {
  expect(readText(`date;source;cost\n2026-08-01;google;${cost}\n`).rows).toMatchObject([
    { currency, amount },
  ])
})

test.each([
  ['no,header,here\n1,2,3\n', ['no', 'header', 'here']],
  ['Campaign,Clicks,Day\nBrand,3,2026-08-01\n', ['Campaign', 'Clicks', 'Day']],
  ['Report of May\n\nWann;Womit;Wieviel\n1;2;3\n', ['Wann', 'Womit', 'Wieviel']],
  ['one line of words\n', undefined],
])('a file whose columns are unknown names them, to choose from: %j', (text, columns) => {
  const errors = columns?.map((message) => ({ path: 'mapping', message }))
  expect(() => readText(text)).toThrow(expect.objectContaining({ errors }))
})

test('each line that is no row says why', () => {
  const { rows, refused } = readText(
    [
      'date,source,campaign,cost,currency,clicks',
      '2026-08-01,google,a,1.00,EUR,1',
      '2026-02-30,google,a,1.00,EUR,1',
      '46235,google,a,1.00,EUR,1',
      ',google,a,1.00,EUR,1',
      '2026-08-01,,a,1.00,EUR,1',
      '2026-08-01,google,a,about five,EUR,1',
      '2026-08-01,google,a,1.00,EUX,1',
      '2026-08-01,google,a,1.00,EUR,-1',
      '2026-08-01,google,a,9999999999,EUR,1',
      '2026-08-01,google,a,"12,5",EUR,1',
    ].join('\n'),
  )
  expect(rows).toHaveLength(1)
  expect(refused).toEqual([
    { line: 3, reason: '"2026-02-30" is no day (the order is ymd)' },
    { line: 4, reason: '"46235" is a spreadsheet\'s number of a day; format the column as a date' },
    { line: 5, reason: 'no day' },
    { line: 6, reason: 'no source' },
    { line: 7, reason: '"about five" is no number of cost (the file writes decimals with ".")' },
    { line: 8, reason: expect.stringContaining('unknown currency "EUX"') },
    { line: 9, reason: 'clicks are whole numbers from 0 on, not "-1"' },
    { line: 10, reason: 'a cost is at most 1000000000' },
    { line: 11, reason: '"12,5" is no number of cost (the file writes decimals with ".")' },
  ])
})

test.each([
  [
    'date,source,Amount spent (USD)\n2026-08-01,x,€1.00\n',
    '"€1.00" is in EUR, and the file says that it is in USD',
  ],
  [
    'date,source,cost,currency\n2026-08-01,x,£1.00,EUR\n',
    '"£1.00" is in GBP, and the file says that it is in EUR',
  ],
  [
    'date,source,cost,currency\n2026-08-01,x,1,USD\n2026-08-01,x,1,JPY\n2026-08-01,x,1,\n',
    'no currency, where other lines have several',
  ],
])('a cost of which nobody knows the currency is refused: %j', (text, reason) => {
  expect(readText(text).refused.map((line) => line.reason)).toEqual([reason])
})

test('a sign that only says less than the file is no contradiction', () => {
  const { rows, refused } = readText('date,source,cost,currency\n2026-08-01,x,$1.00,CAD\n')
  expect([rows[0]?.currency, refused]).toEqual(['CAD', []])
})

test('of two columns of one name the first is read, and said to be', () => {
  const { rows, warnings } = readText(
    'date,source,cost,Cost,currency,clicks,impressions\n2026-08-01,x,1,2,USD,3,4\n',
  )
  expect(rows[0]?.amount).toBe(100)
  expect(warnings).toEqual(['2 columns are called "cost"; the first one is read'])
})

test('UTF-16 that ends within a character was cut off', () => {
  const whole = Buffer.from('\uFEFFdate,source,cost\n2026-08-01,x,1\n', 'utf16le')
  expect(read(whole).rows).toHaveLength(1)
  expect(() => read(whole.subarray(0, -1))).toThrow(/middle of a character/u)
})

test('a file that announces more rows than it has may be cut off', () => {
  const text = '"Rows: 5"\n"Gregorian date","Spend","Currency code"\n"8/14/2026","1.00","USD"\n'
  expect(readText(text).warnings).toEqual([
    'the file says that it has 5 rows and has 1; it may be cut off',
  ])
})

test('days that are yet to come are doubted', () => {
  expect(readText('date,source,cost,currency\n2026-12-24,x,1,EUR\n').warnings).toEqual([
    expect.stringContaining('2026-12-24, which is yet to come'),
  ])
})

test.each(['0001-01-01', '00010101', '1/2/0001', '1 Jan 0001', '0001年1月1日'])(
  'a year of four digits is never one of this century that it does not say: %s',
  (day) => {
    const { rows, refused } = readText(`date,source,cost\n${day},x,1\n`, { date_order: 'dmy' })
    expect([rows.length, refused.length]).toEqual([0, 1])
  },
)

test.each([
  ['of letters', 'a'.repeat(8_000_000), /names columns that are known/u],
  ['that opens a quotation', `date,source,cost\n2026-08-01,"${'a'.repeat(8_000_000)}`, /line 2/u],
])('a line without end %s is refused', (_, text, said) => {
  expect(() => readText(text)).toThrow(said)
})

test('a file of more lines than are read is refused, and not stored in part', () => {
  const text = 'date,source,cost\n2026-08-01,x,1\n2026-08-02,x,1\n2026-08-03,x,1\n'
  const head = { delimiter: ',', end: text.indexOf('\n') + 1, line: 1 } as Head
  expect(recordsOf(text, head, 3)).toHaveLength(3)
  expect(() => recordsOf(text, head, 2)).toThrow('more than 2 lines')
})
