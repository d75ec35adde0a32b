import { Refusal } from '../refusal.ts'
import { type HeaderLine, headerLines } from '../spreadsheet/header-lines.ts'
import { type Field, headerKey, type Places, placesOf } from './columns.ts'

/** Which column of a file is which field, by the names in its header: `{"date": "Tag", "cost": "Kosten"}`. */
export type Mapping = Partial<Record<Field, string>>

/** Where a table's head lies, and what it says. */
export interface Head extends HeaderLine {
  places: Places
}

function mapped(headers: readonly string[], mapping: Mapping): Places {
  const keys = headers.map(headerKey)
  const found = Object.entries(mapping).map(([field, name]) => [
    field,
    keys.indexOf(headerKey(name)),
  ])
  return Object.fromEntries(found.filter(([, index]) => Number(index) >= 0)) as Places
}

/** The head of a table: the first of the lines that name the most columns. Throws a 422 that says what is missing. */
export function headOf(text: string, mapping: Mapping | undefined): Head {
  const heads = headerLines(text).map((line): Head => {
    const { headers } = line
    return { ...line, places: mapping ? mapped(headers, mapping) : placesOf(headers) }
  })
  const [best] = heads.toSorted((a, b) => namedIn(b) - namedIn(a))
  if (mapping) requireMapped(best, mapping)
  if (best === undefined || isChance(best.places)) throw withoutHeader(heads)
  return complete(best)
}

function namedIn({ places }: Head): number {
  return Object.keys(places).length
}

function complete(head: Head): Head {
  const { places, headers } = head
  if (places.cost === undefined) {
    const why = `the file has no column of cost; it has ${listed(headers)}`
    throw new Refusal(422, why, choicesOf(headers))
  }
  const isPeriod = places.from !== undefined && places.to !== undefined
  if (places.date === undefined && !isPeriod) throw withoutDays(headers)
  return head
}

/** What a mapping could name, for whoever asks for one. */
export function choicesOf(headers: readonly string[]) {
  const named = headers.filter(Boolean).slice(0, 100)
  return named.map((header) => ({ path: 'mapping', message: header.slice(0, 200) }))
}

/** The line of the most cells is likely the header. */
function withoutHeader(heads: readonly Head[]): Refusal {
  const cells = ({ headers }: Head) => headers.filter(Boolean).length
  const [widest] = heads.toSorted((a, b) => cells(b) - cells(a))
  const why =
    'no line of the file names columns that are known (a day and a cost at least); send the file with its header, or say with mapping= which column is which'
  const isTable = widest !== undefined && cells(widest) > 1
  return new Refusal(422, why, isTable ? choicesOf(widest.headers) : undefined)
}

/** One word that is also the name of a column makes no header. */
function isChance(places: Places): boolean {
  return places.cost === undefined && Object.keys(places).length < 2
}

function withoutDays(headers: readonly string[]): Refusal {
  return new Refusal(
    422,
    `the report has no column of days, so nobody knows when its cost arose; export it anew with the days as rows (its segment or breakdown "Day"). It has ${listed(headers)}`,
    choicesOf(headers),
  )
}

function requireMapped(head: Head | undefined, mapping: Mapping): void {
  const known = new Set(Object.keys(head?.places ?? {}))
  const missing = Object.entries(mapping).filter(([field]) => !known.has(field))
  if (missing.length === 0) return
  const errors = missing.map(([field, name]) => {
    return { path: `mapping.${field}`, message: `no column is called "${name}"` }
  })
  const columns = head ? `; its columns are ${listed(head.headers)}` : ''
  const names = missing.map(([, name]) => `"${name}"`).join(', ')
  throw new Refusal(422, `the file has no column ${names}${columns}`, errors)
}

/** Headers as a message names them. */
export function listed(headers: readonly string[]): string {
  const shown = headers.filter(Boolean).slice(0, 30)
  return shown.map((header) => `"${header.slice(0, 60)}"`).join(', ')
}
