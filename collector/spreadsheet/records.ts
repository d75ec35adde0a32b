import { parse } from 'csv-parse/sync'
import { Refusal } from '../refusal.ts'
import type { HeaderLine } from './header-lines.ts'

export interface SheetRecord {
  /** In the file, from 1. */
  line: number
  cells: string[]
}

/** More are several files. */
const MOST_RECORDS = 1_000_000

/** The rows below a head. Throws a 422 where the file breaks off inside quotes, and for more than a million. */
export function recordsOf(text: string, head: HeaderLine, most = MOST_RECORDS): SheetRecord[] {
  const { end, line } = head
  const rows = text.slice(end)
  try {
    const records = rows.includes('"') ? quoted(rows, head, most) : plain(rows, head)
    if (records.length > most) {
      throw new Refusal(422, `the file has more than ${most} lines; export a shorter period`)
    }
    return records
  } catch (error) {
    throw broken(error, line + openedAt(rows))
  }
}

function quoted(rows: string, { delimiter, line }: HeaderLine, most: number): SheetRecord[] {
  const records: SheetRecord[] = []
  parse(rows, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    to: most + 1,
    trim: true,
    // Kept here and nowhere else: lists of a hundred thousand rows are what this costs.
    on_record: (cells: string[], { lines }) => {
      records.push({ line: line + lines, cells })
      return null
    },
  })
  return records
}

/** The same of a text without quotation marks, which is lines of cells: the parser takes eight times as long over it. */
function plain(rows: string, { delimiter, line }: HeaderLine): SheetRecord[] {
  const records: SheetRecord[] = []
  let number = line
  for (const row of rows.split(/\r\n|\n|\r/u)) {
    number++
    if (row.trim() === '' && !row.includes(delimiter)) continue
    records.push({ line: number, cells: row.split(delimiter).map((cell) => cell.trim()) })
  }
  return records
}

/** The line, from 1, of the last quotation mark that opens: after it their number stays odd. */
function openedAt(rows: string): number {
  let opened = 0
  let isOpen = false
  for (const [i, line] of rows.split(/\r\n|\n|\r/u).entries()) {
    if ((line.split('"').length - 1) % 2 === 0) continue
    isOpen = !isOpen
    if (isOpen) opened = i + 1
  }
  return opened
}

function broken(error: unknown, line: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  return new Refusal(
    422,
    `line ${line}: a quotation mark is opened and never closed; the file is cut off there, or the mark is too much`,
  )
}
