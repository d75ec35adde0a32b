import type { Metric } from '../../collector/vocabulary.ts'
import { incomparable } from './comparison.ts'
import { numberOf, type Row, type StatsAnswer } from './stats.ts'

/** A row of a table, and what it was before. */
export interface Listed {
  row: Row
  /** Undefined where nothing fair is compared. */
  before: Row | undefined
  /** It had something then and has nothing now. */
  gone: boolean
  /** What has no name, such as visits without a campaign: it stands below those that have. */
  apart: boolean
}

interface Looked {
  dimension: string
  /** The numbers that a row is listed for. */
  metrics: readonly Metric[]
}

/** The rows of an answer as they are listed: those that are gone after those that are there, what has no name last. */
export function listedRows(answer: StatsAnswer, { dimension, metrics }: Looked): Listed[] {
  const past = incomparable(answer) ? [] : (answer.compared?.rows ?? [])
  const known = new Map(past.map((row) => [row[dimension] ?? null, row]))
  const has = (row: Row | undefined) =>
    row !== undefined && metrics.some((metric) => (numberOf(row, metric) ?? 0) !== 0)
  const there = answer.rows.filter((row) => dimension in row)
  const shown = new Set(there.map((row) => row[dimension] ?? null))
  const left = past.filter((row) => dimension in row && !shown.has(row[dimension] ?? null))
  const rows = [
    ...there.map((row) => ({ row, before: known.get(row[dimension] ?? null) })),
    ...left.map((before) => ({ row: nothingLike(before, dimension), before })),
  ]
  const listed = rows
    .filter(({ row, before }) => has(row) || has(before))
    .map(({ row, before }) => ({
      row,
      before: past.length > 0 ? before : undefined,
      gone: !has(row),
      apart: (row[dimension] ?? null) === null,
    }))
  return [...listed.filter(({ apart }) => !apart), ...listed.filter(({ apart }) => apart)]
}

/** The row that tells what it is called: one that is gone has no numbers any more. */
export function tellingRow({ row, before, gone }: Listed): Row {
  return gone && before ? before : row
}

/** Of every number none. */
function nothingLike(row: Row, dimension: string): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name === dimension ? value : 0]),
  )
}

/** What the longest bar is of: the greatest of those that have a name, of the others where none has. */
export function greatestOf(listed: readonly Listed[], metric: Metric): number {
  const values = (some: readonly Listed[]) => some.map(({ row }) => numberOf(row, metric) ?? 0)
  const named = listed.filter(({ apart }) => !apart)
  return Math.max(0, ...values(named.length > 0 ? named : listed))
}

/** How far a bar reaches, 0 to 1: what stands apart may have more than the longest. */
export function fillOf(value: number | null, greatest: number): number {
  return greatest > 0 ? Math.min(1, Math.max(0, (value ?? 0) / greatest)) : 0
}
