import { describe, expect, test } from 'vitest'
import { type Bucket, judge } from '../../../collector/reports/funnel/limits.ts'

/**
 * Numbers of scipy 1.17.1:
 *
 *     from scipy.stats import binom; import math
 *     xs = [12,9,15,30,11,8,10,13,9]; ns = [100,90,120,110,95,80,100,105,99]; P = sum(xs)/sum(ns)
 *     z = [(x-n*P)/math.sqrt(n*P*(1-P)*(1-n/sum(ns))) for x, n in zip(xs, ns)]
 *     s = max(1, sum(abs(a-b) for a, b in zip(z[1:], z))/(len(z)-1)/1.128)
 *     def ab(x, n):
 *         m = n*P; y = m+(x-m)/s
 *         return (binom.sf(math.ceil(y-1e-9)-1, n, P) if y > m else binom.cdf(math.floor(y+1e-9), n, P)) < .00135
 *     [[f(x for x in range(n+1) if not ab(x, n)) for f in (min, max)] for n in ns]
 */

const buckets = (converted: number[], entered: number | number[] = 100): Bucket[] =>
  converted.map((count, i) => ({
    converted: count,
    entered: typeof entered === 'number' ? entered : (entered[i] ?? 0),
    partial: false,
    kind: 0,
  }))

test('limits are exact binomial bounds where the buckets vary as chance does', () => {
  const judged = judge(buckets([50, 51, 49, 50, 52, 48, 50, 50]))
  expect(judged).toMatchObject({ rate: 0.5, sigma: 1 })
  expect([judged?.low[0], judged?.high[0]]).toEqual([0.35, 0.65])
})

test('a site that varies more has wider limits, and the same day is no alarm there', () => {
  const entered = [100, 90, 120, 110, 95, 80, 100, 105, 99]
  const judged = judge(buckets([12, 9, 15, 30, 11, 8, 10, 13, 9], entered))
  expect(judged?.rate).toBeCloseTo(0.13014460511679643, 14)
  expect(judged?.sigma).toBeCloseTo(1.5160366066787203, 12)
  const times = (rates: (number | null)[] = []) =>
    rates.map((rate, i) => Math.round((rate ?? 0) * (entered[i] ?? 0)))
  expect(times(judged?.low)).toEqual([0, 0, 2, 1, 0, 0, 0, 0, 0])
  expect(times(judged?.high)).toEqual([29, 27, 34, 32, 28, 24, 29, 30, 29])
  expect(judge(buckets(new Array(6).fill([40, 60]).flat()))?.sigma).toBeCloseTo(
    3.703779913951019,
    12,
  )
})

test('a day far beyond what chance and the site do is abnormal, once its window is closed', () => {
  const steady = buckets([50, 51, 49, 50, 52, 48, 50, 50, 49, 51, 20, 50, 49, 51])
  const abnormal = (list: Bucket[]) => judge(list)?.abnormal.flatMap((is, i) => (is ? [i] : []))
  expect(abnormal(steady)).toEqual([10])
  expect(abnormal(steady.map((bucket, i) => ({ ...bucket, partial: i === 10 })))).toEqual([])
})

test('with fewer than eight closed buckets that somebody is in, none is judged', () => {
  const eight = buckets([50, 51, 49, 50, 52, 48, 50, 50])
  expect(judge(eight)).toBeDefined()
  expect(judge(eight.map((bucket, i) => ({ ...bucket, partial: i === 3 })))).toBeUndefined()
  expect(judge([...eight.slice(1), ...buckets([0], 0)])).toBeUndefined()
})

describe('days of the week', () => {
  /** Weekends convert at 10 %, other days at half. */
  const weeks = (count: number): Bucket[] =>
    Array.from({ length: count }, (_, day) => {
      const kind = (day % 7) + 1
      const [bucket] = buckets([(kind > 5 ? 20 : 100) + (day % 3)], 200)
      return { ...(bucket as Bucket), kind }
    })

  test('from 28 closed days on each is judged among its own kind', () => {
    const month = weeks(35)
    expect(judge(month)?.abnormal.some((is) => is)).toBe(false)
    const broken = month.map((bucket, i) => (i === 22 ? { ...bucket, converted: 21 } : bucket))
    expect(judge(broken)?.abnormal.indexOf(true)).toBe(22)
  })

  test('before that the spread between them makes the limits wide', () => {
    const judged = judge(weeks(21))
    expect(judged?.sigma).toBeGreaterThan(2)
    expect(judged?.low[0]).toBeLessThan(0.3)
  })
})

test('a bucket that nobody is in has no limits; rates of nothing and of all are no alarm', () => {
  const judged = judge([...buckets([50, 51, 49, 50, 52, 48, 50, 50]), ...buckets([0], 0)])
  expect(judged?.low.at(-1)).toBeNull()
  expect(judge(buckets(new Array(9).fill(0)))?.abnormal).toEqual(new Array(9).fill(false))
  expect(judge(buckets(new Array(9).fill(100)))?.high).toEqual(new Array(9).fill(1))
})
