import { z } from 'zod'
import { changeSentence, REASONS } from '../change-sentence.ts'
import { Refusal } from '../refusal.ts'
import { subjectOf } from './explain/acts.ts'
import { requireOfVisits, USUAL } from './explain/dimensions.ts'
import { compared, type Subject } from './explain/fold.ts'
import {
  EXPLAINED,
  type ExplainedMetric,
  FUNNEL_RATE,
  isExplained,
  METRICS,
} from './explain/metrics.ts'
import { causesOf } from './explain/named.ts'
import type { Folded } from './explain/period-fold.ts'
import { type Comparison, valueRows } from './explain/rows.ts'
import { namedEffects, reasonOf, type Shown } from './explain/told.ts'
import { ValueAnswer, valueAnswer } from './explain/value-answer.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { namerFor } from './facts/namer.ts'
import { askedFunnel, eachOutcome } from './funnel/asked.ts'
import { Beside } from './funnel/beside.ts'
import { definitionOf, funnelFields } from './funnel/definition.ts'
import { readingsOfFirst } from './funnel/first-values.ts'
import type { Outcome } from './funnel/rules.ts'
import { labelOf } from './funnel/steps.ts'
import { comparedQuestion, daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, DimensionName, Meta, nameOf } from './question/request.ts'

export const ExplainRequest = z.strictObject({
  ...funnelFields,
  /** Or a funnel. */
  metric: nameOf<ExplainedMetric>('metric', EXPLAINED, isExplained)
    .meta({ enum: [...EXPLAINED] })
    .nullish(),
  goal: z.string().nullish(),
  /** Of the funnel, from 0: its rate of those who entered is explained. The last if left out. */
  step: z.int().min(0, 'steps are counted from 0').nullish(),
  /** What the period is compared with: if left out, as many days directly before it. */
  against: common.compare,
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
  /** Of a funnel's step: those who entered in the period and may still come to it. */
  pending: z.int().nullable(),
})
export type ExplainAnswer = z.infer<typeof ExplainAnswer>

/** Which values of which dimensions account for the change of a metric or a funnel's rate from one period to another. */
export async function explain(
  context: ReportContext,
  asked: ExplainRequest,
): Promise<ExplainAnswer> {
  const days = await daysFor(context, asked.period)
  const question = withOwn(await questionOf(context, days, asked.filters), asked)
  const compare = asked.against ?? 'previous'
  const others = withOwn(await comparedQuestion(context, { ...asked, compare }, days), asked)
  const topic = await topicOf(context, question, asked)
  const comparison = await compared(question, others, topic.subject)
  const earns = topic.metric === 'revenue'
  const { from, to, unconverted } = await metaFor(context, others, earns && comparison.before)
  const meta = await metaFor(context, question, earns && comparison.after)
  const pending = topic.pending()
  const warnings = pending ? [pendingWarning(pending)] : []
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warnings] },
    pending,
    against: { from, to, unconverted },
    ...answerOf(comparison, topic, { shown: await shownOf(question), question }),
  }
}

/** With the dimensions and the goal that are asked for. */
function withOwn(question: Question, asked: ExplainRequest): Question {
  const dimensions = asked.dimensions ?? USUAL
  requireOfVisits(dimensions)
  const counted = asked.goal ? [goalNamed(asked.goal, question.goals)] : question.goals
  return { ...question, dimensions, counted }
}

/** What is explained, and what it is called. */
interface Topic {
  subject: Subject
  metric: ExplainedMetric
  /** The goal or the step. */
  name: string | undefined
  /** Once the period is folded: of a funnel's step how many may still come to it. */
  pending(): number | null
}

async function topicOf(
  context: ReportContext,
  question: Question,
  asked: ExplainRequest,
): Promise<Topic> {
  const isFunnel = Boolean(asked.steps ?? asked.funnel)
  if (Boolean(asked.metric) === isFunnel) {
    throw new Refusal(422, 'say what to explain: a metric, or a funnel by its steps or its id')
  }
  if (!asked.metric) return await topicOfFunnel(context, asked)
  const [goal] = question.counted
  return {
    subject: subjectOf(METRICS[asked.metric]),
    metric: asked.metric,
    name: asked.goal ? goal?.name : undefined,
    pending: () => null,
  }
}

async function topicOfFunnel(context: ReportContext, asked: ExplainRequest): Promise<Topic> {
  const definition = await definitionOf(context, asked)
  const last = definition.steps.length - 1
  const step = asked.step ?? last
  const named = definition.steps[step]
  if (step < 1 || !named) {
    throw new Refusal(422, `step: the rate from the start is of the steps 1 to ${last}`)
  }
  let pending = 0
  const take = (outcome: Outcome) => {
    if (outcome.pending && outcome.level <= step) pending++
    return Number(outcome.level > step)
  }
  return {
    subject: {
      metric: FUNNEL_RATE,
      each: async (question, hand) => {
        const funnel = await askedFunnel(context, question, definition)
        const beside = new Beside()
        const readings = readingsOfFirst(funnel, beside)
        await eachOutcome(funnel, beside, ({ moments }, outcome) => {
          const first = moments[outcome.first]
          if (!first) return
          const values = readings.map((reading) => reading(first))
          hand([{ at: first.at, starts: true, values, amount: take(outcome) }])
        })
      },
    },
    metric: 'conversion_rate',
    name: labelOf(named),
    pending: () => pending,
  }
}

function pendingWarning(pending: number): string {
  return `${pending} of those who entered may still come to the step: a fall may be no more than that`
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
  question: Question
}

function answerOf(comparison: Comparison, topic: Topic, { shown, question }: Showing) {
  const dimensions = valueRows(comparison)
  const rows = dimensions.flat()
  const causes = causesOf(rows, comparison)
  // Minor units in one of the currency; what is no money is as it is.
  const unit = topic.metric === 'revenue' ? question.unit : 1
  const valueIn = ({ amount, people }: Folded) =>
    comparison.metric.isRate ? amount / Math.max(1, people) : amount / unit
  const [before, after] = [valueIn(comparison.before), valueIn(comparison.after)]
  const told = {
    change: after - before,
    named: namedEffects(causes, comparison, { shown, unit }),
    reason: reasonOf({ causes, rows }, comparison),
  }
  const { metric, name: goal } = topic
  return {
    before,
    after,
    dimensions: shown.map(({ dimension, nameOf }, i) => ({
      dimension,
      values: (dimensions[i] ?? []).map((row) =>
        valueAnswer(row, comparison.metric, { nameOf, unit }),
      ),
    })),
    ...told,
    sentence: changeSentence({ ...told, metric, goal, currency: question.currency }),
  }
}
