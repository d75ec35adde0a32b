import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { ReportFilters } from '../settings/funnel-filter.ts'
import type { Metric } from '../vocabulary.ts'
import { type Gathered, gather } from './facts/gather.ts'
import { METRIC_SOURCES } from './facts/metrics.ts'
import { metaOfMoney, unconvertedOf } from './facts/money-meta.ts'
import { type Order, orderOf, statsRows } from './facts/stats-rows.ts'
import { comparedQuestion, daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, DimensionName, Meta, MetricName } from './question/request.ts'
import { type Days, datesOf } from './time/period.ts'

export const StatsRequest = z.strictObject({
  ...common,
  /** Instead of other days: the same days of other visits, chosen by these filters. */
  compare_filters: ReportFilters.nullish(),
  metrics: z.array(MetricName).min(1).max(20),
  dimensions: z.array(DimensionName).max(3).default([]),
  goal: z.string().nullish(),
  order_by: z
    .array(z.tuple([z.string(), z.enum(['asc', 'desc'])]))
    .max(10)
    .nullish(),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
})
export type StatsRequest = z.infer<typeof StatsRequest>

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const Totals = z.record(z.string(), z.number())

export const StatsAnswer = z.object({
  meta: Meta,
  rows: z.array(Row),
  /** Of all rows, those before and after the page among them. */
  row_count: z.int(),
  totals: Totals,
  compared: z
    .object({
      from: z.iso.date(),
      to: z.iso.date(),
      /** Of a running period: the instant before which events of the last day count; else null. */
      until: z.iso.datetime().nullable(),
      unconverted: Meta.shape.unconverted,
      rows: z.array(Row),
      totals: Totals,
    })
    .optional(),
})
export type StatsAnswer = z.infer<typeof StatsAnswer>

/** Metrics by up to three dimensions, with totals over everything and, if asked, those of other days or other visits beside. */
export async function stats(context: ReportContext, asked: StatsRequest): Promise<StatsAnswer> {
  const request = { ...asked, order: orderOf(asked) }
  const days = await daysFor(context, asked.period)
  const question = await ask(context, request, days)
  const found = await answerOf(question, request)
  const { page, count } = await statsRows(question, found.gathered, request)
  const { total, rounded } = found.gathered
  const money = { unconverted: total.unconverted, rounded }
  const meta = await metaOfMoney(context, question, [money])
  const answer = { meta, rows: page, row_count: count, totals: found.totals }
  if (!asked.compare && !asked.compare_filters) return answer
  const others = await othersOf(context, request, days)
  return { ...answer, compared: await comparedWith(others, request, page) }
}

interface Ordered extends StatsRequest {
  order: Order
}

/** The same question about the days, or of the same days about the visits, that are compared with. */
async function othersOf(context: ReportContext, asked: Ordered, days: Days): Promise<Question> {
  const { compare, compare_filters: others } = asked
  if (compare && others) {
    throw new Refusal(422, 'compare with other days or with other visits, not both')
  }
  if (others) return withOwn(await questionOf(context, days, others), asked)
  if (!compare) throw new Error('nothing to compare with')
  return withOwn(await comparedQuestion(context, { ...asked, compare }, days), asked)
}

async function comparedWith(others: Question, request: Ordered, beside: StatsAnswer['rows']) {
  const before = await answerOf(others, request)
  const { page } = await statsRows(others, before.gathered, request, beside)
  const { days, span, clock } = others.period
  const isCut = span.to < clock.startOfDay(days.to)
  return {
    ...datesOf(days),
    until: isCut ? new Date(span.to).toISOString() : null,
    unconverted: before.gathered.total.unconverted > 0 ? await unconvertedOf(others) : [],
    rows: page,
    totals: before.totals,
  }
}

async function ask(context: ReportContext, request: StatsRequest, days: Days): Promise<Question> {
  return withOwn(await questionOf(context, days, request.filters), request)
}

/** With the dimensions and the goal that are asked for. */
function withOwn(question: Question, { goal, dimensions }: StatsRequest): Question {
  if (new Set(dimensions).size < dimensions.length) {
    throw new Refusal(422, 'a dimension can be asked for once')
  }
  const counted = goal ? [goalNamed(goal, question.goals)] : question.goals
  return { ...question, dimensions, counted }
}

async function answerOf(
  question: Question,
  { metrics }: StatsRequest,
): Promise<{ gathered: Gathered; totals: Record<string, number> }> {
  const gathered = await gather(question, metrics)
  const totals = Object.fromEntries(
    metrics.map((metric: Metric) => [
      metric,
      METRIC_SOURCES[metric].of(gathered.total, question.unit),
    ]),
  )
  return { gathered, totals }
}
