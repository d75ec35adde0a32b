import type { Metric } from '../../collector/vocabulary.ts'
import { addDays, daysOf, type Range } from './period.ts'
import { type ReportAnswer, reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { aloneRequest, shownRange, today } from './view.ts'

export type UsualAnswer = ReportAnswer<'usual'>
export type Surprise = UsualAnswer['surprises'][number]

/** What lies further back is no news. */
const MOST_DAYS = 92

/** Of the days in view those that are told of: the last 92 up to today; none of days to come. */
export function usualRange(shown: Range | undefined, now: string): Range | undefined {
  const to = shown && shown.to < now ? shown.to : now
  const from = addDays(to, 1 - MOST_DAYS)
  if (!shown || daysOf({ from: shown.from, to }) > MOST_DAYS) return { from, to }
  return shown.from > to ? undefined : { from: shown.from, to }
}

/** What is usual on the days in view, and what of them is not, of a goal or of all. */
export function usualQuestion(
  metrics: readonly Metric[],
  goal: string | undefined,
): Question<UsualAnswer> | undefined {
  const period = usualRange(shownRange.value, today.value)
  if (!period) return undefined
  const { filters } = aloneRequest.value
  return reportQuestion('usual', { period, filters, metrics, ...(goal !== undefined && { goal }) })
}

/** Between what a metric usually lies, bucket by bucket. */
export interface Band {
  low: (number | null)[]
  high: (number | null)[]
  /** On which side of it the value lies, where it lies beyond. */
  sides: ('low' | 'high' | null)[]
  /** What the running one comes to at this pace. */
  pace: { position: number; value: number } | undefined
}

/** On these days; undefined where it is known of none of them. */
export function bandOf(
  { days }: Pick<UsualAnswer, 'days'>,
  metric: Metric,
  keys: readonly string[],
): Band | undefined {
  const running = days.find((day) => day.metric === metric && day.partial)
  const position = running ? keys.indexOf(running.date) : -1
  const known = new Map(days.filter((day) => day.metric === metric).map((day) => [day.date, day]))
  const low = keys.map((key) => known.get(key)?.low ?? null)
  if (low.every((one) => one === null)) return undefined
  return {
    low,
    high: keys.map((key) => known.get(key)?.high ?? null),
    sides: keys.map((key) => known.get(key)?.abnormal ?? null),
    pace:
      position >= 0 && running && running.pace !== null
        ? { position, value: running.pace }
        : undefined,
  }
}
