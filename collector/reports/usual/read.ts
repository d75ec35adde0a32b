import type { Metric } from '../../vocabulary.ts'
import { type Gathered, gather } from '../facts/gather.ts'
import { type Facts, NOTHING } from '../facts/metrics.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { bucketsOf } from '../time/buckets.ts'
import { dayNumber } from '../time/calendar.ts'
import { cutAt } from '../time/comparison.ts'
import { type Days, localPeriod } from '../time/period.ts'
import { WEEKS } from './series.ts'

/** What is known of a site's days. */
export interface DaysRead {
  /** Days since 1970-01-01; what is not in it had nothing. */
  facts: ReadonlyMap<number, Facts>
  gathered: Gathered
  /** Minor units in one of the currency. */
  unit: number
}

/** The facts of every day of the question's period. */
export async function readDays(question: Question, metrics: readonly Metric[]): Promise<DaysRead> {
  const gathered = await gather({ ...question, dimensions: ['time:day'] }, metrics)
  const { keys } = bucketsOf('day', question.period)
  const facts = new Map<number, Facts>()
  for (const group of gathered.groups) {
    const date = keys[Number(group.keys[0])]
    if (date !== undefined) facts.set(dayNumber(date), group.facts)
  }
  return { facts, gathered, unit: question.unit }
}

/** What there was of a day by some time of it. */
interface Part {
  day: number
  facts: Facts
}

/** Of the same weekday of each of the eight weeks before, up to this time of day; none before `since`. */
export async function readParts(
  context: ReportContext,
  { question, today, since }: { question: Question; today: number; since: number },
  metrics: readonly Metric[],
): Promise<Part[]> {
  const parts: Part[] = []
  for (let week = WEEKS; week > 0; week--) {
    const day = today - 7 * week
    if (day < since) continue
    const period = cutAt(localPeriod({ from: day, to: day + 1 }, context.site), context.now)
    // A day that the clock of that night leaves out, or that has not begun by then.
    const isOpen = period.span.to > period.span.from
    const asked = { ...question, period, dimensions: [] }
    parts.push({ day, facts: isOpen ? (await gather(asked, metrics)).total : NOTHING })
  }
  return parts
}

export function daysBetween({ from, to }: Days): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}
