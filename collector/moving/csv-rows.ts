import { Refusal } from '../refusal.ts'
import { textOf } from './entry-text.ts'
import type { Entry } from './format.ts'

export interface Row {
  /** In the file, from 1, where the row begins. */
  line: number
  cells: string[]
}

export interface Table {
  separator: string
  columns: string[]
}

/** Programs that write CSV anew choose their country's separator; Matomo has tabs. */
const SEPARATORS = [',', ';', '\t']
const EMPTY = /^[,;\t]+$/u
/** A row says less: what does not end here has a quotation mark too many. */
const LONGEST = 1_048_576
/** Text that is looked through once more behind such marks, for each letter of the file, and for a small file. */
const AGAIN = 2
const AGAIN_OF_SMALL = 16 * LONGEST

/** The columns that the first line of a text names. */
export function tableOf(text: string): Table {
  const [line = ''] = text.split(/\r?\n/u, 1)
  const heads = SEPARATORS.map((separator) => ({ separator, columns: headOf(line, separator) }))
  return heads.reduce((best, one) => (one.columns.length > best.columns.length ? one : best))
}

function headOf(line: string, separator: string): string[] {
  const [row] = new RowCutter(separator).add(`${line}\n`)
  return (row?.cells ?? []).map((cell) => cell.trim())
}

/** The rows below the head, batch by batch; memory holds a piece of the file. */
export async function* rowsOf(entry: Entry, { separator }: Table): AsyncIterable<Row[]> {
  const cutter = new RowCutter(separator)
  let isHead = true
  for await (const text of textOf(entry)) {
    const rows = cutter.add(text)
    yield isHead ? rows.slice(1) : rows
    isHead &&= rows.length === 0
  }
  const rows = cutter.end()
  yield isHead ? rows.slice(1) : rows
}

/** Cuts a text that comes in pieces into rows (RFC 4180); empty lines are none. */
export class RowCutter {
  readonly #separator: string
  #rest = ''
  #line = 1
  /** Letters that have come, and those that were looked through once more. */
  #came = 0
  #again = 0

  constructor(separator: string) {
    this.#separator = separator
  }

  add(text: string): Row[] {
    this.#came += text.length
    return this.#rows(this.#rest + text, LONGEST)
  }

  /** What is left; a row whose quotation never ends is what its first line says. */
  end(): Row[] {
    return this.#rows(this.#rest.endsWith('\n') ? this.#rest : `${this.#rest}\n`, 0)
  }

  /** Until no more than `most` letters are left. */
  #rows(text: string, most: number): Row[] {
    const rows: Row[] = []
    this.#cut(rows, text)
    while (this.#rest.length > most) {
      this.#broken(rows)
      this.#cut(rows, this.#rest)
    }
    return rows
  }

  #cut(rows: Row[], text: string): void {
    let from = 0
    let quote = text.indexOf('"')
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      if (quote >= 0 && quote < from) quote = text.indexOf('"', from)
      if (quote < 0 || quote > end) {
        this.#plain(rows, text.slice(from, end))
        from = end + 1
        continue
      }
      const row = quotedRow(text, from, this.#separator)
      if (row === undefined) break
      rows.push({ line: this.#line, cells: row.cells })
      this.#line += row.lines
      from = row.end
    }
    this.#rest = text.slice(from)
  }

  #plain(rows: Row[], text: string): void {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text
    if (!this.#isEmpty(line)) rows.push({ line: this.#line, cells: line.split(this.#separator) })
    this.#line += 1
  }

  /** A spreadsheet writes the separators of empty cells, too. */
  #isEmpty(line: string): boolean {
    return line === '' || (line.startsWith(this.#separator) && EMPTY.test(line))
  }

  #broken(rows: Row[]): void {
    const end = this.#rest.indexOf('\n')
    if (end < 0 && this.#rest.length > LONGEST)
      throw new Refusal(422, `line ${this.#line} is longer than any row; this is no table`)
    this.#again += this.#rest.length
    if (this.#again > AGAIN_OF_SMALL + AGAIN * this.#came)
      throw new Refusal(422, `line ${this.#line}: too many quotation marks never end`)
    this.#plain(rows, this.#rest.slice(0, end < 0 ? undefined : end))
    this.#rest = end < 0 ? '' : this.#rest.slice(end + 1)
  }
}

interface QuotedRow {
  cells: string[]
  /** Where the next row begins. */
  end: number
  lines: number
}

/** A row with quotation marks in it; undefined where it does not end in this text. */
function quotedRow(text: string, from: number, separator: string): QuotedRow | undefined {
  const cells: string[] = []
  for (let at = from; ; ) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator)
    if (cell === undefined) return undefined
    cells.push(cell.text)
    if (text[cell.end] === '\n') {
      return { cells, end: cell.end + 1, lines: linesIn(text, from, cell.end + 1) }
    }
    at = cell.end + 1
  }
}

interface Cell {
  text: string
  end: number
}

function plainCell(text: string, from: number, separator: string): Cell | undefined {
  const line = text.indexOf('\n', from)
  if (line < 0) return undefined
  const found = text.indexOf(separator, from)
  const end = found < 0 || found > line ? line : found
  const last = end === line && text[end - 1] === '\r' ? end - 1 : end
  return { text: text.slice(from, Math.max(last, from)), end }
}

/** From its quote to the one that ends it; two quotes are one of the text. */
function quotedCell(text: string, from: number, separator: string): Cell | undefined {
  let end = text.indexOf('"', from + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end < 0) return undefined
  const rest = plainCell(text, end + 1, separator)
  const inside = text.slice(from + 1, end).replaceAll('""', '"')
  return rest && { text: inside + rest.text, end: rest.end }
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    lines += 1
  }
  return lines
}
