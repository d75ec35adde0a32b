import type { Dimension, Metric } from '../../vocabulary.ts'
import type { Question } from '../question/question.ts'
import type { Gathered, Group, KeyValue } from './gather.ts'
import { metricValue, partImported } from './imported-facts.ts'
import { NOTHING } from './metrics.ts'
import { namerFor } from './namer.ts'

export type StatsRow = Record<string, KeyValue>

export interface RowsRequest {
  metrics: readonly Metric[]
  dimensions: readonly Dimension[]
}

export function rowOf(group: Group, question: Question, { metrics }: RowsRequest): StatsRow {
  const row: StatsRow = {}
  question.dimensions.forEach((dimension, i) => {
    row[dimension] = group.keys[i] ?? null
  })
  for (const metric of metrics) row[metric] = metricValue(metric, group, question.unit)
  const part = partImported(group)
  return part ? { ...row, imported: part } : row
}

/** Keys as they are shown: names of buckets, spellings of values. */
export async function namedGroups(
  question: Question,
  { groups, imported }: Gathered,
): Promise<Group[]> {
  const namers = await Promise.all(question.dimensions.map((name) => namerFor(question, name)))
  const nameOf = (key: KeyValue, i: number) => {
    const name = namers[i]?.(key) ?? null
    return name === key ? (imported?.shown[i]?.get(String(key)) ?? name) : name
  }
  return groups.map((group) => ({ ...group, keys: group.keys.map(nameOf) }))
}

/** Those that have anything, in no order. */
export async function rowsOf(
  question: Question,
  gathered: Gathered,
  request: RowsRequest,
): Promise<StatsRow[]> {
  const groups = await namedGroups(question, gathered)
  return groups
    .map((group) => rowOf(group, question, request))
    .filter((row) => request.metrics.some((metric) => (row[metric] ?? 0) !== 0))
}

/** What tells the rows of a question apart. */
export function namerOf({ dimensions }: Question): (row: StatsRow) => string {
  return (row) => JSON.stringify(dimensions.map((name) => row[name]))
}

/** A row of the same keys that has nothing. */
export function nothingLike(row: StatsRow, question: Question, request: RowsRequest): StatsRow {
  const keys = question.dimensions.map((dimension) => row[dimension] ?? null)
  return rowOf({ keys, facts: NOTHING }, question, request)
}
