import { z } from 'zod'
import { changeSentence, REASONS } from '../change-sentence.ts'
import { actsOf } from './explain/acts.ts'
import { requireOfVisits, USUAL } from './explain/dimensions.ts'
import { compared } from './explain/fold.ts'
import { EXPLAINED, type ExplainedMetric, isExplained, METRICS } from './explain/metrics.ts'
import { causesOf } from './explain/named.ts'
import type { Folded } from './explain/period-fold.ts'
import { type Comparison, valueRows } from './explain/rows.ts'
import { namedEffects, reasonOf, type Shown } from './explain/told.ts'
import { ValueAnswer, valueAnswer } from './explain/value-answer.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { namerFor } from './facts/stats-rows.ts'
import { comparedQuestion, daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, DimensionName, Meta, nameOf } from './question/request.ts'
import { DateRange } from './time/period.ts'

export const ExplainRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  metric: nameOf<ExplainedMetric>('metric', EXPLAINED, isExplained).meta({ enum: [...EXPLAINED] }),
  goal: z.string().nullish(),
  /** What the period is compared with: if left out, as many days directly before it. */
  against: DateRange.nullish(),
  match: common.match,
  dimensions: z.array(DimensionName).min(1).max(20).nullish(),
})
export type ExplainRequest = z.infer<typeof ExplainRequest>

const Named = z.object({
  dimension: z.string(),
  value: ValueAnswer.shape.value,
  /** How much of the change it is. */
  total: z.number(),
  why: z.enum(['volume', 'mix', 'rate']),
  /** Whether that number of people, their share, or what they did each rose. */
  rose: z.boolean(),
})

export const ExplainAnswer = z.object({
  meta: Meta,
  /** Both inclusive. */
  against: z.object({ from: z.iso.date(), to: z.iso.date(), unconverted: Meta.shape.unconverted }),
  before: z.number(),
  after: z.number(),
  change: z.number(),
  /** The totals of each dimension's values sum to the change. */
  dimensions: z.array(z.object({ dimension: z.string(), values: z.array(ValueAnswer) })),
  /** What is beyond chance: three at most, the greatest first. */
  named: z.array(Named),
  /** Why nothing is named. */
  reason: z.enum(REASONS).nullable(),
  sentence: z.string(),
})
export type ExplainAnswer = z.infer<typeof ExplainAnswer>

/** Which values of which dimensions account for the change of a metric from one period to another. */
export async function explain(
  context: ReportContext,
  asked: ExplainRequest,
): Promise<ExplainAnswer> {
  const days = await daysFor(context, asked.period)
  const question = withOwn(await questionOf(context, days, asked.filters), asked)
  const compare = asked.against ?? 'previous'
  const others = withOwn(await comparedQuestion(context, { ...asked, compare }, days), asked)
  const metric = METRICS[asked.metric]
  const subject = { metric, actsOf: (one: Question) => actsOf(one, metric) }
  const comparison = await compared(question, others, subject)
  const earns = asked.metric === 'revenue'
  const unit = earns ? question.unit : 1
  const { from, to, unconverted } = await metaFor(context, others, earns && comparison.before)
  return {
    meta: await metaFor(context, question, earns && comparison.after),
    against: { from, to, unconverted },
    ...answerOf(comparison, asked, { shown: await shownOf(question), unit, question }),
  }
}

/** With the dimensions and the goal that are asked for. */
function withOwn(question: Question, asked: ExplainRequest): Question {
  const dimensions = asked.dimensions ?? USUAL
  requireOfVisits(dimensions)
  const counted = asked.goal ? [goalNamed(asked.goal, question.goals)] : question.goals
  return { ...question, dimensions, counted }
}

function metaFor(context: ReportContext, question: Question, money: Folded | false): Promise<Meta> {
  const sums = money ? [{ unconverted: 1, rounded: !Number.isSafeInteger(money.amount) }] : []
  return metaOfMoney(context, question, sums)
}

async function shownOf(question: Question): Promise<Shown[]> {
  return Promise.all(
    question.dimensions.map(async (dimension) => ({
      dimension,
      nameOf: await namerFor(question, dimension),
    })),
  )
}

interface Showing {
  shown: readonly Shown[]
  /** Minor units in one of the currency; 1 of what is no money. */
  unit: number
  question: Question
}

function answerOf(comparison: Comparison, asked: ExplainRequest, showing: Showing) {
  const { shown, unit, question } = showing
  const rows = valueRows(comparison)
  const causes = causesOf(rows.flat(), comparison)
  const valueIn = ({ amount, people }: Folded) =>
    comparison.metric.isRate ? amount / Math.max(1, people) : amount / unit
  const [before, after] = [valueIn(comparison.before), valueIn(comparison.after)]
  const told = {
    change: after - before,
    named: namedEffects(causes, comparison, showing),
    reason: reasonOf(causes, comparison),
  }
  const goal = asked.goal ? question.counted[0]?.name : undefined
  const { currency } = question
  return {
    before,
    after,
    dimensions: shown.map(({ dimension, nameOf }, i) => ({
      dimension,
      values: (rows[i] ?? []).map((row) => valueAnswer(row, comparison.metric, { nameOf, unit })),
    })),
    ...told,
    sentence: changeSentence({ ...told, metric: asked.metric, goal, currency }),
  }
}
