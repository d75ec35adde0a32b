import { z } from 'zod'
import type { ImportedExtent } from '../imported/read.ts'
import { Refusal } from '../refusal.ts'
import { ReportFilters } from '../settings/funnel-filter.ts'
import type { Metric } from '../vocabulary.ts'
import { type Gathered, gather } from './facts/gather.ts'
import { metricValue } from './facts/imported-facts.ts'
import { earlierDate, ImportedSaid, sentencesOf } from './facts/imported-said.ts'
import { metaOfMoney, unconvertedOf } from './facts/money-meta.ts'
import { rowsByChange } from './facts/moved-rows.ts'
import { isByChange, type Order, orderOf } from './facts/row-order.ts'
import type { StatsRow } from './facts/stats-row.ts'
import { type Page, statsRows } from './facts/stats-rows.ts'
import { importedBefore, withImported } from './facts/with-imported.ts'
import { comparedQuestion, daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, DimensionName, Meta, MetricName } from './question/request.ts'
import { type Days, datesOf } from './time/period.ts'
import { startIn } from './time/zone.ts'

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
  gone: z.int().min(0).max(100).nullish(),
})
export type StatsRequest = z.infer<typeof StatsRequest>

/** By the names of dimensions and metrics; `imported` is `all` or `part` where days that another tool summed are in it. */
const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
/** Null: only imported days are in it, and they say nothing of it. */
const Totals = z.record(z.string(), z.number().nullable())

export const StatsAnswer = z.object({
  meta: Meta.extend({
    /** Where there are days in the period that another tool summed. */
    imported: ImportedSaid.optional(),
    /** Where `data_from` is an imported day: that of the site's own first visit, null while it has none. */
    own_from: z.iso.date().nullable().optional(),
  }),
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
      imported: ImportedSaid.optional(),
      rows: z.array(Row),
      totals: Totals,
    })
    .optional(),
})
export type StatsAnswer = z.infer<typeof StatsAnswer>

/** Metrics by up to three dimensions, with totals over everything and, if asked, those of other days or other visits beside. */
export async function stats(own: ReportContext, asked: StatsRequest): Promise<StatsAnswer> {
  const request = { ...asked, order: orderOf(asked) }
  const { context, extents } = await sinceImported(own)
  const days = await daysFor(context, asked.period)
  const question = await ask(own, request, days)
  const found = await answerOf(own, extents, question, request)
  const isCompared = asked.compare || asked.compare_filters
  const others = isCompared ? await othersOf(own, request, days) : undefined
  const before = others && (await answerOf(own, extents, others, request))
  const { total, rounded } = found.gathered
  const elsewhere = found.gathered.elsewhere || before?.gathered.elsewhere === true
  const money = { unconverted: total.unconverted, rounded, elsewhere }
  const meta = metaWith(await metaOfMoney(own, question, [money]), extents, found)
  const { now, beside } = await sideBySide(found, before, request)
  const answer = { meta, rows: now.page, row_count: now.count, totals: found.totals }
  return before ? { ...answer, compared: await comparedWith(before, beside) } : answer
}

/** The same, of a site that begins with its imported days. */
async function sinceImported(context: ReportContext) {
  const extents = await importedBefore(context)
  if (extents.length === 0) return { context, extents }
  const since = startIn(context.site.timezone, firstOf(extents))
  return { context: { ...context, first: Math.min(context.first ?? since, since) }, extents }
}

function firstOf(extents: readonly ImportedExtent[]): number {
  return Math.min(...extents.map(({ first }) => first))
}

function metaWith(
  meta: Meta,
  extents: readonly ImportedExtent[],
  { said }: Answered,
): StatsAnswer['meta'] {
  if (extents.length === 0) return meta
  const own_from = meta.data_from
  const data_from = earlierDate(firstOf(extents), own_from)
  if (!said) return { ...meta, data_from, own_from }
  const warnings = [...meta.warnings, ...sentencesOf(said)]
  return { ...meta, data_from, own_from, warnings, imported: said }
}

/** The page of rows, and beside each what it was. */
async function sideBySide(
  found: Answered,
  before: Answered | undefined,
  request: Ordered,
): Promise<{ now: Page; beside: StatsRow[] }> {
  if (isByChange(request.order)) {
    if (!before) throw new Refusal(422, 'a change is known where something is compared')
    const { beside, ...now } = await rowsByChange(found, before, request)
    return { now, beside }
  }
  const now = await statsRows(found.question, found.gathered, request)
  if (!before) return { now, beside: [] }
  const { page } = await statsRows(before.question, before.gathered, request, now)
  return { now, beside: page }
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

async function comparedWith(
  { question: others, gathered, totals, said }: Answered,
  rows: StatsRow[],
) {
  const { days, span, clock } = others.period
  const isCut = span.to < clock.startOfDay(days.to)
  return {
    ...datesOf(days),
    until: isCut ? new Date(span.to).toISOString() : null,
    unconverted: gathered.total.unconverted > 0 ? await unconvertedOf(others) : [],
    ...(said && { imported: said }),
    rows,
    totals,
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

interface Answered {
  question: Question
  gathered: Gathered
  totals: Record<string, number | null>
  said?: ImportedSaid | undefined
}

async function answerOf(
  context: ReportContext,
  extents: readonly ImportedExtent[],
  question: Question,
  { metrics }: StatsRequest,
): Promise<Answered> {
  const own = await gather(question, metrics)
  const { gathered, said } = await withImported(context, extents, {
    question,
    gathered: own,
    metrics,
  })
  const { total, own: isOwn } = gathered.imported ?? {}
  const whole = { facts: gathered.total, imported: total, own: isOwn }
  const totals = Object.fromEntries(
    metrics.map((metric: Metric) => [metric, metricValue(metric, whole, question.unit)]),
  )
  return { question, gathered, totals, said }
}
