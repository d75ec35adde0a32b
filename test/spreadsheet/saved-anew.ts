import { parse } from 'csv-parse/sync'
import type { HeaderLine } from '../../collector/spreadsheet/header-lines.ts'

type Cells = readonly string[]

/** The lines of a table as cells, those above its header included. */
export function cellsOf(text: string, { delimiter }: Pick<HeaderLine, 'delimiter'>): string[][] {
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true })
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/u.test(cell) || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell
}

function written(rows: readonly Cells[], delimiter: string, first = ''): string {
  const lines = rows.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter))
  return `${first}${lines.join('\r\n')}\r\n`
}

function padded(rows: readonly Cells[]): Cells[] {
  const width = Math.max(...rows.map(({ length }) => length))
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
}

/** `2026-05-31` and `2026-05-31 10:22` as Germany's spreadsheets write them. */
function german(cell: string): string {
  return cell.replace(/^(\d{4})-(\d\d)-(\d\d)(?=$| \d\d:)/u, '$3.$2.$1')
}

/** A table as programs for tables save it, by what is peculiar to it. */
export const SAVED_ANEW: Readonly<Record<string, (rows: readonly Cells[]) => Uint8Array>> = {
  'as "Unicode text": UTF-16 with tabs': (rows) =>
    Buffer.from(`\uFEFF${written(rows, '\t')}`, 'utf16le'),
  'with a mark of UTF-8, semicolons and a line that says so': (rows) =>
    Buffer.from(written(rows, ';', '\uFEFFsep=;\r\n')),
  'with all lines as long as the longest': (rows) => Buffer.from(written(padded(rows), ';')),
  'with dates like 31.05.2026': (rows) =>
    Buffer.from(
      written(
        rows.map((row) => row.map(german)),
        ';',
      ),
    ),
  'with bars': (rows) => Buffer.from(written(rows, '|')),
}
