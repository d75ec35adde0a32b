import { Refusal } from '../../refusal.ts'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { bucketsFor, type Question } from '../question/question.ts'
import type { Buckets } from '../time/buckets.ts'
import type { Group, KeyValue } from './gather.ts'
import { metricValue } from './imported-facts.ts'
import { NOTHING } from './metrics.ts'
import type { RowsRequest } from './stats-row.ts'

interface PageRequest extends RowsRequest {
  limit: number
  offset: number
}

export function isOfTime(dimension: Dimension): boolean {
  return sourceOf(dimension).scope === 'time'
}

export function isTime(dimension: Dimension): boolean {
  return sourceOf(dimension).kind === 'bucket'
}

/** Every bucket of every series: the best `limit` series by the first metric, over the whole period. */
export function completed(
  question: Question,
  groups: Group[],
  request: PageRequest,
): { shown: Group[]; count: number } {
  const series = seriesOf(question, groups)
  const [metric] = request.metrics
  const weight = ({ groups: own }: Series) =>
    own.reduce(
      (sum, group) => sum + ((metric && metricValue(metric, group, question.unit)) ?? 0),
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
