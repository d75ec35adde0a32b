import type { ImportedDay } from '../../imported/imported-day.ts'
import { type Row, RowCutter, tableOf } from '../csv-rows.ts'
import { headText, textOf } from '../entry-text.ts'
import type { DaysFormat, EntryHead, OpenedFile, Rejected, Whereabouts } from '../format.ts'
import { dayOfRow } from './day-of-row.ts'
import { englishName } from './languages.ts'
import { isDated, isTotal, type Notes, noted, type Sheet, sheetOf } from './sheet.ts'
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

/** A table's header, below its `#` lines: the first line that says anything. */
function headOf(text: string): { line: string; isNoted: boolean } {
  const lines = text.split(/\r?\n/u).filter((line) => /[^\s,;"]/u.test(line))
  const isNoted = isNote(lines[0] ?? '')
  return { line: lines.find((line) => !isNote(line)) ?? '', isNoted }
}

/** A spreadsheet puts what has a separator in it in quotation marks. */
const isNote = (line: string) => /^"?#/u.test(line)

/** `#` lines with the days of the report, or a header with metrics and a date. */
function isSheet({ text }: EntryHead): boolean {
  const { line, isNoted } = headOf(text)
  if (isNoted && DATED.test(text)) return true
  const names = tableOf(line).columns.map(englishName)
  const isMeasured = names.some((name) => METRIC_NAMES.includes(name))
  const hasDays = names.some((name) => name === 'date' || name === 'nth day')
  // Plausible's tables are of visitors.
  return isMeasured && (isNoted || hasDays) && !names.includes('visitors')
}

const DATED = /^"?#.*(?:[:：]\s*\d{8}|\d{8}\s*[-–]\s*\d{8})[\s,;"]*$/mu

async function* read(file: OpenedFile): AsyncIterable<Found[]> {
  const isSeveral = file.entries.length > 1
  for (const [index, entry] of file.entries.entries()) {
    const head = file.head.entries[index]?.text ?? (await headText(entry))
    const { separator } = tableOf(headOf(head).line)
    const reading = new SheetReader(isSeveral ? { file: entry.name } : {}, separator)
    const cutter = new RowCutter(separator)
    for await (const text of textOf(entry)) yield reading.add(cutter.add(text))
    yield reading.add(cutter.end())
  }
}

/** Reads the tables of a file one after another: each with its notes above it. */
class SheetReader {
  readonly #named: { file?: string }
  readonly #separator: string
  #notes: Notes = {}
  /** Whether the last line was a note: a header follows. */
  #isAbove = true
  #header: Row | undefined
  #sheet: Sheet | string | undefined

  constructor(named: { file?: string }, separator: string) {
    this.#named = named
    this.#separator = separator
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
    // Its first row tells what a table is of.
    if (isTotal(row.cells)) return undefined
    const header = this.#header?.cells ?? []
    const top = { header, row: row.cells, notes: this.#notes, separator: this.#separator }
    this.#sheet ??= sheetOf(top)
    const sheet = this.#sheet
    if (typeof sheet !== 'string' && !isDated(row.cells, sheet)) return undefined
    const made = typeof sheet === 'string' ? sheet : dayOfRow(row.cells, sheet, this.#notes)
    const where = { line: row.line, ...this.#named }
    if (typeof made !== 'string') return { day: made, ...where }
    return { rejected: { ...where, reason: made, text: row.cells.join(',').slice(0, 2_000) } }
  }
}
