import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import { rounded } from './attribution/answer.ts'
import { askedAttribution, creditFields, ModelName } from './attribution/asked.ts'
import { type Attributed, attributed } from './attribution/attributed.ts'
import { saturated } from './attribution/saturated.ts'
import { warningsOf } from './attribution/told.ts'
import { backwards, type Planned, type Planning, type Source } from './plan/backwards.ts'
import { reasonsOf, whyOf } from './plan/reasons.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'

const { lookback, half_life, exclude_direct, collapse_repeats, dimension } = creditFields
const Amount = z.number().positive().max(1e12)

export const PlanRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  target: z.union([z.strictObject({ revenue: Amount }), z.strictObject({ customers: Amount })]),
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
      rates: z.record(z.string().max(200), z.number().positive().max(1_000)).optional(),
      average_value: Amount.optional(),
    })
    .optional(),
})
export type PlanRequest = z.output<typeof PlanRequest>

const Known = z.number().nullable()

export const PlanAnswer = z.object({
  meta: Meta,
  /** In units of the last stage: new customers, or conversions for a target in money. */
  target: z.object({ units: z.number(), revenue: Known, average_value: Known, days: z.int() }),
  stages: z.array(z.object({ stage: z.string(), now: z.number(), units: Known })),
  /** Beside these, under its own name, the dimension. */
  rows: z.array(
    z.looseObject({
      /** What it brings in as many days as it is. */
      now: z.number(),
      spend_now: z.number(),
      visits: Known,
      stages: z.array(z.object({ stage: z.string(), units: Known, rate: Known })),
      spend: z.number(),
      ceiling: z.object({ daily_spend: z.number(), units: z.number(), why: z.string() }),
    }),
  ),
  spend: z.number(),
  reached: z.number(),
  missing: z.number(),
  reasons: z.array(z.string()),
})
export type PlanAnswer = z.infer<typeof PlanAnswer>

/** Back from a target through the site's own rates: how many units and what spend, and what is out of reach. */
export async function plan(context: ReportContext, request: PlanRequest): Promise<PlanAnswer> {
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const stages = await stagesOf(context, request, question)
  const rates = overriddenRates(request, stages)
  const found: Attributed[] = []
  for (const goal of stages) found.push(await attributedTo(context, question, { ...request, goal }))
  const last = found.at(-1)
  if (!last?.spend) {
    throw new Refusal(422, 'a plan needs costs, and spend does not tell what the filters ask about')
  }
  const sources = sourcesOf(found, request)
  const worth = request.overrides?.average_value ?? averageValue(last)
  const length = days.to - days.from
  const horizon = request.days ?? length
  const target = targetOf(request, worth)
  const planning = backwards([...sources.values()], { target, days: length, horizon, rates })
  const missing = Math.max(0, target - planning.reached)
  const grown = { scale: horizon / length, stages }
  return {
    meta: { ...metaOf(context, question), warnings: warningsOf(last) },
    target: {
      units: rounded(target),
      revenue: worth === null ? null : target * worth,
      average_value: worth,
      days: horizon,
    },
    stages: stagesTold([...sources.values()], planning, grown),
    rows: [...sources].map(([value, source], i) => ({
      [request.by]: value,
      ...rowTold(source, planning.sources[i], grown),
    })),
    spend: planning.sources.reduce((sum, { spend }) => sum + spend, 0),
    reached: rounded(planning.reached),
    missing: rounded(missing),
    reasons: reasonsOf(planning, missing),
  }
}

async function stagesOf(
  { settings }: ReportContext,
  { stages, funnel }: PlanRequest,
  { goals }: Question,
): Promise<string[]> {
  if ((stages === undefined) === (funnel === undefined)) {
    throw new Refusal(422, 'name the stages, or a funnel whose steps are goals')
  }
  if (stages) return stages.map((name) => goalNamed(name, goals).name)
  const known = await settings.funnels()
  const saved = known.find(({ id }) => id === funnel) ?? known.find(({ name }) => name === funnel)
  if (!saved) {
    const names = known.map(({ name }) => name)
    throw new Refusal(422, unknownName('funnel', funnel ?? '', names))
  }
  return saved.steps.map(({ goal, where }, i) => {
    if (goal !== undefined && !where?.length) return goalNamed(goal, goals).name
    throw new Refusal(422, `step ${i} of "${saved.name}" is no goal, and a plan counts goals only`)
  })
}

function overriddenRates({ overrides }: PlanRequest, stages: readonly string[]) {
  const rates = overrides?.rates ?? {}
  for (const name of Object.keys(rates)) {
    if (!stages.includes(name)) throw new Refusal(422, unknownName('stage', name, [...stages]))
  }
  return stages.map((stage) => rates[stage])
}

async function attributedTo(
  context: ReportContext,
  question: Question,
  request: PlanRequest & { goal: string },
): Promise<Attributed> {
  const fields = { ...request, dimension: request.by, models: [request.model] }
  return await attributed(context, askedAttribution(question, fields, context.now), false)
}

function averageValue({ credits, asked }: Attributed): number | null {
  const [model = 'last'] = asked.models
  const { conversions, money } = credits.total(model)
  return conversions > 0 && money > 0 ? money / asked.question.unit / conversions : null
}

function targetOf({ target }: PlanRequest, worth: number | null): number {
  if ('customers' in target) return target.customers
  if (worth !== null) return target.revenue / worth
  throw new Refusal(422, 'the last stage brings no revenue; say overrides.average_value')
}

type Value = string | number | null

/** Every value with units or cost, by what it brings now. */
function sourcesOf(found: readonly Attributed[], request: PlanRequest): Map<Value, Source> {
  const last = found.at(-1)
  const curves = new Map(
    (last ? saturated(last) : []).map(({ value, found: curve }) => [value, curve]),
  )
  const values = new Set(found.flatMap(({ values }) => values.shown))
  const sources = [...values].map((value) => {
    const lines = found.map((one) => one.credits.of(request.model, one.values.known(value)))
    const line = lines.at(-1)
    const number = last?.values.known(value) ?? -1
    const curve = curves.get(value)
    const isKnown = typeof curve === 'object'
    const source: Source = {
      visits: last?.fold.visits[number] ?? 0,
      stages: lines.map(({ conversions, fresh }, k) =>
        'customers' in request.target && k === found.length - 1 ? fresh : conversions,
      ),
      conversions: line?.conversions ?? 0,
      cost: (last?.spend?.rows.get(number)?.cost ?? 0) / (last?.asked.question.unit ?? 1),
      response: isKnown ? curve.response : undefined,
      best: isKnown ? curve.best_daily_spend : null,
    }
    return [value, source] as const
  })
  const brings = ({ stages, cost }: Source) => cost > 0 || stages.some((units) => units > 0)
  return new Map(
    sources
      .filter(([, source]) => brings(source))
      .sort(([, a], [, b]) => (b.stages.at(-1) ?? 0) - (a.stages.at(-1) ?? 0)),
  )
}

interface Grown {
  scale: number
  stages: readonly string[]
}

function stagesTold(
  sources: readonly Source[],
  planning: Planning,
  { scale, stages }: Grown,
): PlanAnswer['stages'] {
  return stages.map((stage, k) => {
    const planned = planning.sources.map((one) => one.stages[k] ?? null)
    const now = sources.reduce((sum, one) => sum + (one.stages[k] ?? 0), 0)
    const isKnown = planned.every((units) => units !== null)
    const units = planned.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    return { stage, now: rounded(now * scale), units: isKnown ? rounded(units) : null }
  })
}

function rowTold(source: Source, planned: Planned | undefined, { scale, stages }: Grown) {
  const ceiling = planned?.ceiling ?? { daily_spend: 0, units: 0, why: 'unpaid' }
  return {
    now: rounded((source.stages.at(-1) ?? 0) * scale),
    spend_now: source.cost * scale,
    visits: planned?.visits ?? null,
    stages: stages.map((stage, k) => ({
      stage,
      units: planned?.stages[k] ?? null,
      rate: planned?.rates[k] ?? null,
    })),
    spend: planned?.spend ?? 0,
    ceiling: { ...ceiling, why: whyOf(ceiling.why) },
  }
}
