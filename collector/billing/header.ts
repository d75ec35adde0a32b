import { Refusal } from '../refusal.ts'
import { headerKey } from '../spend/columns.ts'
import { choicesOf, listed } from '../spend/header.ts'
import { type HeaderLine, headerLines } from '../spreadsheet/header-lines.ts'
import {
  columnKey,
  FIELDS_OF,
  type Field,
  type InvoiceField,
  type Kind,
  type Places,
  placesOf,
} from './columns.ts'
import { readingOf } from './invoice-price.ts'

export type Mapping = Partial<Record<Field, string>>

/** Where a file's head lies, what it says, and so what the file holds. */
export interface Head {
  kind: Kind
  line: HeaderLine
  places: Places
}

/** Without these nobody knows what a subscription brings, or brought. */
const NEEDED: Record<Kind, readonly Field[]> = {
  subscriptions: [
    'subscription',
    'customer',
    'amount',
    'currency',
    'interval',
    'status',
    'started',
  ],
  invoices: ['subscription', 'customer', 'currency', 'status', 'period_start', 'period_end'],
}

/** The head of a table: of the first lines the one that names the most. Throws a 422 that says what is missing. */
export function headOf(text: string, mapping: Mapping = {}): Head {
  const heads = headerLines(text).map((line) => readHead(line, mapping))
  const count = ({ places }: Head) => Object.keys(places).length
  const [best] = heads.toSorted((a, b) => count(b) - count(a))
  if (best === undefined || count(best) < 2) throw withoutHeader(heads)
  requireMapped(best.line, mapping)
  requireApart(best.line, mapping)
  requireColumns(best)
  return best
}

/** The line of the most cells is likely the header. */
function withoutHeader(heads: readonly Head[]): Refusal {
  const cells = ({ line }: Head) => line.headers.filter(Boolean).length
  const [widest] = heads.toSorted((a, b) => cells(b) - cells(a))
  const isTable = widest !== undefined && cells(widest) > 1
  const has = isTable ? ` It has ${listed(widest.line.headers)}` : ''
  return new Refusal(
    422,
    `no line of the file names columns of subscriptions (${NEEDED.subscriptions.join(', ')}) or invoices (${NEEDED.invoices.join(', ')}, and what they come to); send it with its header, or say with mapping= which column is which.${has}`,
    isTable ? choicesOf(widest.line.headers) : undefined,
  )
}

function readHead(line: HeaderLine, mapping: Mapping): Head {
  const said = mapped(line.headers, mapping)
  const places = (kind: Kind) => ownPlaces(mappedOver(placesOf(line.headers, kind), said), kind)
  const kind = isOfInvoices(line.headers, places('invoices'), { ...places('subscriptions') })
    ? 'invoices'
    : 'subscriptions'
  return { kind, line, places: places(kind) }
}

/** What is multiplied or taken off one another: each has a column of its own. Ids and times may be the same. */
const NUMBERS: readonly Field[] = [
  ...(['amount', 'count', 'quantity'] as const),
  ...(['net', 'subtotal', 'discount', 'included_tax', 'total', 'tax', 'amount_due'] as const),
]

function numbersIn(places: Places): [Field, number][] {
  return NUMBERS.flatMap((field) => {
    const place = places[field]
    return place === undefined ? [] : [[field, place] as [Field, number]]
  })
}

/** A column that is said to be one number is not another by its name. */
function mappedOver(named: Places, said: Places): Places {
  const taken = new Set(numbersIn(said).map(([, place]) => place))
  const given = numbersIn(named).filter(([, place]) => taken.has(place))
  const left = { ...named }
  for (const [field] of given) delete left[field]
  return { ...left, ...said }
}

/** Throws for a column that is said to be two numbers. */
function requireApart({ headers }: HeaderLine, mapping: Mapping): void {
  const seen = new Map<number, Field>()
  for (const [field, place] of numbersIn(mapped(headers, mapping))) {
    const other = seen.get(place)
    if (other !== undefined) {
      throw new Refusal(
        422,
        `${other} and ${field} are both said to be "${headers[place]}"; each number has a column of its own`,
        choicesOf(headers),
      )
    }
    seen.set(place, field)
  }
}

/** Without what was mapped of the other kind. */
function ownPlaces(places: Places, kind: Kind): Places {
  return Object.fromEntries(
    Object.entries(places).filter(([field]) => FIELDS_OF[kind].some((one) => one === field)),
  )
}

const OF_INVOICES: readonly InvoiceField[] = ['invoice', 'period_end', 'net', 'due']
const NAMES_INVOICE = /^(?:invoice|invoicenumber|invoiceid|transactionid)$/u

/** An invoice has a name of its own or a period, and never an interval. */
function isOfInvoices(
  headers: readonly string[],
  places: Places,
  { interval }: Pick<Places, 'interval'>,
): boolean {
  if (interval !== undefined) return false
  const namesOne = headers.some((header) => NAMES_INVOICE.test(columnKey(header)))
  const hasPeriod = places.period_start !== undefined && places.period_end !== undefined
  return (namesOne || hasPeriod) && OF_INVOICES.some((field) => places[field] !== undefined)
}

/** Names as they stand in the header, or without what says how a time is written. */
function mapped(headers: readonly string[], mapping: Mapping): Places {
  const whole = headers.map(headerKey)
  const bare = headers.map(columnKey)
  const placeOf = (name: string) => {
    const place = whole.indexOf(headerKey(name))
    return place >= 0 ? place : bare.indexOf(columnKey(name))
  }
  const found = Object.entries(mapping).map(([field, name]) => [field, placeOf(name)])
  return Object.fromEntries(found.filter(([, place]) => Number(place) >= 0))
}

function requireMapped({ headers }: HeaderLine, mapping: Mapping): void {
  const found = mapped(headers, mapping)
  const unknown = Object.entries(mapping).flatMap(([field, name]) =>
    found[field as Field] === undefined ? [name] : [],
  )
  if (unknown.length === 0) return
  throw new Refusal(
    422,
    `the file has no column "${unknown.join('", "')}"; it has ${listed(headers)}`,
    choicesOf(headers),
  )
}

function requireColumns({ kind, line: { headers }, places }: Head): void {
  const missing: Field[] = NEEDED[kind].filter((field) => places[field] === undefined)
  if (kind === 'invoices' && readingOf(places) === undefined) missing.push('net')
  if (missing.length === 0) return
  throw new Refusal(
    422,
    `the file has no column for ${missing.join(', ')}; say with mapping= which column is which. It has ${listed(headers)}`,
    choicesOf(headers),
  )
}

/** Which column of a file is read as what, and which are not. */
export function columnsOf({ kind, line: { headers }, places }: Head): {
  columns: Record<string, string>
  ignored: string[]
} {
  const used = new Set(Object.values(places))
  return {
    columns: Object.fromEntries(
      FIELDS_OF[kind].flatMap((field) => {
        const place = places[field]
        return place === undefined ? [] : [[field, headers[place] ?? '']]
      }),
    ),
    ignored: headers.filter((header, place) => header !== '' && !used.has(place)),
  }
}
