import { type Cell, type Row, sideBySide } from './compared-table.ts'

/** RFC 4180. A text that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)./u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTable(value: unknown): value is Row[] {
  return Array.isArray(value) && value.every(isRow)
}

/** A report's table: its `rows`, with those compared beside, or else the first list of objects in the answer. */
function tableOf(answer: unknown): Row[] {
  if (!isRow(answer)) return []
  const { rows, compared } = answer
  if (isTable(rows)) {
    const others = isRow(compared) && isTable(compared.rows) ? compared.rows : []
    return others.length > 0 ? sideBySide(rows, others) : rows
  }
  return (
    (Object.values(answer).find((value) => isTable(value) && value.length > 0) as
      | Row[]
      | undefined) ?? []
  )
}

/** One line a row, a header of the field names in the order of their first appearance. */
export function csvOf(answer: unknown): string {
  const rows = tableOf(answer)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','))
  return [columns.map(cell).join(','), ...lines, ''].join('\r\n')
}
