import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { askedAttribution, creditFields, ModelName } from './attribution/asked.ts'
import { type Attributed, attributed } from './attribution/attributed.ts'
import { warningsOf } from './attribution/told.ts'
import { backwards, lockedCost, type Plan } from './plan/backwards.ts'
import { lockedIn, unlocked } from './plan/locked.ts'
import { capacityOf, expectation, spendRange } from './plan/range.ts'
import { reasonsOf, shortOfLocked } from './plan/reasons.ts'
import { together } from './plan/source.ts'
import { curvesOf, sourcesOf } from './plan/sources.ts'
import { byStage, stagesOf } from './plan/stages.ts'
import { type PlanAnswer, rounded, rowTold, stagesTold, visitsTold } from './plan/told.ts'
import { comparedQuestion, daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common } from './question/request.ts'
import type { Days } from './time/period.ts'

const { lookback, half_life, exclude_direct, collapse_repeats, dimension } = creditFields
const Factors = z.record(z.string().max(200), z.number().positive().max(1_000))
const Amount = z.number().positive().max(1e12)

export const PlanRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  target: z.union([
    z.strictObject({ revenue: Amount }),
    z.strictObject({ customers: Amount }),
    /** More than now, by a share: 0.1 of 120 is a target of 132. */
    z.strictObject({
      growth: z.number().gt(-1).max(1_000),
      of: z.enum(['customers', 'revenue']).default('customers'),
    }),
  ]),
  /** Goals from the first to the one that makes a customer. */
  stages: z.array(z.string().max(200)).min(1).max(8).optional(),
  /** Instead of them: a saved funnel whose steps are goals, by id or name. */
  funnel: z.string().max(200).optional(),
  by: dimension,
  /** Days in which the target is to be reached; as many as the period has when left out. */
  days: z.int().min(1).max(3_660).optional(),
  model: ModelName.default('last_non_direct'),
  lookback,
  half_life,
  exclude_direct,
  collapse_repeats,
  /** What if: other rates from the stage before, by goal; another value of a conversion. */
  overrides: z
    .strictObject({
      rates: Factors.optional(),
      /** Instead of one rate for all: how many times each row's own. */
      gains: Factors.optional(),
      average_value: Amount.optional(),
    })
    .optional(),
  /** Values of the dimension that go on as they do. */
  locked: z
    .array(z.union([z.string().max(2_000), z.number()]).nullable())
    .max(200)
    .default([]),
  /** Money for all of the days, of which the answer says what it brings. */
  spend: z.number().nonnegative().max(1e12).optional(),
  /** Who sells, and how many each takes on in 30 days. */
  capacity: z.strictObject({ people: z.int().min(1).max(1e6), each: Amount }).optional(),
  /** Rates a year before as well. */
  last_year: z.boolean().default(false),
})
export type PlanRequest = z.output<typeof PlanRequest>

/** Told of; what is planned and summed is everything. */
const MOST_ROWS = 10_000

/** Back from a target through the site's own rates: how many units and what spend, and what is out of reach. */
export async function plan(context: ReportContext, request: PlanRequest): Promise<PlanAnswer> {
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const stages = await stagesOf(context, request, question)
  const found = await attributedTo(context, question, { ...request, stages })
  const last = found.at(-1)
  if (!last?.spend) {
    throw new Refusal(422, 'a plan needs costs, and spend does not tell what the filters ask about')
  }
  const locked = lockedIn(found, request.locked)
  const sourced = {
    ...{ model: request.model, fresh: asksCustomers(request) },
    locked: new Set([...locked.values()].flat()),
  }
  const sources = sourcesOf(found, sourced, curvesOf(last))
  const all = sources.map(({ source }) => source)
  const worth = request.overrides?.average_value ?? averageValue(last)
  const length = days.to - days.from
  const horizon = request.days ?? length
  const scale = horizon / length
  const target = targetOf(request, worth, (together(all).stages.at(-1) ?? 0) * scale)
  const asked: Plan = { target, days: length, horizon, ...changedRates(request, stages) }
  const planning = backwards(all, asked)
  const left = target - planning.reached
  const missing = left > 1e-6 ? left : 0
  const before = await attributedBefore(context, days, { ...request, stages })
  const past = sourcesOf(before, sourced).map(({ source }) => source)
  const grown = { sources: all, planning, scale, stages, past }
  const spend = request.spend ?? together(all).cost * scale
  const short = shortOfLocked(spend, lockedCost(all, asked), question.currency)
  const meta = metaOf(context, question)
  const warnings = [...warningsOf(last), ...unlocked(locked, sources), ...short]
  const { capacity } = request
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warnings] },
    target: {
      units: rounded(target),
      revenue: worth === null ? null : target * worth,
      average_value: worth,
      days: horizon,
    },
    visits: visitsTold(grown),
    stages: stagesTold(grown),
    rows: sources.slice(0, MOST_ROWS).map(({ value, source }, i) => ({
      [request.by]: value,
      ...rowTold(source, planning.sources[i], grown),
    })),
    spend: planning.sources.reduce((sum, { spend }) => sum + spend, 0),
    spend_interval: spendRange(all, asked),
    expected: expectation(all, asked, spend),
    capacity: capacity ? capacityOf(capacity, asked) : null,
    reached: rounded(planning.reached),
    missing: rounded(missing),
    reasons: reasonsOf(planning, missing),
  }
}

type Staged = PlanRequest & { stages: string[] }

function changedRates({ overrides }: PlanRequest, stages: readonly string[]) {
  const rates = byStage(overrides?.rates, stages)
  const gains = byStage(overrides?.gains, stages)
  const twice = stages.find((_, k) => rates[k] !== undefined && gains[k] !== undefined)
  if (twice === undefined) return { rates, gains }
  throw new Refusal(422, `say a rate or a gain of "${twice}", not both`)
}

/** Of the same days a year before, where that is asked for. */
async function attributedBefore(
  context: ReportContext,
  days: Days,
  request: Staged,
): Promise<Attributed[]> {
  if (!request.last_year || request.period === 'all') return []
  const before = await comparedQuestion(context, { ...request, compare: 'year' }, days)
  return await attributedTo(context, before, request)
}

async function attributedTo(
  context: ReportContext,
  question: Question,
  request: Staged,
): Promise<Attributed[]> {
  const found: Attributed[] = []
  for (const goal of request.stages) {
    const fields = { ...request, goal, dimension: request.by, models: [request.model] }
    found.push(await attributed(context, askedAttribution(question, fields, context.now), false))
  }
  return found
}

function averageValue({ credits, asked }: Attributed): number | null {
  const [model = 'last'] = asked.models
  const { conversions, money } = credits.total(model)
  return conversions > 0 && money > 0 ? money / asked.question.unit / conversions : null
}

/** In units of the last stage, of which there are so many `now`. */
function targetOf({ target }: PlanRequest, worth: number | null, now: number): number {
  if ('customers' in target) return target.customers
  if ('growth' in target) return now * (1 + target.growth)
  if (worth !== null) return target.revenue / worth
  throw new Refusal(422, 'the last stage brings no revenue; say overrides.average_value')
}

function asksCustomers({ target }: PlanRequest): boolean {
  return 'growth' in target ? target.of === 'customers' : 'customers' in target
}
