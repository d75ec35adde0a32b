import { z } from 'zod'
import { DAY } from '../durations.ts'
import { windowMs } from '../settings/funnel-definition.ts'
import { namerFor } from './facts/namer.ts'
import { type AskedFunnel, askedFunnel, eachOutcome } from './funnel/asked.ts'
import { Beside } from './funnel/beside.ts'
import { Breakdown, BreakdownRow } from './funnel/breakdown.ts'
import { Counts } from './funnel/counts.ts'
import { definitionOf, funnelFields } from './funnel/definition.ts'
import { StepMoney } from './funnel/money.ts'
import { openStartsOf } from './funnel/open-starts.ts'
import {
  biggestDrop,
  Interval,
  intervalOf,
  rateOf,
  StepRow,
  stepRows,
  worstRate,
} from './funnel/steps.ts'
import { Limits, Trend, TrendRow } from './funnel/trend.ts'
import { comparedQuestion, daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { common, DimensionName, Meta } from './question/request.ts'
import { datesOf, type LocalPeriod } from './time/period.ts'

export const FunnelRequest = z.strictObject({
  ...funnelFields,
  compare: common.compare,
  match: common.match,
  breakdown: DimensionName.nullish(),
  /** Rows of the breakdown; what is beyond is one more. */
  limit: z.int().min(1).max(1000).default(20),
  trend: z.enum(['day', 'week']).nullish(),
})
export type FunnelRequest = z.infer<typeof FunnelRequest>

const told = {
  /** Units that reached the first step, and the last. */
  entered: z.int(),
  converted: z.int(),
  /** Units that have not converted, and still may. */
  pending: z.int(),
  rate: z.number().nullable(),
  interval: Interval,
  steps: z.array(StepRow),
  /** Index of the step before which most units were lost; null where none was. */
  biggest_drop: z.int().nullable(),
  /** Index of the step with the lowest rate from the one before. */
  worst_rate: z.int().nullable(),
  /** Empty where none was asked for, as the breakdown. */
  trend: z.array(TrendRow),
  limits: Limits,
  breakdown: z.array(BreakdownRow),
}
const Told = z.object(told)
type Told = z.infer<typeof Told>

export const FunnelAnswer = z.object({
  meta: Meta,
  ...told,
  compared: z
    .object({
      from: z.iso.date(),
      to: z.iso.date(),
      /** Where a running period is compared with as much of another: its end. */
      until: z.iso.datetime().nullable(),
      ...told,
    })
    .optional(),
})
export type FunnelAnswer = z.infer<typeof FunnelAnswer>

/** How many people, visits or attempts come how far along some steps, where they stop, and how long it takes. */
export async function funnel(
  context: ReportContext,
  request: FunnelRequest,
): Promise<FunnelAnswer> {
  const definition = await definitionOf(context, request)
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const asked = await askedFunnel(context, question, definition)
  const { told, unconverted } = await tell(context, asked, request)
  const answer = { meta: { ...metaOf(context, question), unconverted }, ...told }
  const { compare } = request
  if (!compare) return answer
  const others = await comparedQuestion(context, { ...request, compare }, days)
  const compared = await tell(context, await askedFunnel(context, others, definition), request)
  return { ...answer, compared: { ...stretchOf(others.period), ...compared.told } }
}

function stretchOf({ days, span, clock }: LocalPeriod) {
  const isCut = span.to < clock.startOfDay(days.to)
  return { ...datesOf(days), until: isCut ? new Date(span.to).toISOString() : null }
}

/** What one period has to tell. */
async function tell(
  context: ReportContext,
  asked: AskedFunnel,
  { breakdown: dimension, trend: unit, limit }: FunnelRequest,
): Promise<{ told: Told; unconverted: Meta['unconverted'] }> {
  const { definition, question, now } = asked
  const { steps, order } = definition
  const beside = new Beside()
  const counts = new Counts(steps.length)
  const money = new StepMoney(asked, await ratesFor(context, asked), beside)
  const breakdown = dimension
    ? new Breakdown(asked, dimension, { beside, nameOf: await namerFor(question, dimension) })
    : undefined
  const trend = unit ? new Trend(unit, question.period, steps.length) : undefined
  const openStarts = openStartsOf(asked)
  await eachOutcome(asked, beside, (history, outcome) => {
    const first = history.moments[outcome.first]
    if (first === undefined) return
    counts.add(outcome)
    if (order !== 'any') counts.addTimes(history, outcome)
    money.addChain(history, outcome)
    trend?.add(first.at, outcome, openStarts(history, outcome))
    breakdown?.add(first, outcome.level)
  })
  const rows = stepRows(
    steps,
    counts,
    money.sums.map((sum) => sum / question.unit),
  )
  return {
    told: {
      ...totalsOf(counts),
      steps: rows,
      biggest_drop: biggestDrop(rows),
      worst_rate: worstRate(rows),
      ...(trend?.told(now) ?? { trend: [], limits: null }),
      breakdown: breakdown?.rows(limit) ?? [],
    },
    unconverted: money.unconverted(),
  }
}

function totalsOf({ reached, pendingAt }: Counts) {
  const [entered = 0, converted = 0] = [reached[0], reached.at(-1)]
  return {
    entered,
    converted,
    pending: pendingAt.reduce((sum, count) => sum + count, 0),
    rate: rateOf(converted, entered),
    interval: intervalOf(converted, entered),
  }
}

/** Those of the days that the windows reach to. */
function ratesFor({ settings }: ReportContext, { question, definition }: AskedFunnel) {
  const { from, to } = question.period.days
  const days = { from, to: to + Math.ceil(windowMs(definition.window) / DAY) + 1 }
  return settings.rates(question.currency, datesOf(days))
}
