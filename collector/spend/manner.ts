import { Refusal } from '../refusal.ts'
import { commonMark, type Mark, provenMark, writtenNumber } from '../spreadsheet/amounts.ts'
import { type DateOrder, provenOrder, rangeOf } from '../spreadsheet/days.ts'
import type { SheetRecord } from '../spreadsheet/records.ts'
import { currencyCode, currencyOfHeader, hintOf } from './currencies.ts'
import type { Head } from './header.ts'
import type { Platform } from './platforms.ts'

/** How a file writes what it says: found by looking at all of it. */
export interface Manner {
  mark: Mark
  order: DateOrder
  /** Of rows that do not name theirs; undefined where others name several. */
  currency: string | undefined
  /** What the header says of all costs, as in `Amount spent (USD)`. */
  stated: string | undefined
  /** Nothing in the file names one; the site's is taken. */
  assumed: boolean
}

export interface MannerAsked {
  date_order: DateOrder | undefined
  /** Of costs whose currency the file does not tell. */
  currency: string | undefined
  site_currency: string
}

interface Table {
  head: Head
  platform: Platform
  rows: readonly SheetRecord[]
}

/** Throws a 422 that asks for what the file leaves open. */
export function mannerOf(table: Table, asked: MannerAsked): Manner {
  return { mark: markOf(table), order: orderOf(table, asked), ...currencyOf(table, asked) }
}

function* cellsAt(rows: readonly SheetRecord[], place: number | undefined): Iterable<string> {
  if (place === undefined) return
  for (const { cells } of rows) yield cells[place] ?? ''
}

function markOf({ head, rows }: Table): Mark {
  const { cost, clicks, impressions } = head.places
  const marks = [
    ...marksIn(rows, cost, false),
    ...marksIn(rows, clicks, true),
    ...marksIn(rows, impressions, true),
  ]
  return commonMark(marks, head.delimiter)
}

function marksIn(rows: readonly SheetRecord[], place: number | undefined, whole: boolean): Mark[] {
  const marks: Mark[] = []
  for (const cell of cellsAt(rows, place)) {
    const mark = provenMark(writtenNumber(cell)?.digits ?? '', whole)
    if (mark) marks.push(mark)
  }
  return marks
}

/** Exports of these are written in the United States, wherever they are read. */
const MONTH_FIRST: ReadonlySet<Platform> = new Set(['linkedin', 'microsoft'])

function orderOf({ head, platform, rows }: Table, { date_order }: MannerAsked): DateOrder {
  if (date_order) return date_order
  const days = [...new Set(cellsAt(rows, head.places.date ?? head.places.from))]
  const dates = head.preamble.flatMap(
    (line) => line.match(/\b\d{1,2}([-/.])\d{1,2}\1\d{4}\b/gu) ?? [],
  )
  const own = provenOrder(days)
  const proof = own === 'unclear' ? provenOrder([...days, ...dates]) : own
  if (proof === 'none') return 'ymd'
  if (proof === 'both') {
    throw ask('the dates of the file are written both ways, day first and month first', days)
  }
  if (proof !== 'unclear') return proof
  if (MONTH_FIRST.has(platform)) return 'mdy'
  const [dmy, mdy] = [rangeOf(days, 'dmy'), rangeOf(days, 'mdy')]
  if (String(dmy) === String(mdy)) return 'dmy'
  throw ask(`"${days.find((day) => readsTwice(day))}" may be two days`, days)
}

function readsTwice(day: string): boolean {
  return String(rangeOf([day], 'dmy')) !== String(rangeOf([day], 'mdy'))
}

function ask(why: string, days: readonly string[]): Refusal {
  const errors = (['dmy', 'mdy'] as const).map((order) => {
    const [first, last] = rangeOf(days, order) ?? []
    return { path: 'date_order', message: `${order}: ${first ?? '–'} to ${last ?? '–'}` }
  })
  return new Refusal(
    422,
    `${why}; say date_order=dmy (day first) or date_order=mdy (month first)`,
    errors,
  )
}

function currencyOf(
  { head, rows }: Table,
  asked: MannerAsked,
): Pick<Manner, 'currency' | 'stated' | 'assumed'> {
  const { cost = 0, currency } = head.places
  const stated = currencyOfHeader(head.headers[cost] ?? '')
  const told = stated ?? asked.currency
  if (told) return { currency: told, stated, assumed: false }
  const codes = new Set([...cellsAt(rows, currency)].map(currencyCode).filter(Boolean))
  const [code] = codes
  if (code) return { currency: codes.size > 1 ? undefined : code, stated, assumed: false }
  const hints = [...cellsAt(rows, cost)].map(hintOf).filter((hint) => hint !== undefined)
  const sign = hints.find((hint) => 'sign' in hint)
  if (sign && 'sign' in sign) throw askCurrency(sign.sign)
  const [hint] = hints
  if (hint && 'code' in hint) return { currency: hint.code, stated, assumed: false }
  return { currency: asked.site_currency, stated, assumed: true }
}

function askCurrency(sign: string): Refusal {
  const detail = `"${sign}" is the sign of several currencies; say which, like currency=USD`
  return new Refusal(422, detail, [{ path: 'currency', message: `"${sign}" may be several` }])
}
