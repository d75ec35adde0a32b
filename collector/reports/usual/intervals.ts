import { z } from 'zod'
import { dateOf } from '../../date-of.ts'
import type { Metric } from '../../vocabulary.ts'
import { type Facts, NOTHING } from '../facts/metrics.ts'
import { Meta } from '../question/request.ts'
import type { Buckets } from '../time/buckets.ts'
import { dayNumber, weekdayOf } from '../time/calendar.ts'
import { against } from './answer.ts'
import { expectedOf } from './expected.ts'
import { MEASURES } from './measures.ts'
import { type Day, pastOf } from './past.ts'
import { DAYS_BEFORE, WEEKS } from './series.ts'

export const UNITS = ['hour', 'day', 'week'] as const
export type Unit = (typeof UNITS)[number]

const UsualInterval = z.object({
  metric: z.string(),
  /** As `stats` names it in `time:hour`, `time:day`, `time:week`. */
  key: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Null where there is nothing that it could be of. */
  value: z.number().nullable(),
  /** These three are null where too few such intervals before it are known. */
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  abnormal: z.enum(['low', 'high']).nullable(),
})
type UsualInterval = z.infer<typeof UsualInterval>

export const UsualIntervalsAnswer = z.object({ meta: Meta, intervals: z.array(UsualInterval) })
export type UsualIntervalsAnswer = z.infer<typeof UsualIntervalsAnswer>

/** Facts by the index of a bucket; what is not in it had nothing. */
export interface Known {
  per: Unit
  buckets: Buckets
  facts: ReadonlyMap<number, Facts>
  /** Minor units in one of the currency. */
  unit: number
  /** The first whole day of data. */
  since: number
}

/** An interval, by its bucket, and the like of it in the eight weeks before, the oldest first. */
interface Place {
  bucket: number
  day: number
  before: readonly { bucket: number; day: number }[]
}

/**
 * The like of an interval: of an hour the same one of the 56 days before, which are weighed by their weekdays as days are; of a
 * week the eight before it.
 */
export function placesOf({ per, buckets, since }: Known): Place[] {
  const all = buckets.keys.map((key, bucket) => ({ key, bucket, day: dayNumber(key.slice(0, 10)) }))
  // The hour that is lived twice is compared by its first.
  const byKey = new Map<string, number>()
  for (const { key, bucket } of all) {
    const short = key.slice(0, 13)
    if (!byKey.has(short)) byKey.set(short, bucket)
  }
  const step = per === 'week' ? 7 : 1
  const count = per === 'week' ? WEEKS : DAYS_BEFORE
  return all.map(({ key, bucket, day }) => {
    const before = Array.from({ length: count }, (_, i) => day - (count - i) * step)
    const known = before.flatMap((other) => {
      const found = byKey.get(dateOf(other) + key.slice(10, 13))
      return found === undefined || other < since ? [] : [{ bucket: found, day: other }]
    })
    return { bucket, day, before: known }
  })
}

/** One metric in one interval, held against its like. */
export function toldInterval(metric: Metric, place: Place, known: Known): UsualInterval {
  const { kind, on } = MEASURES[metric]
  const { edges, keys } = known.buckets
  const dayAt = ({ bucket, day }: { bucket: number; day: number }): Day | null => {
    const measured = on(known.facts.get(bucket) ?? NOTHING, known.unit)
    // Weeks are all of one kind.
    const weekday = known.per === 'week' ? 1 : weekdayOf(day)
    return measured && { ...measured, at: day, weekday }
  }
  const own = dayAt(place)
  const expected = own && expectedOf(pastOf(kind, place.before.map(dayAt)), [own])
  return {
    metric,
    key: keys[place.bucket] ?? '',
    from: new Date(edges[place.bucket] ?? 0).toISOString(),
    to: new Date(edges[place.bucket + 1] ?? 0).toISOString(),
    ...against(metric, own, expected),
  }
}
