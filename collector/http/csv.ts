type Cell = string | number | boolean | null | undefined | object

/** RFC 4180. A text that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)./u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function isRow(value: unknown): value is Record<string, Cell> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTable(value: unknown): value is Record<string, Cell>[] {
  return Array.isArray(value) && value.every(isRow)
}

/** A report's table: its `rows`, or else the first list of objects in the answer. */
function tableOf(answer: unknown): Record<string, Cell>[] {
  if (!isRow(answer)) return []
  if (isTable(answer.rows)) return answer.rows
  return (
    (Object.values(answer).find((value) => isTable(value) && value.length > 0) as
      | Record<string, Cell>[]
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
