import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { gather } from './facts/gather.ts'
import type { Facts } from './facts/metrics.ts'
import { asOf, daysFor, dayToday, firstDay, metaOf, questionIn } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { goalNamed } from './question/goal-named.ts'
import { common, MetricName } from './question/request.ts'
import { bucketsOf } from './time/buckets.ts'
import { startOfWeek } from './time/calendar.ts'
import { localPeriod } from './time/period.ts'
import {
  type Known,
  placesOf,
  toldInterval,
  UNITS,
  type Unit,
  type UsualIntervalsAnswer,
} from './usual/intervals.ts'
import { DAYS_BEFORE } from './usual/series.ts'

export const UsualIntervalsRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  metrics: z.array(MetricName).min(1).max(20),
  goal: z.string().nullish(),
  per: z.enum(UNITS),
  /** Those alone, by their keys. */
  keys: z.array(z.string().max(40)).max(1_000).nullish(),
})
export type UsualIntervalsRequest = z.infer<typeof UsualIntervalsRequest>

const MOST_DAYS: Readonly<Record<Unit, number>> = { hour: 62, day: 400, week: 400 }

/** Metrics in whole hours, days or weeks that are over, against the like of each in the eight weeks before. */
export async function usualIntervals(
  context: ReportContext,
  asked: UsualIntervalsRequest,
): Promise<UsualIntervalsAnswer> {
  const { per, filters, goal, keys } = asked
  const days = await daysFor(context, asked.period)
  if (days.to - days.from > MOST_DAYS[per]) {
    throw new Refusal(422, `what is usual by ${per} is told of at most ${MOST_DAYS[per]} days`)
  }
  const { site, now } = context
  const from = per === 'week' ? startOfWeek(days.from, site.week_start) : days.from
  const to = Math.max(from, Math.min(days.to, dayToday(context) + 1))
  const period = localPeriod({ from: from - DAYS_BEFORE, to }, site)
  const whole = await questionIn(context, period, filters)
  const question = goal ? { ...whole, counted: [goalNamed(goal, whole.goals)] } : whole
  const metrics = [...new Set(asked.metrics)]
  const gathered = await gather({ ...question, dimensions: [`time:${per}`] }, metrics)
  const facts = new Map<number, Facts>()
  for (const { keys: at, facts: own } of gathered.groups) facts.set(Number(at[0]), own)
  const first = firstDay(context)
  const since = first === null ? Number.POSITIVE_INFINITY : first + 1
  const buckets = bucketsOf(per, period)
  const known: Known = { per, buckets, facts, unit: question.unit, since }
  const isOver = (bucket: number) => (buckets.edges[bucket + 1] ?? 0) <= now
  const wanted = keys && new Set(keys)
  const places = placesOf(known).filter(
    ({ bucket, day }) =>
      day >= Math.max(days.from, since) &&
      isOver(bucket) &&
      (!wanted || wanted.has(buckets.keys[bucket] ?? '')),
  )
  return {
    meta: {
      ...metaOf(context, { ...question, period: localPeriod(days, site) }),
      ...(gathered.elsewhere && { as_of: asOf(context) }),
    },
    intervals: metrics.flatMap((metric) =>
      places.map((place) => toldInterval(metric, place, known)),
    ),
  }
}
