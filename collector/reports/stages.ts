import { z } from 'zod'
import { annualValue } from './accounts/contract-value.ts'
import { knownAccounts } from './accounts/known.ts'
import { moneyOn } from './accounts/money.ts'
import { changesUntil } from './customers/changes.ts'
import { firstTouches } from './facts/first-touches.ts'
import { namerFor } from './facts/namer.ts'
import { type AskedFunnel, eachOutcome } from './funnel/asked.ts'
import { Beside } from './funnel/beside.ts'
import { StepMoney } from './funnel/money.ts'
import { Interval } from './funnel/steps.ts'
import { dayToday, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { DimensionName, Meta } from './question/request.ts'
import { askedStages, stageFields } from './stages/asked.ts'
import { requireOfVisit } from './stages/first-touch.ts'
import { Progress, type Reached, velocityOf } from './stages/progress.ts'
import { datesOf } from './time/period.ts'

export const StagesRequest = z.strictObject({
  ...stageFields,
  /** Of people's first visit ever. */
  dimension: DimensionName.nullish(),
  /** Rows by the dimension; what is beyond is one more. */
  limit: z.int().min(1).max(1_000).default(20),
})
export type StagesRequest = z.output<typeof StagesRequest>

const number = z.number().nullable()

const StageRow = z.object({
  goal: z.string(),
  people: z.int(),
  from_previous: number,
  interval: Interval,
  /** From the stage before. */
  median_days: number,
})

/** The last stage but one is an opportunity, the last is won. */
const outcome = {
  win_rate: number,
  win_interval: Interval,
  /** Median days from the first stage to the last. */
  cycle_days: number,
}

export const StagesAnswer = z.object({
  meta: Meta,
  stages: z.array(StageRow),
  ...outcome,
  /** What one that is won brings: a year of its subscription, else the mean of the last goal's money. */
  acv: number,
  acv_of: z.enum(['subscriptions', 'goal']).nullable(),
  /** opportunities × win rate × acv ÷ cycle, a day. */
  velocity: number,
  by: z
    .array(
      z.object({
        value: z.union([z.string(), z.number()]).nullable(),
        /** What is beyond the limit, together. */
        other: z.literal(true).optional(),
        stages: z.array(StageRow),
        ...outcome,
      }),
    )
    .optional(),
})
export type StagesAnswer = z.infer<typeof StagesAnswer>

/** Who came to the first stage in the period, how far they have come by now, and how long that took. */
export async function stages(
  context: ReportContext,
  request: StagesRequest,
): Promise<StagesAnswer> {
  const { asked, goals } = await askedStages(context, request)
  const { question } = asked
  if (request.dimension) requireOfVisit(question, request.dimension)
  const { people, brought } = await followed(context, asked)
  const all = progressOf(people.values(), goals.length)
  const { unconverted, ...worth } = await worthOf(context, question, { people, all, brought })
  const { dimension, limit } = request
  return {
    meta: { ...metaOf(context, question), unconverted },
    ...toldOf(all, goals),
    ...worth,
    velocity: velocityOf(all, worth.acv),
    ...(dimension && { by: await rowsBy(question, { people, goals, dimension, limit }) }),
  }
}

/** People by their numbers. */
type Followed = ReadonlyMap<number, Reached>

interface Brought {
  /** By the last goal's events that count, in units of the currency. */
  money: number
  unconverted: Meta['unconverted']
}

/** When people came to each stage, as a funnel follows them. */
async function followed(
  { settings }: ReportContext,
  asked: AskedFunnel,
): Promise<{ people: Followed; brought: Brought }> {
  const { question, reach } = asked
  const beside = new Beside()
  const rates = await settings.rates(question.currency, datesOf(reach.days))
  const money = new StepMoney(asked, rates, beside)
  const people = new Map<number, Reached>()
  await eachOutcome(asked, beside, (history, outcome) => {
    money.addChain(history, outcome)
    const { moments, who } = history
    people.set(
      who,
      outcome.chain.map((place) => moments[place]?.at ?? 0),
    )
  })
  const sum = money.sums.at(-1) ?? 0
  return { people, brought: { money: sum / question.unit, unconverted: money.unconverted() } }
}

function progressOf(people: Iterable<Reached>, stages: number): Progress {
  const progress = new Progress(stages)
  for (const reached of people) progress.add(reached)
  return progress
}

function toldOf(progress: Progress, goals: readonly string[]) {
  return {
    stages: progress.stages().map((stage, i) => ({ goal: goals[i] ?? '', ...stage })),
    win_rate: progress.winRate,
    win_interval: progress.winInterval,
    cycle_days: progress.cycleDays,
  }
}

interface Won {
  people: Followed
  all: Progress
  brought: Brought
}

/** What one that is won is worth: by subscriptions, at the rates of today, where those who were won have any. */
async function worthOf(
  context: ReportContext,
  question: Question,
  { people, all, brought }: Won,
): Promise<Pick<StagesAnswer, 'acv' | 'acv_of'> & Pick<Meta, 'unconverted'>> {
  const monthly = await moneyOn(context, dayToday(context))
  const { accountOf } = await knownAccounts(question)
  const stages = all.stages().length
  const won = [...people].filter(([, reached]) => reached.length === stages)
  const customers = new Set(won.map(([who]) => accountOf.get(who) ?? who))
  const annual = annualValue(customers, await changesUntil(context, context.now), monthly)
  if (annual !== null) {
    return { acv: annual, acv_of: 'subscriptions', unconverted: monthly.unconverted() }
  }
  const { money } = brought
  const unconverted = [...brought.unconverted, ...monthly.unconverted()]
  if (all.won === 0 || money <= 0) return { acv: null, acv_of: null, unconverted }
  return { acv: money / all.won, acv_of: 'goal', unconverted }
}

interface Split {
  people: Followed
  goals: readonly string[]
  dimension: NonNullable<StagesRequest['dimension']>
  limit: number
}

/** Those of whom most came to the first stage first, of equals by value; the rest as one. */
async function rowsBy(
  question: Question,
  { people, goals, dimension, limit }: Split,
): Promise<NonNullable<StagesAnswer['by']>> {
  const touches = await firstTouches(question, [dimension], [...people.keys()])
  const nameOf = await namerFor(question, dimension)
  const groups = new Map<string | number | null, Reached[]>()
  for (const [who, reached] of people) {
    const value = nameOf(touches.get(who)?.values[0] ?? null)
    const group = groups.get(value)
    if (group) group.push(reached)
    else groups.set(value, [reached])
  }
  const rows = [...groups].sort(
    ([a, one], [b, other]) => other.length - one.length || (String(a) < String(b) ? -1 : 1),
  )
  const rest = rows.slice(limit).flatMap(([, group]) => group)
  const told = (group: readonly Reached[]) => toldOf(progressOf(group, goals.length), goals)
  return [
    ...rows.slice(0, limit).map(([value, group]) => ({ value, ...told(group) })),
    ...(rest.length > 0 ? [{ value: null, other: true as const, ...told(rest) }] : []),
  ]
}

/** The rows of its CSV: a line a stage, of each value where a dimension is asked for. */
export function stagesTable({ stages: all, by }: StagesAnswer): object[] {
  if (!by) return all
  return by.flatMap(({ value, other, stages: own }) =>
    own.map((stage) => ({ value: other ? 'other' : value, ...stage })),
  )
}
