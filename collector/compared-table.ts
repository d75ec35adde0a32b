import { isMetric } from './vocabulary.ts'

export type Cell = string | number | boolean | null | undefined | object
export type Row = Record<string, Cell>

function isTime(column: string): boolean {
  return column.startsWith('time:')
}

const COSTS: ReadonlySet<string> = new Set(['cost', 'clicks', 'impressions'])

/** A number of the row, rather than what it is about. */
function isMeasure(column: string): boolean {
  return isMetric(column) || COSTS.has(column) || column.startsWith('models_')
}

/** Each row with its name: what it is about, and which moment of that, counted from the first. */
function named(rows: readonly Row[]): [name: string, row: Row][] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const subject = Object.keys(row).filter((column) => !isMeasure(column) && !isTime(column))
    const about = JSON.stringify(subject.map((column) => row[column]))
    const moment = seen.get(about) ?? 0
    seen.set(about, moment + 1)
    return [`${about} ${moment}`, row]
  })
}

/** What the other period adds to a row: its metrics, and its own moment. */
function suffixed(row: Row): Row {
  const own = Object.entries(row).filter(([column]) => isMeasure(column) || isTime(column))
  return Object.fromEntries(own.map(([column, value]) => [`${column}_compared`, value]))
}

function subjectOf(row: Row): Row {
  const subject = Object.entries(row).filter(([column]) => !isMeasure(column) && !isTime(column))
  return Object.fromEntries(subject)
}

/**
 * Two periods in one table, for CSV: `<metric>_compared` and `<time>_compared` beside each row; rows that only
 * the compared period has follow, without values of this one.
 */
export function sideBySide(rows: readonly Row[], compared: readonly Row[]): Row[] {
  const others = new Map(named(compared))
  const joined = named(rows).map(([name, row]) => {
    const other = others.get(name)
    others.delete(name)
    return { ...row, ...(other && suffixed(other)) }
  })
  const rest = [...others.values()].map((row) => ({ ...subjectOf(row), ...suffixed(row) }))
  return [...joined, ...rest]
}
