import { Refusal } from '../refusal.ts'
import type { RefusedLine } from '../refused-lines.ts'
import { commonMark, type Mark, provenMark, writtenNumber } from '../spend/amounts.ts'
import { headerKey } from '../spend/columns.ts'
import { decode } from '../spend/decode.ts'
import { choicesOf, listed } from '../spend/header.ts'
import { type HeaderLine, headerLines } from '../spend/header-lines.ts'
import { recordsOf } from '../spend/records.ts'
import { columnKey, FIELDS, type Field, type Places, placesOf } from './columns.ts'
import type { FromLocal } from './instants.ts'
import { type BillingLine, readLine } from './line.ts'

export interface BillingAsked {
  /** Which column is which field, where the header does not tell: `{"customer": "Workspace"}`. */
  mapping: Partial<Record<Field, string>> | undefined
  fromLocal: FromLocal
  /** Epoch ms. */
  now: number
}

/** What a billing system's export of subscriptions says. */
export interface BillingFile {
  lines: BillingLine[]
  refused: RefusedLine[]
  /** Which column of the file is read as what. */
  columns: Record<string, string>
  ignored: string[]
  encoding: string
}

/** Without these nobody knows what a subscription brings. */
const NEEDED = [
  'subscription',
  'customer',
  'amount',
  'currency',
  'interval',
  'status',
  'started',
] as const

const MOST_LINES = 200_000

/** Reads the bytes of a file, whoever exported it. Throws a 422 that says what is wrong or missing. */
export function readBillingFile(bytes: Uint8Array, asked: BillingAsked): BillingFile {
  const { text, encoding } = decode(bytes)
  const { head, places } = headOf(text, asked.mapping)
  const records = recordsOf(text, head, MOST_LINES)
  if (records.length === 0) throw new Refusal(422, 'the file has a header and no lines')
  const amounts = records.map(({ cells }) => cells[places.amount ?? -1] ?? '')
  const manner = { ...asked, places, headers: head.headers, mark: markOf(amounts, head) }
  const lines: BillingLine[] = []
  const refused: RefusedLine[] = []
  const known = new Map<string, number>()
  for (const { line, cells } of records) {
    const read = readLine(cells, manner)
    const reason = typeof read === 'string' ? read : repeatOf(read, line, known)
    if (reason !== undefined) refused.push({ line, reason })
    else if (typeof read !== 'string') lines.push(read)
  }
  return { lines, refused, encoding, ...columnsOf(head, places) }
}

/** A subscription of several plans has a line for each; two lines of one plan are one too many. */
function repeatOf(read: BillingLine, line: number, known: Map<string, number>): string | undefined {
  const key = JSON.stringify([read.customer, read.terms.id, read.terms.plan])
  const earlier = known.get(key)
  if (earlier !== undefined) return `line ${earlier} tells of "${read.terms.id}" already`
  known.set(key, line)
  return undefined
}

function headOf(
  text: string,
  mapping: BillingAsked['mapping'],
): { head: HeaderLine; places: Places } {
  const heads = headerLines(text).map((head) => ({
    head,
    places: { ...placesOf(head.headers), ...mapped(head.headers, mapping) },
  }))
  const count = ({ places }: { places: Places }) => Object.keys(places).length
  const [best] = heads.toSorted((a, b) => count(b) - count(a))
  if (best === undefined || count(best) < 2)
    throw new Refusal(
      422,
      'no line of the file names columns of subscriptions; send it with its header',
    )
  requireColumns(best.head, best.places, mapping)
  return best
}

/** Names as they stand in the header, or without what says how a time is written. */
function mapped(headers: readonly string[], mapping: BillingAsked['mapping'] = {}): Places {
  const whole = headers.map(headerKey)
  const bare = headers.map(columnKey)
  const placeOf = (name: string) => {
    const place = whole.indexOf(headerKey(name))
    return place >= 0 ? place : bare.indexOf(columnKey(name))
  }
  const found = Object.entries(mapping).map(([field, name]) => [field, placeOf(name)])
  return Object.fromEntries(found.filter(([, place]) => Number(place) >= 0))
}

function requireColumns(
  { headers }: HeaderLine,
  places: Places,
  mapping: BillingAsked['mapping'] = {},
): void {
  const found = mapped(headers, mapping)
  const unknown = Object.entries(mapping).flatMap(([field, name]) =>
    found[field as Field] === undefined ? [name] : [],
  )
  if (unknown.length > 0)
    throw new Refusal(
      422,
      `the file has no column "${unknown.join('", "')}"; it has ${listed(headers)}`,
      choicesOf(headers),
    )
  const missing = NEEDED.filter((field) => places[field] === undefined)
  if (missing.length === 0) return
  throw new Refusal(
    422,
    `the file has no column for ${missing.join(', ')}; say with mapping= which column is which. It has ${listed(headers)}`,
    choicesOf(headers),
  )
}

function markOf(amounts: readonly string[], { delimiter }: HeaderLine): Mark {
  const marks = amounts.flatMap((cell) => {
    const mark = provenMark(writtenNumber(cell)?.digits ?? '', false)
    return mark ? [mark] : []
  })
  return commonMark(marks, delimiter)
}

function columnsOf(
  { headers }: HeaderLine,
  places: Places,
): Pick<BillingFile, 'columns' | 'ignored'> {
  const used = new Set(Object.values(places))
  return {
    columns: Object.fromEntries(
      FIELDS.flatMap((field) => {
        const place = places[field]
        return place === undefined ? [] : [[field, headers[place] ?? '']]
      }),
    ),
    ignored: headers.filter((header, place) => header !== '' && !used.has(place)),
  }
}
