import { csvCell, safeCell, textOfCell } from '../../../collector/csv-cell.ts'
import { type Dimension, isDimension, isMetric } from '../../../collector/vocabulary.ts'
import type { Sides } from '../../models/other-visits.ts'
import { dimensionName, valueName } from '../../names.ts'
import type { Texts } from '../../texts/texts.ts'

/** A table as it leaves the page: the heads first. */
export type Sheet = readonly (readonly string[])[]

export interface Reader {
  language: string
  texts: Texts
  /** Whose numbers stand side by side, where that are not other days'. */
  sides?: Sides | undefined
}

const CELL = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gu

/** The cells of the API's CSV, as the texts and numbers that they are. */
export function sheetIn(csv: string): Sheet {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, written = '', end] of csv.matchAll(CELL)) {
    // What follows the last line is no cell.
    if (written === '' && end === '' && row.length === 0) break
    row.push(unquoted(written))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

function unquoted(written: string): string {
  const text = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
  return textOfCell(text)
}

/**
 * A report's table in the reader's words: heads and values by their names, and beside the names the codes where these
 * differ; numbers with four decimals at most.
 */
export function spelledSheet(sheet: Sheet, reader: Reader): Sheet {
  const [fields = [], ...rows] = sheet
  const columns = fields.flatMap((field, i) => {
    return columnsFor(
      field,
      rows.map((row) => row[i] ?? ''),
      reader,
    )
  })
  return [
    columns.map(({ head }) => head),
    ...rows.map((_, i) => columns.map(({ cells }) => cells[i] ?? '')),
  ]
}

interface SheetColumn {
  head: string
  cells: readonly string[]
}

function columnsFor(field: string, cells: readonly string[], reader: Reader): SheetColumn[] {
  // Of the same days the others' are no news.
  if (reader.sides && /^time:.*_compared$/u.test(field)) return []
  const head = headOf(field, reader)
  if (!isDimension(field)) return [{ head, cells: cells.map(rounded) }]
  const names = cells.map((cell) => nameOf(field, cell, reader))
  const isCoded = names.some((name, i) => cells[i] !== '' && name !== cells[i])
  return isCoded
    ? [
        { head, cells: names },
        { head: field, cells },
      ]
    : [{ head, cells: names }]
}

function nameOf(dimension: Dimension, cell: string, { language, texts }: Reader): string {
  return valueName(dimension, cell === '' ? null : cell, language, texts)
}

const COMPARED = /_compared$/u

/**
 * `visitors_compared` is *Visitors (period before)*, or with the name of whose they are; what nobody has a word for stays as
 * the API calls it.
 */
function headOf(field: string, { texts, sides }: Reader): string {
  const own = field.replace(COMPARED, '')
  const name = isMetric(own)
    ? texts.metrics[own].name
    : isDimension(own)
      ? dimensionName(own, texts)
      : undefined
  if (name === undefined) return field
  const isOfOthers = COMPARED.test(field)
  if (sides && isMetric(own))
    return texts.downloads.ofSide(name, isOfOthers ? sides.others : sides.own)
  return isOfOthers ? texts.downloads.compared(name) : name
}

function rounded(cell: string): string {
  return /^-?\d+\.\d{5,}$|^-?\d+(?:\.\d+)?e-\d+$/u.test(cell)
    ? String(Number(Number(cell).toFixed(4)))
    : cell
}

/** For a spreadsheet, which knows by the mark that it is UTF-8. */
export function csvOfSheet(sheet: Sheet): string {
  return `\uFEFF${sheet.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

/** To paste: cells between tabs. */
export function tabbed(sheet: Sheet): string {
  const cell = (text: string) => safeCell(text.replace(/[\t\r\n]+/gu, ' '))
  return sheet.map((row) => row.map(cell).join('\t')).join('\n')
}
