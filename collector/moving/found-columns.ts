import { RowCutter, tableOf } from './csv-rows.ts'
import type { AnyFormat, OpenedFile, ReadOptions } from './format.ts'
import type { FoundColumns } from './messages.ts'
import { suggested } from './table/fields.ts'

const ROWS = 5
const MOST_COLUMNS = 200

/** Of a table whose columns are mapped: what there is to map. Null of another format. */
export function foundColumns(
  { name }: AnyFormat,
  { head }: OpenedFile,
  { mapping }: ReadOptions,
): FoundColumns | null {
  const text = head.entries.find((entry) => entry.text !== '')?.text
  if (name !== 'csv' || text === undefined) return null
  const { columns, separator } = tableOf(text)
  const rows = new RowCutter(separator).add(text).slice(1, ROWS + 1)
  return {
    columns: columns.slice(0, MOST_COLUMNS),
    mapping: { ...suggested(columns), ...mapping },
    rows: rows.map(({ cells }) => cells.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, 200))),
  }
}
