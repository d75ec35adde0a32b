import { z } from 'zod'
import { type Buckets, bucketsOf } from '../time/buckets.ts'
import { dayNumber, weekdayOf } from '../time/calendar.ts'
import type { LocalPeriod } from '../time/period.ts'
import { judge } from './limits.ts'
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
  /** Less than one in 700 such buckets lies so far from the rate of all closed ones. */
  abnormal: z.boolean(),
})
export type TrendRow = z.infer<typeof TrendRow>

/** Null with fewer than 8 closed buckets. */
export const Limits = z
  .object({
    rate: z.number(),
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
  readonly #entered: number[]
  readonly #converted: number[]
  readonly #pending: number[]

  constructor(unit: 'day' | 'week', period: LocalPeriod) {
    this.#buckets = bucketsOf(unit, period)
    this.#entered = this.#buckets.keys.map(() => 0)
    this.#converted = this.#entered.slice()
    this.#pending = this.#entered.slice()
  }

  add(at: number, { pending }: Outcome, converted: boolean): void {
    const bucket = this.#bucketAt(at)
    this.#entered[bucket] = (this.#entered[bucket] ?? 0) + 1
    if (converted) this.#converted[bucket] = (this.#converted[bucket] ?? 0) + 1
    if (pending) this.#pending[bucket] = (this.#pending[bucket] ?? 0) + 1
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
    const buckets = keys.map((date, i) => ({
      date,
      entered: this.#entered[i] ?? 0,
      converted: this.#converted[i] ?? 0,
      partial: (this.#pending[i] ?? 0) > 0 || (edges[i + 1] ?? 0) > now,
      kind: weekdayOf(dayNumber(date)),
    }))
    const judged = judge(buckets)
    const trend = buckets.map(({ kind: _, ...bucket }, i) => ({
      ...bucket,
      rate: rateOf(bucket.converted, bucket.entered),
      interval: intervalOf(bucket.converted, bucket.entered),
      abnormal: judged?.abnormal[i] ?? false,
    }))
    if (!judged) return { trend, limits: null }
    const { abnormal: _, ...limits } = judged
    return { trend, limits }
  }
}
