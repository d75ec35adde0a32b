import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import type { Dimension, Metric } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { bucketsFor, type Question } from '../question/question.ts'
import type { Buckets } from '../time/buckets.ts'
import type { Gathered, Group, KeyValue } from './gather.ts'
import { METRIC_SOURCES, NOTHING } from './metrics.ts'
import { namerFor } from './namer.ts'

export type StatsRow = Record<string, KeyValue>

export type Order = [name: string, direction: 'asc' | 'desc'][]

interface RowsRequest {
  metrics: readonly Metric[]
  dimensions: readonly Dimension[]
  order_by?: Order | null | undefined
}

export interface PageRequest extends RowsRequest {
  order: Order
  limit: number
  offset: number
}

/** As asked, then by time, the first metric and the dimensions: an order without ties. */
export function orderOf({ metrics, dimensions, order_by }: RowsRequest): Order {
  const known = [...metrics, ...dimensions]
  for (const [name] of order_by ?? []) {
    if (!known.some((one) => one === name)) {
      throw new Refusal(422, unknownName('column to order by', name, known))
    }
  }
  const times = dimensions.filter(isTime).map((name): Order[number] => [name, 'asc'])
  const first = metrics.slice(0, 1).map((name): Order[number] => [name, 'desc'])
  const rest = dimensions.map((name): Order[number] => [name, 'asc'])
  return order_by?.length ? [...order_by, ...times, ...rest] : [...times, ...first, ...rest]
}

function isOfTime(dimension: Dimension): boolean {
  return sourceOf(dimension).scope === 'time'
}

function isTime(dimension: Dimension): boolean {
  return sourceOf(dimension).kind === 'bucket'
}

/**
 * The page of rows asked for. With `beside`, rows of the same keys come first and in its order, so that two
 * periods can be laid side by side; what only this period has follows.
 */
export async function statsRows(
  question: Question,
  gathered: Gathered,
  request: PageRequest,
  beside?: readonly StatsRow[],
): Promise<Page> {
  if (question.dimensions.length === 0)
    return { page: [rowOf([], gathered.total, question, request)], count: 1 }
  const groups = await namedGroups(question, gathered)
  const shown = ({ keys, facts }: Group) => rowOf(keys, facts, question, request)
  if (question.dimensions.some(isTime)) {
    const { shown: complete, count } = completed(question, groups, request)
    return { page: complete.map(shown).sort(comparing(request.order)), count }
  }
  const rows = groups
    .map(shown)
    .filter((row) => request.metrics.some((metric) => row[metric] !== 0))
    .sort(comparing(request.order))
  const count = rows.length
  if (beside) return { page: alignedTo(beside, rows, question, request), count }
  // A week has 168 hours: weekday and hour, like all rows of time, are never cut.
  if (question.dimensions.every(isOfTime)) return { page: rows, count }
  return { page: rows.slice(request.offset, request.offset + request.limit), count }
}

interface Page {
  page: StatsRow[]
  /** Of all rows. */
  count: number
}

function rowOf(
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
async function namedGroups(question: Question, { groups }: Gathered): Promise<Group[]> {
  const namers = await Promise.all(question.dimensions.map((name) => namerFor(question, name)))
  return groups.map(({ keys, facts }) => ({
    keys: keys.map((key, i) => namers[i]?.(key) ?? null),
    facts,
  }))
}

/** Every bucket of every series: the best `limit` series by the first metric, over the whole period. */
function completed(
  question: Question,
  groups: Group[],
  request: PageRequest,
): { shown: Group[]; count: number } {
  const series = seriesOf(question, groups)
  const [metric] = request.metrics
  const weight = ({ groups: own }: Series) =>
    own.reduce(
      (sum, { facts }) => sum + (metric ? METRIC_SOURCES[metric].of(facts, question.unit) : 0),
      0,
    )
  const weighed = series.map((one) => ({
    one,
    weight: weight(one),
    name: JSON.stringify(one.keys),
  }))
  weighed.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
  const shown = weighed.slice(request.offset, request.offset + request.limit)
  requireFew(question, shown.length)
  const buckets = bucketsOfOnlyTime(question)?.keys.length
  const count = buckets === undefined ? groups.length : series.length * buckets
  return { shown: shown.flatMap(({ one }) => filled(question, one)), count }
}

/** Rows of time are never cut, so their count is the answer's: ten megabytes of text and more. */
const MOST_ROWS = 100_000

function requireFew(question: Question, series: number): void {
  const buckets = bucketsOfOnlyTime(question)
  if (!buckets || buckets.keys.length * series <= MOST_ROWS) return
  throw new Refusal(
    422,
    `${series} series of ${buckets.keys.length} times each are too many; ask for a smaller limit, a shorter period or a longer unit of time`,
  )
}

/** Of two times only the pairs that occur make sense. */
function bucketsOfOnlyTime(question: Question): Buckets | undefined {
  const [time, another] = question.dimensions.filter(isTime)
  return time !== undefined && another === undefined ? bucketsFor(question, time) : undefined
}

/** The rows that differ in time only. */
interface Series {
  /** A time's place is null. */
  keys: KeyValue[]
  groups: Group[]
}

function seriesOf(question: Question, groups: Group[]): Series[] {
  const series = new Map<string, Series>()
  const onlyTimes = question.dimensions.every(isTime)
  if (onlyTimes) series.set('', { keys: question.dimensions.map(() => null), groups: [] })
  for (const group of groups) {
    const keys = group.keys.map((key, i) => (isTimeAt(question, i) ? null : key))
    const name = onlyTimes ? '' : JSON.stringify(keys)
    const known = series.get(name)
    if (known) known.groups.push(group)
    else series.set(name, { keys, groups: [group] })
  }
  return [...series.values()]
}

function isTimeAt({ dimensions }: Question, i: number): boolean {
  const dimension = dimensions[i]
  return dimension !== undefined && isTime(dimension)
}

/** A single time gets its empty buckets. */
function filled(question: Question, { keys, groups }: Series): Group[] {
  const buckets = bucketsOfOnlyTime(question)
  if (!buckets) return groups
  const place = question.dimensions.findIndex(isTime)
  const known = new Map(groups.map((group) => [group.keys[place], group]))
  return buckets.keys.map(
    (name) => known.get(name) ?? { keys: keys.with(place, name), facts: NOTHING },
  )
}

function comparing(order: Order): (a: StatsRow, b: StatsRow) => number {
  return (a, b) => {
    for (const [name, direction] of order) {
      const moment = name === 'time:hour' ? instantOf : itself
      const difference = compareCells(moment(a[name]), moment(b[name]), direction)
      if (difference !== 0) return difference
    }
    return 0
  }
}

const itself = (key: KeyValue | undefined): KeyValue => key ?? null

/** The doubled hour of autumn has two names whose order as text is not that of time. */
const instantOf = (key: KeyValue | undefined): KeyValue =>
  typeof key === 'string' ? Date.parse(key) : (key ?? null)

/** What is absent comes last, whichever way the rest runs. */
function compareCells(a: KeyValue, b: KeyValue, direction: 'asc' | 'desc'): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return compareValues(a, b) * (direction === 'asc' ? 1 : -1)
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}

function alignedTo(
  beside: readonly StatsRow[],
  rows: readonly StatsRow[],
  question: Question,
  request: PageRequest,
): StatsRow[] {
  const nameOf = (row: StatsRow) => JSON.stringify(question.dimensions.map((name) => row[name]))
  const left = new Map(rows.map((row) => [nameOf(row), row]))
  const aligned = beside.map((row) => {
    const name = nameOf(row)
    const other = left.get(name)
    left.delete(name)
    const keys = question.dimensions.map((dimension) => row[dimension] ?? null)
    return other ?? rowOf(keys, NOTHING, question, request)
  })
  return [...aligned, ...[...left.values()].slice(0, request.limit - aligned.length)]
}
