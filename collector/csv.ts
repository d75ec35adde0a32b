import { type Cell, type Row, sideBySide } from './compared-table.ts'
import { csvCell } from './csv-cell.ts'

function cell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return csvCell(typeof value === 'string' ? value : JSON.stringify(value))
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTable(value: unknown): value is Row[] {
  return Array.isArray(value) && value.every(isRow)
}

/** A list of texts is a table of one column. */
function tableIn([name, value]: [string, unknown]): Row[] {
  if (!Array.isArray(value)) return []
  if (isTable(value)) return value
  return value.every((one) => typeof one === 'string') ? value.map((one) => ({ [name]: one })) : []
}

/** A report's table: its `rows`, with those compared beside, or else the first list of objects or texts in the answer. */
function tableOf(answer: unknown): Row[] {
  if (!isRow(answer)) return []
  const { rows, compared } = answer
  if (isTable(rows)) {
    const others = isRow(compared) && isTable(compared.rows) ? compared.rows : []
    return others.length > 0 ? sideBySide(rows, others) : rows
  }
  return (
    Object.entries(answer)
      .map(tableIn)
      .find((table) => table.length > 0) ?? []
  )
}

/**
 * One line a row, a header of the field names in the order of their first appearance; of a table without rows, the
 * `expected` ones.
 */
export function csvOf(answer: unknown, expected: readonly string[] = []): string {
  const rows = tableOf(answer)
  const found = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = rows.length > 0 ? [...found] : expected
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','))
  return [columns.map(cell).join(','), ...lines, ''].join('\r\n')
}
