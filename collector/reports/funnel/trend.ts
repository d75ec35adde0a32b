import { z } from 'zod'
import { type Buckets, bucketsOf } from '../time/buckets.ts'
import { dayNumber, weekdayOf } from '../time/calendar.ts'
import type { LocalPeriod } from '../time/period.ts'
import { BASES, type Bucket, judge } from './limits.ts'
import { OpenTally } from './open-tally.ts'
import type { Outcome } from './rules.ts'
import { Interval, intervalOf, rateOf } from './steps.ts'

export const TrendRow = z.object({
  /** The first day of the week, if by week. */
  date: z.iso.date(),
  entered: z.int(),
  converted: z.int(),
  rate: z.number().nullable(),
  interval: Interval,
  /** Somebody in it may still convert, or it is not over. */
  partial: z.boolean(),
  /** Less than one in 700 such buckets lies so far from the rate of all that are gone by. */
  abnormal: z.boolean(),
  /** Units of it that may still convert. */
  pending: z.int(),
  /** Where some may: the least and greatest rate that it may come to, once its time is over. */
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** Whether it is abnormal is known: nothing that may still happen changes it. */
  judged: z.boolean(),
})
export type TrendRow = z.infer<typeof TrendRow>

/** Null with fewer than 8 buckets to go by. */
export const Limits = z
  .object({
    rate: z.number(),
    /** The buckets gone by: the closed ones or, where these are fewer than 8, those in which nobody can convert any more. */
    of: z.enum(BASES),
    /** How many times as far as chance alone would the site's buckets vary. */
    sigma: z.number(),
    low: z.array(z.number().nullable()),
    high: z.array(z.number().nullable()),
  })
  .nullable()

interface Told {
  trend: TrendRow[]
  limits: z.infer<typeof Limits>
}

/** Units by the day or week in which their chain began. */
export class Trend {
  readonly #buckets: Buckets
  readonly #tallies: OpenTally[]

  constructor(unit: 'day' | 'week', period: LocalPeriod, steps: number) {
    this.#buckets = bucketsOf(unit, period)
    this.#tallies = this.#buckets.keys.map(() => new OpenTally(steps))
  }

  /** `open`: of a unit that is pending, the instants at which a chain could begin that may still get on. */
  add(at: number, { level, pending }: Outcome, open: readonly number[]): void {
    const own = this.#tallies[this.#bucketAt(at)]
    if (!own) return
    own.add(level)
    if (!pending) return
    const tallies = new Set(open.map((start) => this.#tallies[this.#bucketAt(start)]))
    own.addPending(tallies.delete(own))
    for (const other of tallies) other?.addComing(level)
  }

  #bucketAt(at: number): number {
    const { edges } = this.#buckets
    let [low, high] = [0, edges.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((edges[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }

  told(now: number): Told {
    const { keys, edges } = this.#buckets
    const buckets = this.#tallies.map((tally, i) => {
      const date = keys[i] ?? ''
      return { date, kind: weekdayOf(dayNumber(date)), ...tally.told((edges[i + 1] ?? 0) > now) }
    })
    const judged = judge(buckets)
    const trend = buckets.map((bucket, i) => rowOf(bucket, judged?.verdicts[i]))
    if (!judged) return { trend, limits: null }
    const { verdicts: _, ...limits } = judged
    return { trend, limits }
  }
}

function rowOf(
  bucket: Bucket & { date: string; pending: number },
  verdict: string | undefined,
): TrendRow {
  const { date, entered, converted, partial, pending, ends } = bucket
  const range = ends?.map((end) => rateOf(end.converted, end.entered) ?? 0)
  return {
    ...{ date, entered, converted, partial, pending },
    rate: rateOf(converted, entered),
    interval: intervalOf(converted, entered),
    abnormal: verdict === 'low' || verdict === 'high',
    judged: verdict !== undefined,
    range: partial && range ? [range[0] ?? 0, range[1] ?? 0] : null,
  }
}
