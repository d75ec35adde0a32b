import type { Metric } from '../../vocabulary.ts'
import { NOTHING } from '../facts/metrics.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { weekdayOf } from '../time/calendar.ts'
import { type Expected, expectedOf } from './expected.ts'
import { MEASURES } from './measures.ts'
import { type Day, type Past, pastOf } from './past.ts'
import { type DaysRead, readParts } from './read.ts'
import type { Series } from './series.ts'

/** The day that is not over: what there is of it, and what there usually is by now. */
export interface RunningPart {
  metric: Metric
  day: Day
  expected: Expected | undefined
  /** What the whole day comes to if it goes on like this; null where that cannot be told. */
  pace: number | null
}

interface Asked {
  question: Question
  read: DaysRead
  today: number
  /** The first whole day of data. */
  since: number
}

export async function runningParts(
  context: ReportContext,
  asked: Asked,
  metrics: readonly { metric: Metric; series: Series }[],
): Promise<RunningPart[]> {
  const { read, today } = asked
  const weekday = weekdayOf(today)
  const names = metrics.map(({ metric }) => metric)
  const before = await readParts(context, asked, names)
  return metrics.flatMap(({ metric, series }) => {
    const { kind, on } = MEASURES[metric]
    const part = on(read.facts.get(today) ?? NOTHING, read.unit)
    if (!part) return []
    const day = { ...part, at: today, weekday }
    const parts = before.map(({ day: at, facts }) => {
      const measured = on(facts, read.unit)
      return measured && { ...measured, at, weekday }
    })
    const past = series.before(today)
    const expected = expectedOf(restless(pastOf(kind, parts), past), [day])
    const whole = expectedOf(past, [day])
    return { metric, day, expected, pace: isSum(metric) ? paceOf(day, expected, whole) : null }
  })
}

/** Whether what comes later in the day adds to it. */
function isSum(metric: Metric): boolean {
  return MEASURES[metric].kind === 'count' || metric === 'revenue'
}

/** Before a tenth of what a day usually has, its first hours say nothing of the rest. */
const EARLY = 0.1

function paceOf(
  { value }: Day,
  expected: Expected | undefined,
  whole: Expected | undefined,
): number | null {
  if (!(expected && whole) || expected.mean < EARLY * whole.mean || expected.mean <= 0) return null
  return Math.max(value, (whole.mean * value) / expected.mean)
}

/** Eight days say little about how far days vary, and about the way things go: all days of the eight weeks say that. */
function restless(parts: Past, whole: Past): Past {
  const { spread, df } = parts.spread >= whole.spread ? parts : whole
  const { slope, slopeVariance } = whole
  return { ...parts, spread, df, memory: 0, slope, slopeVariance }
}
