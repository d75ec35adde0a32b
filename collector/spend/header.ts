import { Refusal } from '../refusal.ts'
import { type Field, headerKey, type Places, placesOf } from './columns.ts'

/** Which column of a file is which field, by the names in its header: `{"date": "Tag", "cost": "Kosten"}`. */
export type Mapping = Partial<Record<Field, string>>

/** Where a table's head lies, and what it says. */
export interface Head {
  delimiter: string
  headers: string[]
  places: Places
  preamble: string[]
  /** Where the rows begin: the character, and the number of the line before them, from 1. */
  end: number
  line: number
}

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Preambles are shorter. */
const MOST_LINES = 60

/** Characters of a header; a longer line is none, and to seek names in 64 MiB of one takes minutes. */
const LONGEST_HEADER = 100_000

interface Line {
  text: string
  end: number
}

function firstLines(text: string): Line[] {
  const lines: Line[] = []
  const breaks = /\r\n|\n|\r|$/gu
  for (let from = 0; from < text.length && lines.length < MOST_LINES; ) {
    breaks.lastIndex = from
    const found = breaks.exec(text)
    const at = found?.index ?? text.length
    const end = at + (found?.[0].length ?? 0)
    lines.push({ text: text.slice(from, at), end })
    from = end
  }
  return lines
}

/** The cells of a header, quoted or not. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell].map((text) => text.trim())
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
  const lines = firstLines(text)
  const heads = lines.flatMap((_, index) => headsAt(lines, index, mapping))
  const [best] = heads.toSorted((a, b) => namedIn(b) - namedIn(a))
  if (mapping) requireMapped(best, mapping)
  if (best === undefined || isChance(best.places)) throw withoutHeader(heads)
  return complete(best)
}

function namedIn({ places }: Head): number {
  return Object.keys(places).length
}

/** What a line would be as a header, by each delimiter. */
function headsAt(lines: readonly Line[], index: number, mapping: Mapping | undefined): Head[] {
  const { text = '', end = 0 } = lines[index] ?? {}
  if (text.length > LONGEST_HEADER) return []
  const preamble = lines.slice(0, index).map((line) => line.text)
  return DELIMITERS.map((delimiter) => {
    const headers = cellsOf(text, delimiter)
    const places = mapping ? mapped(headers, mapping) : placesOf(headers)
    return { delimiter, headers, places, preamble, end, line: index + 1 }
  })
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
function choicesOf(headers: readonly string[]) {
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

function listed(headers: readonly string[]): string {
  const shown = headers.filter(Boolean).slice(0, 30)
  return shown.map((header) => `"${header.slice(0, 60)}"`).join(', ')
}
