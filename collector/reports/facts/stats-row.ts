import type { Dimension, Metric } from '../../vocabulary.ts'
import type { Question } from '../question/question.ts'
import type { Gathered, Group, KeyValue } from './gather.ts'
import { METRIC_SOURCES, NOTHING } from './metrics.ts'
import { namerFor } from './namer.ts'

export type StatsRow = Record<string, KeyValue>

export interface RowsRequest {
  metrics: readonly Metric[]
  dimensions: readonly Dimension[]
}

export function rowOf(
  keys: KeyValue[],
  facts: Group['facts'],
  question: Question,
  { metrics }: RowsRequest,
): StatsRow {
  const row: StatsRow = {}
  question.dimensions.forEach((dimension, i) => {
    row[dimension] = keys[i] ?? null
  })
  for (const metric of metrics) row[metric] = METRIC_SOURCES[metric].of(facts, question.unit)
  return row
}

/** Keys as they are shown: names of buckets, spellings of values. */
export async function namedGroups(question: Question, { groups }: Gathered): Promise<Group[]> {
  const namers = await Promise.all(question.dimensions.map((name) => namerFor(question, name)))
  return groups.map(({ keys, facts }) => ({
    keys: keys.map((key, i) => namers[i]?.(key) ?? null),
    facts,
  }))
}

/** Those that have anything, in no order. */
export async function rowsOf(
  question: Question,
  gathered: Gathered,
  request: RowsRequest,
): Promise<StatsRow[]> {
  const groups = await namedGroups(question, gathered)
  return groups
    .map(({ keys, facts }) => rowOf(keys, facts, question, request))
    .filter((row) => request.metrics.some((metric) => row[metric] !== 0))
}

/** What tells the rows of a question apart. */
export function namerOf({ dimensions }: Question): (row: StatsRow) => string {
  return (row) => JSON.stringify(dimensions.map((name) => row[name]))
}

/** A row of the same keys that has nothing. */
export function nothingLike(row: StatsRow, question: Question, request: RowsRequest): StatsRow {
  const keys = question.dimensions.map((dimension) => row[dimension] ?? null)
  return rowOf(keys, NOTHING, question, request)
}
