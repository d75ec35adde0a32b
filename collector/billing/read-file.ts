import { Refusal } from '../refusal.ts'
import type { RefusedLine } from '../refused-lines.ts'
import { commonMark, type Mark, provenMark, writtenNumber } from '../spreadsheet/amounts.ts'
import { type DateOrder, provenOrder } from '../spreadsheet/days.ts'
import { decode } from '../spreadsheet/decode.ts'
import { recordsOf, type SheetRecord } from '../spreadsheet/records.ts'
import type { Manner } from './cells.ts'
import { type Field, type Places, TIMES } from './columns.ts'
import { columnsOf, type Head, headOf, type Mapping } from './header.ts'
import type { FromLocal } from './instants.ts'
import { type LeftOut, readInvoice, type Unpriced } from './invoice.ts'
import { onlyRead, type Reading, readingOf } from './invoice-price.ts'
import { type BillingLine, readLine } from './line.ts'
import { type Billed, billedOf, type LinedInvoice } from './periods.ts'

export interface BillingAsked {
  /** Which column is which field, where the header does not tell: `{"customer": "Workspace"}`. */
  mapping: Mapping | undefined
  fromLocal: FromLocal
  /** The other way round. */
  toLocal: (at: number) => number
  /** Epoch ms. */
  now: number
}

interface OfAnyKind {
  refused: RefusedLine[]
  /** Which column of the file is read as what. */
  columns: Record<string, string>
  ignored: string[]
  encoding: string
}

/** What a billing system's export of subscriptions says. */
export interface SubscriptionFile extends OfAnyKind {
  kind: 'subscriptions'
  lines: BillingLine[]
}

/** What its export of invoices says. */
export interface InvoiceFile extends OfAnyKind {
  kind: 'invoices'
  billed: Billed[]
  /** Invoices that are taken. */
  count: number
  /** How many tell nothing of a subscription. */
  left: Map<LeftOut, number>
  /** How what they come to is read. */
  reading: Reading
}

export type BillingFile = SubscriptionFile | InvoiceFile

const MOST_LINES = 200_000

/** Reads the bytes of a file, whoever exported it. Throws a 422 that says what is wrong or missing. */
export function readBillingFile(bytes: Uint8Array, asked: BillingAsked): BillingFile {
  const { text, encoding } = decode(bytes)
  const head = headOf(text, asked.mapping)
  const records = recordsOf(text, head.line, MOST_LINES)
  if (records.length === 0) throw new Refusal(422, 'the file has a header and no lines')
  const reading = readingOf(head.places)
  if (head.kind === 'invoices' && reading)
    return { encoding, ...invoicesOf(records, head, { ...asked, reading }) }
  return { encoding, ...subscriptionsOf(records, head, asked) }
}

function mannerOf(
  records: readonly SheetRecord[],
  { line, places }: Head,
  amount: Field,
): Pick<Manner, 'places' | 'headers' | 'mark' | 'order'> {
  const amounts = records.map(({ cells }) => cells[places[amount] ?? -1] ?? '')
  const order = orderOf(records, places)
  return { places, headers: line.headers, mark: markOf(amounts, line), order }
}

/** The order of day and month that all times of a file prove together. */
function orderOf(records: readonly SheetRecord[], places: Places): DateOrder {
  const columns = TIMES.map((field) => places[field]).filter((place) => place !== undefined)
  const times = records.flatMap(({ cells }) => columns.map((place) => cells[place] ?? ''))
  const proof = provenOrder(times)
  return proof === 'dmy' || proof === 'mdy' ? proof : 'ymd'
}

function subscriptionsOf(
  records: readonly SheetRecord[],
  head: Head,
  asked: BillingAsked,
): Omit<SubscriptionFile, 'encoding'> {
  const manner = { ...asked, ...mannerOf(records, head, 'amount') }
  const lines: BillingLine[] = []
  const refused: RefusedLine[] = []
  const known = new Map<string, number>()
  for (const { line, cells } of records) {
    const read = readLine(cells, manner)
    const reason = typeof read === 'string' ? read : repeatOf(read, line, known)
    if (reason !== undefined) refused.push({ line, reason })
    else if (typeof read !== 'string') lines.push(read)
  }
  return { kind: 'subscriptions', lines, refused, ...columnsOf(head) }
}

/** A subscription of several plans has a line for each; two lines of one plan are one too many. */
function repeatOf(read: BillingLine, line: number, known: Map<string, number>): string | undefined {
  const key = JSON.stringify([read.customer, read.terms.id, read.terms.plan])
  const earlier = known.get(key)
  if (earlier !== undefined) return `line ${earlier} tells of "${read.terms.id}" already`
  known.set(key, line)
  return undefined
}

function invoicesOf(
  records: readonly SheetRecord[],
  head: Head,
  asked: BillingAsked & { reading: Reading },
): Omit<InvoiceFile, 'encoding'> {
  const { reading } = asked
  const manner = { ...asked, ...mannerOf(records, head, reading.of) }
  const invoices: LinedInvoice[] = []
  const unpriced: Unpriced[] = []
  const refused: RefusedLine[] = []
  const left: InvoiceFile['left'] = new Map()
  for (const { line, cells } of records) {
    const read = readInvoice(cells, manner)
    if ('invoice' in read) invoices.push({ ...read.invoice, line })
    else if ('left' in read) left.set(read.left, (left.get(read.left) ?? 0) + 1)
    else {
      refused.push({ line, reason: read.refused })
      if (read.unpriced) unpriced.push(read.unpriced)
    }
  }
  const apart = billedOf(invoices, unpriced)
  return {
    kind: 'invoices',
    billed: apart.billed,
    count: invoices.length - apart.refused.length,
    left,
    reading,
    refused: [...refused, ...apart.refused].toSorted((a, b) => a.line - b.line),
    ...columnsOf({ ...head, places: onlyRead(head.places, reading) }),
  }
}

function markOf(amounts: readonly string[], { delimiter }: Head['line']): Mark {
  const marks = amounts.flatMap((cell) => {
    const mark = provenMark(writtenNumber(cell)?.digits ?? '', false)
    return mark ? [mark] : []
  })
  return commonMark(marks, delimiter)
}
