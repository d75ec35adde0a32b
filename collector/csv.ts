import { type Cell, type Row, sideBySide } from './compared-table.ts'
import { csvCell } from './csv-cell.ts'
import { byValue, flat } from './csv-columns.ts'

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

/**
 * A report's table: the one that is asked for, its `rows`, with those compared beside, or else the first list of objects
 * or texts in the answer.
 */
function tableOf(answer: unknown, asked: string | undefined): Row[] {
  if (!isRow(answer)) return []
  const { rows, compared } = answer
  const named = asked === undefined ? undefined : answer[asked]
  if (isTable(named)) return named
  if (isTable(rows)) {
    const others = isRow(compared) && isTable(compared.rows) ? compared.rows : []
    return others.length > 0 ? sideBySide(rows.map(flat), others.map(flat)) : rows
  }
  return (
    Object.entries(answer)
      .map(tableIn)
      .find((table) => table.length > 0) ?? []
  )
}

/** Whether only this period has rows, or only that compared: the columns of the other are known by no row. */
function isOneSided(answer: unknown): boolean {
  if (!isRow(answer) || !isRow(answer.compared)) return false
  const sides = [answer.rows, (answer.compared as Row).rows]
  return sides.every(isTable) && sides.filter((side) => side.length > 0).length === 1
}

function union(expected: readonly string[], found: ReadonlySet<string>): Set<string> {
  return new Set([...expected, ...found])
}

/**
 * One line a row, a header of the field names in the order of their first appearance; of a table without rows, the
 * `expected` ones. `asked`: the list that is meant, where an answer has several.
 */
export function csvOf(answer: unknown, expected: readonly string[] = [], asked?: string): string {
  const rows = byValue(tableOf(answer, asked)).map(flat)
  const found = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = rows.length === 0 ? expected : isOneSided(answer) ? union(expected, found) : found
  const heads = [...columns]
  const lines = rows.map((row) => heads.map((column) => cell(row[column])).join(','))
  return [heads.map(cell).join(','), ...lines, ''].join('\r\n')
}
