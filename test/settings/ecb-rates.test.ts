import { expect, test } from 'vitest'
import { ecbRates } from '../../collector/settings/ecb-rates.ts'

// Shape and end of lines as the bank publishes them, a comma after the last.
const FILE = [
  'Date,USD,JPY,CYP,TRL,KRW,',
  '2026-03-03,1.25,160,N/A,N/A,1500,',
  '2026-03-02,1.2,150,0.58,N/A,N/A,',
  '2025-01-02,1.1,140,N/A,N/A,1400,',
  '',
].join('\n')

const of = (own: string, from = '2026-01-01') =>
  ecbRates(Buffer.from(FILE), own, from).map(({ day, currency, rate }) => [day, currency, rate])

test('a site in euros takes each currency the other way round', () => {
  expect(of('EUR', '2026-03-03')).toEqual([
    ['2026-03-03', 'USD', 0.8],
    ['2026-03-03', 'JPY', 0.00625],
    ['2026-03-03', 'KRW', expect.closeTo(1 / 1500, 12)],
  ])
})

test('a site in dollars takes them crossed by the euro, and the euro itself; a currency of the past is none', () => {
  expect(of('USD')).toEqual([
    ['2026-03-03', 'EUR', 1.25],
    ['2026-03-03', 'JPY', 0.0078125],
    ['2026-03-03', 'KRW', expect.closeTo(1.25 / 1500, 12)],
    ['2026-03-02', 'EUR', 1.2],
    ['2026-03-02', 'JPY', 0.008],
  ])
})

test('days on which the bank had no rate of the site’s currency give none', () => {
  expect(of('KRW', '2025-01-01').map(([day]) => day)).toEqual([
    ...['2026-03-03', '2026-03-03', '2026-03-03'],
    ...['2025-01-02', '2025-01-02', '2025-01-02'],
  ])
})

test('a file that breaks off in a line is refused', () => {
  const file = 'Date,USD,JPY,\n2026-03-02,1.08,165.41,\n2026-03-01,1.08,16'
  expect(() => ecbRates(Buffer.from(file), 'EUR', '2026-01-01')).toThrow(
    'the line of 2026-03-01 is cut off',
  )
})

test('another file, and a currency that the bank does not follow, are refused', () => {
  expect(() => ecbRates(Buffer.from('a,b\n1,2\n'), 'EUR', '2026-01-01')).toThrow(
    /eurofxref-hist\.csv/u,
  )
  expect(() => of('KWD')).toThrow('the file has no rates of KWD')
})

test('the file is read as a spreadsheet saves it anew', () => {
  const german = FILE.replaceAll('.', '§')
    .replaceAll(',', ';')
    .replaceAll('§', ',')
    .replaceAll(/(\d{4})-(\d\d)-(\d\d)/gu, '$3.$2.$1')
  const wide = Buffer.from(`\uFEFF${FILE.replaceAll(',', '\t')}`, 'utf16le')
  const plain = ecbRates(Buffer.from(FILE), 'USD', '2025-01-01')
  expect(plain).toHaveLength(8)
  expect(ecbRates(Buffer.from(`\uFEFFsep=;\r\n${german}`), 'USD', '2025-01-01')).toEqual(plain)
  expect(ecbRates(wide, 'USD', '2025-01-01')).toEqual(plain)
  const slashed = FILE.replaceAll(/(\d{4})-(\d\d)-(\d\d)/gu, '$2/$3/$1')
  expect(() => ecbRates(Buffer.from(slashed), 'USD', '2025-01-01')).toThrow(
    '"03/03/2026" is a date like 05/06/2026, of which the day cannot be told',
  )
})
