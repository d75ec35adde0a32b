import { minorDigits, toMinor } from '../money.ts'
import { decimalText } from '../spreadsheet/amounts.ts'
import type { SheetRecord } from '../spreadsheet/records.ts'
import { headerKey } from './columns.ts'
import type { Head } from './header.ts'
import type { Manner } from './manner.ts'
import { type SpendRow, totalsOf } from './row.ts'

/** What is worth saying of a file that can be read all the same. */

/**
 * The file's own sum beside that of its rows: of 60.00 and 30.00 under a total of 100.00 it is 10.00 more. Sums over several
 * currencies say nothing; of several sums one that agrees is enough, the others are parts.
 */
export function totalDoubt(
  totals: readonly SheetRecord[],
  rows: readonly SpendRow[],
  { head, mark }: Manner & { head: Head },
): string | undefined {
  const [sum, other] = totalsOf(rows)
  if (!sum || other) return undefined
  const { cost = 0 } = head.places
  const differences = totals.flatMap(({ cells }) => {
    const total = toMinor(decimalText(cells[cost] ?? '', mark), sum.currency)
    return total ? [total.amount - sum.amount] : []
  })
  const [first] = differences
  if (first === undefined || differences.includes(0)) return undefined
  const places = minorDigits(sum.currency)
  const apart = (Math.abs(first) / 10 ** places).toFixed(places)
  return `the file's own total is ${apart} ${first > 0 ? 'more' : 'less'} than its rows`
}

/** What the lines above the header admit. */
export function preambleDoubts({ preamble }: Head, rows: number): string[] {
  const doubts: string[] = []
  const text = preamble.join('\n')
  if (/incomplete data[":,;\s]*true/iu.test(text)) {
    doubts.push('the platform says that its data may be incomplete; import the days again later')
  }
  const [, announced] = /^"?Rows:"?[\s,;"]*(\d+)/imu.exec(text) ?? []
  if (announced !== undefined && Number(announced) > rows) {
    doubts.push(`the file says that it has ${announced} rows and has ${rows}; it may be cut off`)
  }
  return doubts
}

/** Columns that are read and are not the only ones of their name: of files joined side by side. */
export function namesakeDoubts({ headers, places }: Head): string[] {
  const used = new Set(Object.values(places))
  return [...used].flatMap((place) => {
    const key = headerKey(headers[place] ?? '')
    const namesakes = headers.filter((header, i) => !used.has(i) && headerKey(header) === key)
    return namesakes.length === 0
      ? []
      : [`${namesakes.length + 1} columns are called "${headers[place]}"; the first one is read`]
  })
}

/** Days of another zone than the site's: what was spent around midnight counts on the day beside. */
export function zoneDoubt(
  { preamble, headers, places }: Head,
  timezone: string,
): string | undefined {
  const header = headers[places.date ?? places.from ?? 0] ?? ''
  const zone = /\bUTC\b/u.test(header) ? 'UTC' : zoneIn(preamble)
  if (zone === undefined || zone === timezone || (zone === 'UTC' && isUtc(timezone)))
    return undefined
  return `the file's days are those of ${zone}, the site's those of ${timezone}`
}

function zoneIn(preamble: readonly string[]): string | undefined {
  const text = preamble.join('\n')
  if (/\(in UTC\)/u.test(text)) return 'UTC'
  const [, zone] = /^"?(?:report )?time ?zone"?\s*[:,;\t]\s*"?([^"\n,;\t]+)/imu.exec(text) ?? []
  return zone?.trim()
}

function isUtc(timezone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu|Greenwich|Universal)$/u.test(timezone)
}

export function futureDoubt(last: string, today: string): string | undefined {
  if (last <= today) return undefined
  return `its days reach to ${last}, which is yet to come; perhaps day and month are the other way round (date_order)`
}
