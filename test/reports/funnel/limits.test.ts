import { describe, expect, test } from 'vitest'
import { type Bucket, judge, type Share } from '../../../collector/reports/funnel/limits.ts'

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

const closed = (share: Share): Bucket => ({
  ...share,
  partial: false,
  over: true,
  ends: [share, share],
  kind: 0,
})
const open = (bucket: Bucket): Bucket => ({
  ...bucket,
  partial: true,
  over: false,
  ends: undefined,
})

const buckets = (converted: number[], entered: number | number[] = 100): Bucket[] =>
  converted.map((count, i) =>
    closed({
      converted: count,
      entered: typeof entered === 'number' ? entered : (entered[i] ?? 0),
    }),
  )

/** Their places. */
const abnormal = (list: Bucket[]) =>
  judge(list)?.verdicts.flatMap((verdict, i) =>
    verdict === 'low' || verdict === 'high' ? [i] : [],
  )

test('of a bucket that nobody is in nothing is said', () => {
  const nobody = closed({ entered: 0, converted: 0 })
  const judged = judge([...buckets([50, 51, 49, 50, 52, 48, 50, 50]), nobody])
  expect(judged?.verdicts).toEqual([...new Array(8).fill('usual'), undefined])
  expect([judged?.low.at(-1), judged?.high.at(-1)]).toEqual([null, null])
})

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
  expect(abnormal(steady)).toEqual([10])
  expect(abnormal(steady.map((bucket, i) => (i === 10 ? open(bucket) : bucket)))).toEqual([])
})

test('with fewer than eight closed buckets that somebody is in, none is judged', () => {
  const eight = buckets([50, 51, 49, 50, 52, 48, 50, 50])
  expect(judge(eight)).toBeDefined()
  expect(judge(eight.map((bucket, i) => (i === 3 ? open(bucket) : bucket)))).toBeUndefined()
  expect(judge([...eight.slice(1), ...buckets([0], 0)])).toBeUndefined()
})

test('a bucket is judged as soon as nothing that may happen in it changes the verdict', () => {
  const steady = buckets([50, 51, 49, 50, 52, 48, 50, 50])
  const between = (least: number, most: number) => {
    const of = (converted: number) => ({ converted, entered: 100 })
    const bucket: Bucket = { ...open(closed(of(least))), ends: [of(least), of(most)] }
    return judge([...steady, bucket])?.verdicts.at(-1)
  }
  // Usual is 35 to 65 of 100.
  expect(between(20, 30)).toBe('low')
  expect(between(20, 35)).toBeUndefined()
  expect(between(40, 60)).toBe('usual')
  expect(between(40, 66)).toBeUndefined()
  expect(between(66, 70)).toBe('high')
})

test('where too few are closed, those that nobody can convert in any more are gone by', () => {
  const over = buckets([50, 51, 49, 50, 52, 48, 50, 50]).map((bucket): Bucket => {
    const least = { entered: bucket.entered, converted: bucket.converted }
    return { ...bucket, partial: true, ends: [least, { ...least, entered: 95 }] }
  })
  expect(judge(over)).toMatchObject({ of: 'over', rate: 0.5 })
  expect(judge(over)?.verdicts).toEqual(new Array(8).fill('usual'))
  expect(judge([...over, ...buckets([50, 50, 50])])?.of).toBe('over')
  expect(judge([...over, ...buckets([40, 40, 40, 40, 40, 40, 40, 40])])).toMatchObject({
    ...{ of: 'closed', rate: 0.4 },
  })
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
    expect(abnormal(month)).toEqual([])
    const broken = month.map((bucket, i) =>
      i === 22 ? { ...closed({ entered: 200, converted: 21 }), kind: bucket.kind } : bucket,
    )
    expect(abnormal(broken)).toEqual([22])
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
  expect(abnormal(buckets(new Array(9).fill(0)))).toEqual([])
  expect(judge(buckets(new Array(9).fill(100)))?.high).toEqual(new Array(9).fill(1))
})
