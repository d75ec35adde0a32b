import type { Filter } from '../../../collector/settings/filter.ts'
import type { Metric, NamedDimension } from '../../../collector/vocabulary.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import { isCompared, narrowedBeside } from '../../models/other-visits.ts'
import { bucketsFor } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import type { Row, StatsAnswer } from '../../models/stats.ts'
import { aloneRequest, pageInView, shownDays, view } from '../../models/view.ts'
import type { Order } from '../../parts/data-table.tsx'
import { language, type Texts, words } from '../../texts/texts.ts'
import { byChange } from './movers.tsx'
import { soughtFilter } from './sought.ts'

/** Dimensions that have a tab's name. */
export type Tabbed = Extract<NamedDimension, keyof Texts['tabs']>

/** A dimension of a breakdown, and the one that a chosen row leads on to. */
export interface Level {
  dimension: Tabbed
  next?: Tabbed
  /** Of a level that is a page of its own, its path below the site. */
  page?: string
}

/** Rows are in the order of a metric. */
type MetricOrder = Order & { key: Metric }

/** What the address says about a breakdown. */
export interface Choice {
  dimension: Tabbed
  order: MetricOrder
  limit: number
  goal: string | undefined
  /** Rows stand by how far they have moved. */
  movers: boolean
  /** What the names of the rows have in them. */
  find: string
}

/** Of those that are gone the greatest are told of. */
const MOST_GONE = 10
const FIRST_ROWS = 50
export const MOST_ROWS = 1000

export function choiceOf(levels: readonly [Level, ...Level[]], metrics: readonly Metric[]): Choice {
  const { options } = view.value
  const level = levelInView(levels)
  return {
    dimension: level.dimension,
    order: readOrder(options.order, metrics),
    limit: options.rows === 'all' ? MOST_ROWS : FIRST_ROWS,
    goal: goalInView.value,
    movers: byChange.value,
    find: options.find ?? '',
  }
}

export function levelInView(levels: readonly [Level, ...Level[]]): Level {
  const { by } = view.value.options
  const place = pageInView.value
  return (
    levels.find(({ dimension, page }) => (page ?? dimension) === (page ? place : by)) ?? levels[0]
  )
}

/** `visits` is greatest first, `visits.asc` least first. */
function readOrder(text: string | undefined, metrics: readonly Metric[]): MetricOrder {
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
  narrowed: readonly Filter[] = [],
): Question<StatsAnswer> | undefined {
  const { dimension, order, limit, goal, find, movers } = choice
  const reader = { language: language.value, texts: words.value }
  const sought = find === '' ? [] : [soughtFilter(dimension, find, reader)]
  return reportQuestion('stats', {
    ...narrowedBeside([...narrowed, ...sought]),
    metrics,
    dimensions: [dimension],
    order_by: [[movers ? `change:${order.key}` : order.key, order.direction]],
    limit,
    ...(isCompared.value && !movers && { gone: MOST_GONE }),
    ...(goal ? { goal } : {}),
  })
}

const TRENDS = 50

/** The course of a metric of the rows: one question for all rows on show. */
export function trendQuestion(
  { dimension, goal }: Choice,
  metric: Metric,
  rows: readonly Row[],
): Question<StatsAnswer> | undefined {
  const values = rows.slice(0, TRENDS).map((row) => row[dimension] ?? null)
  if (values.length === 0) return undefined
  const { filters, period } = aloneRequest.value
  return reportQuestion('stats', {
    period,
    filters: [...filters, ['is', dimension, values]],
    metrics: [metric],
    dimensions: [dimension, `time:${bucketsFor(shownDays.value)[0]}`],
    limit: 1000,
    ...(goal ? { goal } : {}),
  })
}
