import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Metric } from '../vocabulary.ts'
import { NOTHING } from './facts/metrics.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { daysFor, dayToday, firstDay, questionIn } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, MetricName } from './question/request.ts'
import { type Days, localPeriod } from './time/period.ts'
import { dayTold, partTold, surpriseTold, type UsualAnswer } from './usual/answer.ts'
import { MEASURES } from './usual/measures.ts'
import { type DaysRead, daysBetween, readDays } from './usual/read.ts'
import { type RunningPart, runningParts } from './usual/running.ts'
import { DAYS_BEFORE, Series } from './usual/series.ts'
import { isLookedAt, type Part, surprisesOf } from './usual/surprises.ts'

export const UsualRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  metrics: z.array(MetricName).min(1).max(20),
  goal: z.string().nullish(),
})
export type UsualRequest = z.infer<typeof UsualRequest>

/** More is no news, and eight weeks before it are read as well. */
const MOST_DAYS = 400

/** Metrics day by day against the same weekdays of the eight weeks before, and what of it is beyond chance. */
export async function usual(context: ReportContext, asked: UsualRequest): Promise<UsualAnswer> {
  const stretch = stretchOf(context, await daysFor(context, asked.period))
  const question = await questionAsked(context, asked, stretch)
  const metrics = [...new Set(asked.metrics)]
  const read = await readDays(question, metrics)
  const all = metrics.map((metric) => ({ metric, series: seriesOf(metric, read, stretch) }))
  const running = stretch.isRunning
    ? await runningParts(context, { ...stretch, question, read }, all)
    : []
  const days = all.flatMap((one) => daysTold(one, stretch, running))
  const { surprises, looked_at } = surprisesOf(
    all.filter(({ metric }) => isLookedAt(metric)),
    stretch,
    running.flatMap((part) => partOf(part, stretch.today)),
  )
  const { total, rounded, elsewhere } = read.gathered
  const shown = { ...question, period: localPeriod(stretch.days, context.site) }
  return {
    meta: await metaOfMoney(context, shown, [
      { unconverted: total.unconverted, rounded, elsewhere },
    ]),
    days,
    surprises: surprises.map((surprise) => surpriseTold(surprise, stretch.today)),
    looked_at,
    reason: days.every(({ expected }) => expected === null) ? 'too_little' : null,
  }
}

interface Stretch {
  days: Days
  from: number
  /** The day after the last that has begun. */
  to: number
  /** The day after the last that is over. */
  closed: number
  /** The first whole day of data. */
  since: number
  today: number
  isRunning: boolean
}

function stretchOf(context: ReportContext, days: Days): Stretch {
  if (days.to - days.from > MOST_DAYS) {
    throw new Refusal(422, `what is usual is told of at most ${MOST_DAYS} days`)
  }
  const first = firstDay(context)
  const today = dayToday(context)
  return {
    days,
    from: days.from,
    to: Math.max(days.from, Math.min(days.to, today + 1)),
    closed: Math.min(days.to, today),
    since: first === null ? Number.POSITIVE_INFINITY : first + 1,
    today,
    isRunning: days.from <= today && today < days.to,
  }
}

async function questionAsked(
  context: ReportContext,
  { filters, goal }: UsualRequest,
  { from, to }: Stretch,
): Promise<Question> {
  const period = localPeriod({ from: from - DAYS_BEFORE, to }, context.site)
  const question = await questionIn(context, period, filters)
  return goal ? { ...question, counted: [goalNamed(goal, question.goals)] } : question
}

/** From eight weeks before on; the day that runs is none of it. */
function seriesOf(metric: Metric, read: DaysRead, { from, closed, since }: Stretch): Series {
  const { kind, on } = MEASURES[metric]
  const first = from - DAYS_BEFORE
  const measured = daysBetween({ from: first, to: closed }).map((day) =>
    day < since ? null : on(read.facts.get(day) ?? NOTHING, read.unit),
  )
  return new Series(kind, first, measured)
}

function daysTold(
  { metric, series }: { metric: Metric; series: Series },
  { from, closed, today }: Stretch,
  running: readonly RunningPart[],
) {
  const part = running.find((one) => one.metric === metric)
  return [
    ...daysBetween({ from, to: closed }).map((day) => dayTold(metric, day, series)),
    ...(part ? [partTold(part, today)] : []),
  ]
}

function partOf({ metric, day, expected }: RunningPart, today: number): Part[] {
  if (!(expected && isLookedAt(metric))) return []
  return [{ metric, from: today, to: today + 1, days: [day], expected, value: day.value }]
}
