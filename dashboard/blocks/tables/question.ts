import type { Dimension, Metric, NamedDimension } from '../../../collector/vocabulary.ts'
import { type Bucket, bucketsFor } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import type { Row, StatsAnswer } from '../../models/stats.ts'
import { commonRequest, shownDays, view } from '../../models/view.ts'
import type { Order } from '../../parts/data-table.tsx'
import type { Texts } from '../../texts/texts.ts'

/** Dimensions that have a tab's name. */
export type Tabbed = Extract<NamedDimension, keyof Texts['tabs']>

/** A dimension of a breakdown, and the one that a chosen row leads on to. */
export interface Level {
  dimension: Tabbed
  next?: Tabbed
}

/** What the address says about a breakdown. */
export interface Choice {
  dimension: Tabbed
  order: Order
  limit: number
  goal: string | undefined
}

const FIRST_ROWS = 50
const MOST_ROWS = 1000

export function choiceOf(
  levels: readonly [Level, ...Level[]],
  metrics: (dimension: Dimension) => readonly Metric[],
): Choice {
  const { options } = view.value
  const level = levels.find(({ dimension }) => dimension === options.by) ?? levels[0]
  return {
    dimension: level.dimension,
    order: readOrder(options.order, metrics(level.dimension)),
    limit: options.rows === 'all' ? MOST_ROWS : FIRST_ROWS,
    goal: options.goal,
  }
}

/** `visits` is greatest first, `visits.asc` least first. */
function readOrder(text: string | undefined, metrics: readonly Metric[]): Order {
  const [key, direction] = (text ?? '').split('.')
  const metric = metrics.find((known) => known === key) ?? metrics[0] ?? 'visitors'
  return { key: metric, direction: direction === 'asc' ? 'asc' : 'desc' }
}

export function writeOrder({ key, direction }: Order): string {
  return direction === 'asc' ? `${key}.asc` : key
}

export function breakdownQuestion(
  choice: Choice,
  metrics: readonly Metric[],
): Question<StatsAnswer> | undefined {
  const { dimension, order, limit, goal } = choice
  return reportQuestion('stats', {
    ...commonRequest.value,
    metrics,
    dimensions: [dimension],
    order_by: [[order.key, order.direction]],
    limit,
    ...(goal ? { goal } : {}),
  })
}

const TRENDS = 50

/** The bucket that a course is drawn by. */
export function trendBucket(): Bucket {
  return bucketsFor(shownDays.value)[0]
}

/** The course of the rows' first metric: one question for all rows on show. */
export function trendQuestion(
  { dimension }: Choice,
  metric: Metric,
  rows: readonly Row[],
): Question<StatsAnswer> | undefined {
  const values = rows.slice(0, TRENDS).map((row) => row[dimension] ?? null)
  if (values.length === 0) return undefined
  const { compare: _, filters, ...common } = commonRequest.value
  return reportQuestion('stats', {
    ...common,
    filters: [...filters, ['is', dimension, values]],
    metrics: [metric],
    dimensions: [dimension, `time:${trendBucket()}`],
    limit: 1000,
  })
}
