import type { ImportedDay } from '../../imported/imported-day.ts'
import { type Row, RowCutter } from '../csv-rows.ts'
import { textOf } from '../entry-text.ts'
import type { DaysFormat, EntryHead, OpenedFile, Rejected, Whereabouts } from '../format.ts'
import { dayOfRow } from './day-of-row.ts'
import { isTotal, type Notes, noted, type Sheet, sheetOf } from './sheet.ts'
import { MEASURES } from './words.ts'

type Found = ({ day: ImportedDay } & Whereabouts) | { rejected: Rejected }

/** What Google Analytics 4 exports from its pages as CSV: sums, by day where the dimension Date is among the rows. */
export const ga4Csv: DaysFormat = {
  kind: 'days',
  name: 'ga4',
  label: 'Google Analytics 4',
  looksLike: ({ entries }) => entries.some(isSheet),
  read,
}

const METRIC_NAMES = Object.values(MEASURES).flat()

/** `#` lines above a header with its metrics, or such a header with a date. */
function isSheet({ text }: EntryHead): boolean {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
  const header = lines.find((line) => !line.startsWith('#')) ?? ''
  const names = header.split(/[,;\t]/u).map((cell) => cell.replaceAll('"', '').trim().toLowerCase())
  const isMeasured = names.some((name) => METRIC_NAMES.includes(name))
  const isNoted = lines[0]?.startsWith('#') === true
  const isDated = names.some((name) => name === 'date' || name === 'nth day')
  // Plausible's tables are of visitors.
  return isMeasured && (isNoted || isDated) && !names.includes('visitors')
}

async function* read(file: OpenedFile): AsyncIterable<Found[]> {
  const isSeveral = file.entries.length > 1
  for (const entry of file.entries) {
    const reading = new SheetReader(isSeveral ? { file: entry.name } : {})
    const cutter = new RowCutter(',')
    for await (const text of textOf(entry)) yield reading.add(cutter.add(text))
    yield reading.add(cutter.end())
  }
}

/** Reads the tables of a file one after another: each with its notes above it. */
class SheetReader {
  readonly #named: { file?: string }
  #notes: Notes = {}
  /** Whether the last line was a note: a header follows. */
  #isAbove = true
  #header: Row | undefined
  #sheet: Sheet | string | undefined

  constructor(named: { file?: string }) {
    this.#named = named
  }

  add(rows: readonly Row[]): Found[] {
    return rows.flatMap((row) => this.#row(row) ?? [])
  }

  #row(row: Row): Found | undefined {
    const [first = ''] = row.cells
    if (first.startsWith('#')) {
      this.#note(row.cells.join(','))
      return undefined
    }
    if (row.cells.every((cell) => cell.trim() === '')) return undefined
    if (this.#isAbove) {
      this.#header = row
      this.#sheet = undefined
      this.#isAbove = false
      return undefined
    }
    return this.#day(row)
  }

  #note(line: string): void {
    if (!this.#isAbove) this.#notes = {}
    this.#isAbove = true
    this.#notes = noted(this.#notes, line)
  }

  #day(row: Row): Found | undefined {
    this.#sheet ??= sheetOf(this.#header?.cells ?? [], row.cells, this.#notes)
    const sheet = this.#sheet
    if (typeof sheet !== 'string' && isTotal(row.cells, sheet)) return undefined
    const made = typeof sheet === 'string' ? sheet : dayOfRow(row.cells, sheet, this.#notes)
    const where = { line: row.line, ...this.#named }
    if (typeof made !== 'string') return { day: made, ...where }
    return { rejected: { ...where, reason: made, text: row.cells.join(',').slice(0, 2_000) } }
  }
}
