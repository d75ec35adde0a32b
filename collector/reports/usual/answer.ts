import { z } from 'zod'
import { dateOf } from '../../date-of.ts'
import type { Metric } from '../../vocabulary.ts'
import { Meta } from '../question/request.ts'
import { type Expected, expectedOf, limitsOf } from './expected.ts'
import { asAnswered, MEASURES, type Measured } from './measures.ts'
import type { RunningPart } from './running.ts'
import type { Series } from './series.ts'
import { type Surprise as Found, sideOf } from './surprises.ts'

const Side = z.enum(['low', 'high'])

export const UsualDay = z.object({
  metric: z.string(),
  date: z.iso.date(),
  /** Null where there is nothing that it could be of, and up to the day of the first visit, which is no whole one. */
  value: z.number().nullable(),
  /** These three are null where fewer than four such weekdays of the eight weeks before are known. */
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  abnormal: Side.nullable(),
  /** It is not over: up to now, against the same part of the days before. */
  partial: z.boolean(),
  /** Of a running day's count or sum: what it comes to at this pace; null while less than a tenth of a day is usual. */
  pace: z.number().nullable(),
})
export type UsualDay = z.infer<typeof UsualDay>

export const Surprise = z.object({
  metric: z.string(),
  /** Both inclusive. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** It goes on until the last day that is over, or is that of today so far. */
  ongoing: z.boolean(),
  side: Side,
  /** These four of all its days together. */
  value: z.number(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  /** Two-sided; `q` is corrected for all that was looked at. */
  p: z.number(),
  q: z.number(),
})
export type Surprise = z.infer<typeof Surprise>

export const UsualAnswer = z.object({
  meta: Meta,
  days: z.array(UsualDay),
  /** What is beyond chance, the latest first, then in the order of the metrics. */
  surprises: z.array(Surprise),
  /** How many days and runs of days were tested. */
  looked_at: z.int(),
  /** Nothing can be said of any day: too few days before it. */
  reason: z.enum(['too_little']).nullable(),
})
export type UsualAnswer = z.infer<typeof UsualAnswer>

export function dayTold(metric: Metric, day: number, series: Series): UsualDay {
  const measured = series.on(day)
  const expected = measured && expectedOf(series.before(day), [measured])
  return {
    metric,
    date: dateOf(day),
    ...against(metric, measured, expected),
    partial: false,
    pace: null,
  }
}

export function partTold({ metric, day, expected, pace }: RunningPart, today: number): UsualDay {
  return { metric, date: dateOf(today), ...against(metric, day, expected), partial: true, pace }
}

/** What was, and what it is held against. */
export function against(
  metric: Metric,
  measured: Measured | null,
  expected: Expected | undefined | null,
): Pick<UsualDay, 'value' | 'expected' | 'low' | 'high' | 'abnormal'> {
  if (!measured) return { value: null, expected: null, low: null, high: null, abnormal: null }
  const value = asAnswered(MEASURES[metric], measured)
  if (!expected) return { value, expected: null, low: null, high: null, abnormal: null }
  const usual = asMetric(metric, measured, expected)
  return {
    value,
    ...usual,
    abnormal: value < usual.low ? 'low' : value > usual.high ? 'high' : null,
  }
}

/** Limits of a share are of as many as there were. */
function asMetric(metric: Metric, { of }: Measured, expected: Expected) {
  const { low, high } = limitsOf(expected)
  const told = (value: number) => asAnswered(MEASURES[metric], { value, of })
  return { expected: told(expected.mean), low: told(low), high: told(high) }
}

/** `today`: one that has lasted until then goes on; of days long over none does. */
export function surpriseTold(surprise: Found, today: number): Surprise {
  const { metric, from, to, days, expected, value, p, q } = surprise
  const measured = { value, of: days.reduce((sum, day) => sum + day.of, 0) }
  return {
    metric,
    from: dateOf(from),
    to: dateOf(to - 1),
    ongoing: to >= today,
    side: sideOf(surprise),
    value: asAnswered(MEASURES[metric], measured),
    ...asMetric(metric, measured, expected),
    p,
    q,
  }
}
