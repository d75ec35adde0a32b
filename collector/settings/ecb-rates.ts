import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import {
  commonMark,
  decimalText,
  type Mark,
  provenMark,
  writtenNumber,
} from '../spreadsheet/amounts.ts'
import { noDate, provenOrder, readDay } from '../spreadsheet/days.ts'
import { decode } from '../spreadsheet/decode.ts'
import { type HeaderLine, headerLines } from '../spreadsheet/header-lines.ts'
import { recordsOf, type SheetRecord } from '../spreadsheet/records.ts'
import { jsonRows } from './json-rows.ts'
import { quotient } from './rates.ts'
import type { Settings } from './tables.ts'

/** What one unit of a currency was worth in the site's on a day. */
interface CrossRate {
  day: string
  currency: string
  rate: number
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/**
 * Rates in a currency from the European Central Bank's file (`Date,USD,JPY,…`: units of each for one euro), as it is or as a
 * spreadsheet saves it anew, of days from `from` on. At 1 EUR = 1.25 USD and 160 JPY, in USD one yen is 1.25 / 160 = 0.0078125 and one
 * euro 1.25. Days without a rate of the currency itself, and `N/A`, give none. Throws a 422 for another file.
 */
export function ecbRates(file: Uint8Array, own: string, from: string): CrossRate[] {
  const { text } = decode(file)
  const head = headOf(text)
  const place = head.headers.indexOf(own)
  if (own !== 'EUR' && place < 0) throw new Refusal(422, `the file has no rates of ${own}`)
  const records = recordsOf(text, head)
  const table = { head, mark: markOf(records, head), own }
  const dayIn = dayReader(records)
  return records.flatMap(({ cells }) => {
    const day = dayIn(cells[0] ?? '')
    if (day === undefined || day < from) return []
    if (cells.length !== head.headers.length) {
      throw new Refusal(422, `the line of ${day} is cut off; load the file down again`)
    }
    return crossed(cells, table).map((rate) => ({ day, ...rate }))
  })
}

function headOf(text: string): HeaderLine {
  const found = headerLines(text).find(
    ({ headers }) => headers[0] === 'Date' && headers.includes('USD'),
  )
  if (found) return found
  throw new Refusal(
    422,
    'this is no eurofxref-hist.csv of the European Central Bank (its first line begins with Date,USD)',
  )
}

/** Reads a line's day by the order that all prove together. */
function dayReader(records: readonly SheetRecord[]): (cell: string) => string | undefined {
  const dates = records.map(({ cells }) => cells[0] ?? '')
  const proof = provenOrder(dates)
  if (proof === 'unclear' || proof === 'both') {
    const [first = ''] = dates
    throw new Refusal(422, `"${first}" is ${noDate(first)}`)
  }
  const order = proof === 'none' ? 'ymd' : proof
  return (cell) => readDay(cell, order)
}

function markOf(records: readonly SheetRecord[], { delimiter }: HeaderLine): Mark {
  const marks = records.flatMap(({ cells }) =>
    cells.slice(1).flatMap((cell) => provenMark(writtenNumber(cell)?.digits ?? '', false) ?? []),
  )
  return commonMark(marks, delimiter)
}

interface Table {
  head: HeaderLine
  mark: Mark
  own: string
}

function crossed(cells: readonly string[], { head, mark, own }: Table) {
  const perEuro = new Map([['EUR', 1]])
  for (const [i, code] of head.headers.entries()) {
    const units = Number(decimalText(cells[i] ?? '', mark))
    if (CURRENCIES.has(code) && units > 0) perEuro.set(code, units)
  }
  const ours = perEuro.get(own)
  if (ours === undefined) return []
  return [...perEuro]
    .filter(([code]) => code !== own)
    .map(([currency, units]) => ({ currency, rate: quotient(ours, units) }))
}

const RATE = { currency: 'text', day: 'text', rate: 'real' } as const

/** Rows of one statement: some ten milliseconds. */
const PART = 5_000

/** Stores rates in a site's currency, all or none; those of the same days and currencies give way. */
export async function storeCrossRates(
  settings: Settings,
  site: number,
  own: string,
  told: readonly CrossRate[],
): Promise<void> {
  // Of a day that is told twice the last word counts.
  const rates = [...new Map(told.map((one) => [`${one.day} ${one.currency}`, one])).values()]
  await settings.transaction().execute(async (transaction) => {
    for (let from = 0; from < rates.length; from += PART) {
      const part = rates.slice(from, from + PART)
      const lists = JSON.stringify(part.map(({ currency, day, rate }) => [currency, day, rate]))
      await sql`insert into rate (site, base, currency, day, rate)
        select ${site}, ${own}, told.* from ${jsonRows(transaction, lists, RATE)} as told where true
        on conflict (site, base, currency, day) do update set rate = excluded.rate`.execute(
        transaction,
      )
    }
  })
}

/** Reads the bank's file and stores what it says. Answers what was stored. */
export async function importEcbRates(
  settings: Settings,
  site: { id: number; currency: string },
  file: { bytes: Uint8Array; from: string },
): Promise<{ stored: number; days: [string, string] }> {
  const rates = ecbRates(file.bytes, site.currency, file.from)
  const days = rates.map(({ day }) => day).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) {
    throw new Refusal(422, `the file has no rates of ${site.currency} from ${file.from} on`)
  }
  await storeCrossRates(settings, site.id, site.currency, rates)
  return { stored: rates.length, days: [first, last] }
}

/** From where on the bank's rates are stored unless somebody says: some 22,000 of three years, 200,000 since 1999. */
export function threeYearsBefore(now: number): string {
  const date = new Date(now)
  date.setUTCFullYear(date.getUTCFullYear() - 3)
  return date.toISOString().slice(0, 10)
}
