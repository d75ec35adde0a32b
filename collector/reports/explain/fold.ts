import type { Question } from '../question/question.ts'
import type { Act } from './act.ts'
import { daysOfPeriod, seasonOf } from './days.ts'
import { ValueNumbers } from './dimension-fold.ts'
import type { Explained } from './metrics.ts'
import { type DaysOfPeriod, PeriodFold } from './period-fold.ts'
import type { Comparison } from './rows.ts'

/** Counts by value and day of one dimension in one period, of 16 bytes each. */
const MOST_COUNTS = 1 << 19
/** Two periods of them have numbers of 16 bits. */
const MOST_VALUES = 30_000

/** What is explained: how acts count, and where they come from. */
export interface Subject {
  metric: Explained
  /** Hands over the acts of one person after another, each person's in order of time. */
  each(question: Question, take: (acts: readonly Act[]) => void): Promise<void>
}

/** The people of both periods by the dimensions that the question asks for, one period after the other. */
export async function compared(
  question: Question,
  others: Question,
  { metric, each }: Subject,
): Promise<Comparison> {
  const days = { before: daysOfPeriod(others.period), after: daysOfPeriod(question.period) }
  const room = Math.min(
    MOST_VALUES,
    Math.floor(MOST_COUNTS / Math.max(days.before.count, days.after.count)),
  )
  const numbers = question.dimensions.map(() => new ValueNumbers(room))
  const season = seasonOf(days.before, days.after)
  const fold = async (one: Question, its: DaysOfPeriod) => {
    const period = new PeriodFold(numbers, its, { once: metric.once, visitors: metric.isRate })
    await each(one, (acts) => period.add(acts))
    return period.folded(season)
  }
  const before = await fold(others, days.before)
  for (const one of numbers) one.makeRoom()
  const after = await fold(question, days.after)
  return {
    before,
    after,
    values: numbers.map(({ values }) => values),
    days: { before: daysIn(others), after: daysIn(question) },
    metric,
  }
}

function daysIn({ period: { days } }: Question): number {
  return days.to - days.from
}
