import { textOfCell } from '../csv-cell.ts'

/** Columns of an export that are no text; the others are, whatever they look like. */
const NUMBERS: ReadonlySet<string> = new Set(['at', 'engaged', 'scroll'])
const FLAGS: ReadonlySet<string> = new Set(['interactive', 'hash'])
const OBJECTS: ReadonlySet<string> = new Set(['traits', 'props', 'revenue', 'subscription'])

/** Programs that write CSV anew choose their country's separator. */
const SEPARATORS = [',', ';', '\t']

/** What a head has to name for its rows to be events. */
const NEEDED = ['id', 'name', 'at']

export interface CsvHead {
  separator: string
  columns: readonly string[]
}

/** The head of an export in CSV, or undefined for a line that is none. */
export function csvHead(line: string): CsvHead | undefined {
  for (const separator of SEPARATORS) {
    const columns = cellsOf(line, separator).map((name) => name.trim())
    if (NEEDED.every((name) => columns.includes(name))) return { separator, columns }
  }
  return undefined
}

/** One row of an export as the JSON of its event. */
export function eventOfRow(row: string, { separator, columns }: CsvHead): string {
  const event: Record<string, unknown> = {}
  for (const [i, cell] of cellsOf(row, separator).entries()) {
    const column = columns[i]
    if (column !== undefined && cell !== '') event[column] = readCell(column, cell)
  }
  return JSON.stringify(event)
}

/** The cell as its column means it; what cannot be read stays text, and is refused or trimmed like any other. */
function readCell(column: string, cell: string): unknown {
  const text = textOfCell(cell)
  if (NUMBERS.has(column)) return Number.isFinite(Number(text)) ? Number(text) : text
  if (FLAGS.has(column))
    return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text
  return OBJECTS.has(column) ? objectOf(text) : text
}

function objectOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // foreign text; intake says what it thinks of it
  }
}

function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    const { text, end } = row[at] === '"' ? quotedCell(row, at) : plainCell(row, at, separator)
    cells.push(text)
    if (row[end] !== separator) return cells
    at = end + 1
  }
}

function plainCell(row: string, from: number, separator: string) {
  const found = row.indexOf(separator, from)
  const end = found < 0 ? row.length : found
  return { text: row.slice(from, end), end }
}

/** From its quote to the one that ends it; two quotes are one of the text. */
function quotedCell(row: string, from: number) {
  let end = row.indexOf('"', from + 1)
  while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2)
  if (end < 0) return { text: row.slice(from + 1), end: row.length }
  return { text: row.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 }
}
