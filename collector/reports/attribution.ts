import { z } from 'zod'
import { minorDigits } from '../money.ts'
import { rowFields } from './attribution/answer.ts'
import { askedAttribution, creditFields } from './attribution/asked.ts'
import { type Attributed, attributed } from './attribution/attributed.ts'
import { indistinct } from './attribution/indistinct.ts'
import { saturated, toldSaturation } from './attribution/saturated.ts'
import { rowsOf, totalsOf, warningsOf, warningsOfPaths } from './attribution/told.ts'
import { unconvertedOf } from './facts/money-meta.ts'
import { comparedQuestion, daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { datesOf } from './time/period.ts'

export const AttributionRequest = z.strictObject({
  ...common,
  ...creditFields,
  /** How much return and cost would vary with other people. */
  intervals: z.boolean().default(true),
  /** Rows; the totals are over everything. */
  limit: z.int().min(1).max(10_000).default(1_000),
  /** Ways to conversions, the most frequent. */
  top: z.int().min(0).max(100).default(20),
})
export type AttributionRequest = z.output<typeof AttributionRequest>

const Value = z.union([z.string(), z.number()]).nullable()
/** Beside these, under its own name, the dimension. */
const Row = z.looseObject(rowFields)

const UnconvertedSpend = z.array(z.object({ currency: z.string(), cost: z.number() }))
const Length = z.object({ length: z.int(), conversions: z.number() })

const told = {
  rows: z.array(Row),
  /** Of all, those beyond the limit among them. */
  row_count: z.int(),
  totals: z.object(rowFields),
}

export const AttributionAnswer = z.object({
  meta: Meta,
  ...told,
  paths: z.array(z.object({ path: z.array(Value), conversions: z.number(), revenue: z.number() })),
  /** Of all paths, how many visits they have and how many whole days they last. */
  path_touches: z.array(Length),
  path_days: z.array(Length),
  /** What found no visit of the period, by its keys. */
  unmatched_spend: z.array(
    z.object({
      source: z.string(),
      medium: z.string().nullable(),
      campaign: z.string().nullable(),
      content: z.string().nullable(),
      term: z.string().nullable(),
      campaign_id: z.string().nullable(),
      cost: z.number(),
    }),
  ),
  /** Spend without a rate, in its own currency: it is in no cost. */
  unconverted_spend: UnconvertedSpend,
  /** Neighbours by return that chance alone could have ordered. */
  indistinct: z.array(z.object({ values: z.array(Value), sentence: z.string() })),
  /** Of the dearest rows, each with its dimension; a `reason` where their days tell of no curve. */
  saturation: z.array(
    z.looseObject({
      form: z.enum(['flat', 'line', 'log', 'hill']).nullable(),
      reason: z.string().nullable(),
      /** With spend, of those that are over, and what they were credited with. */
      days: z.int(),
      conversions: z.number(),
      mean_daily_spend: z.number().nullable(),
      /** What the next conversion costs at that spend. */
      marginal_cpa: z.number().nullable(),
      /** Beyond it the next unit costs more than it brings; null where that is not in sight. */
      best_daily_spend: z.number().nullable(),
      /** Points of it by a day's spend, past today's and the best; none without a curve. */
      curve: z.array(z.object({ spend: z.number(), conversions: z.number() })),
    }),
  ),
  compared: z
    .object({
      from: z.iso.date(),
      to: z.iso.date(),
      /** Where a running period is compared with as much of another: its end. */
      until: z.iso.datetime().nullable(),
      /** As in `meta`, of these days. */
      unconverted: Meta.shape.unconverted,
      warnings: z.array(z.string()),
      unconverted_spend: UnconvertedSpend,
      ...told,
    })
    .optional(),
})
export type AttributionAnswer = z.infer<typeof AttributionAnswer>

/** What each value of a dimension brought by every way of sharing conversions among visits, beside what it cost. */
export async function attribution(
  context: ReportContext,
  request: AttributionRequest,
): Promise<AttributionAnswer> {
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const found = await attributedFor(context, question, request)
  const answer = {
    meta: await metaFor(context, found, request.top),
    ...tell(found, request),
    paths: pathsOf(found, request.top),
    path_touches: found.fold.lengths.touches,
    path_days: found.fold.lengths.days,
    ...spendTold(found),
    indistinct: indistinct(found),
    saturation: saturated(found).map((row) => ({
      [request.dimension]: row.value,
      ...toldSaturation(row),
    })),
  }
  const { compare } = request
  if (!compare) return answer
  const others = await comparedQuestion(context, { ...request, compare }, days)
  const compared = await attributedFor(context, others, request)
  const { days: range, span, clock } = others.period
  const isCut = span.to < clock.startOfDay(range.to)
  const until = isCut ? new Date(span.to).toISOString() : null
  const lost = {
    unconverted: compared.unconverted > 0 ? await unconvertedOf(compared.asked.question) : [],
    warnings: warningsOf(compared),
    unconverted_spend: spendTold(compared).unconverted_spend,
  }
  return { ...answer, compared: { ...datesOf(range), until, ...lost, ...tell(compared, request) } }
}

async function attributedFor(
  context: ReportContext,
  question: Question,
  request: AttributionRequest,
): Promise<Attributed> {
  const asked = askedAttribution(question, request, context.now)
  return await attributed(context, asked, request.intervals)
}

async function metaFor(context: ReportContext, found: Attributed, top: number): Promise<Meta> {
  const { question, chosen } = found.asked
  const meta = metaOf(context, { ...question, filters: [...question.filters, ...chosen] })
  const ofPaths = top > 0 ? warningsOfPaths(found) : []
  return {
    ...meta,
    unconverted: found.unconverted > 0 ? await unconvertedOf(question) : [],
    warnings: [...meta.warnings, ...warningsOf(found), ...ofPaths],
  }
}

function tell(found: Attributed, { dimension, limit }: AttributionRequest) {
  const rows = rowsOf(found).map(({ value, ...row }) => ({ [dimension]: value, ...row }))
  return { rows: rows.slice(0, limit), row_count: rows.length, totals: totalsOf(found) }
}

function pathsOf({ fold, values, asked }: Attributed, top: number) {
  const { unit } = asked.question
  return fold.paths
    .top(top, values.shown)
    .map(({ path, conversions, money }) => ({ path, conversions, revenue: money / unit }))
}

/** What is kept of costs that no row tells; a file of typing errors has as many as lines. */
const MOST_UNMATCHED = 1_000

function spendTold({ spend, asked }: Attributed) {
  const { unit } = asked.question
  const unmatched = spend?.unmatched().slice(0, MOST_UNMATCHED) ?? []
  return {
    unmatched_spend: unmatched.map(({ keys, cost }) => ({ ...keys, cost: cost / unit })),
    unconverted_spend: [...(spend?.unconverted ?? [])].map(([currency, amount]) => ({
      currency,
      cost: amount / 10 ** minorDigits(currency),
    })),
  }
}
