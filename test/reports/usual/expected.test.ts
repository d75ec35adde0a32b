import { expect, test } from 'vitest'
import {
  chanceOf,
  type Expected,
  expectedOf,
  limitsOf,
  swellOf,
} from '../../../collector/reports/usual/expected.ts'
import type { Kind } from '../../../collector/reports/usual/measures.ts'
import { type Day, type Past, pastOf } from '../../../collector/reports/usual/past.ts'

/** Mondays. */
function mondays(values: readonly number[], of: number | readonly number[] = 1): Day[] {
  return values.map((value, i) => ({
    value,
    of: typeof of === 'number' ? of : (of[i] ?? 1),
    at: 7 * i,
    weekday: 1,
  }))
}

function by(kind: Kind, days: Day[], known: Partial<Past> = {}, of = 1): Expected {
  const past = { ...pastOf(kind, days), ...known }
  const expected = expectedOf(past, [{ value: 0, of, at: 7 * days.length, weekday: 1 }])
  if (!expected) throw new Error('nothing is expected')
  return expected
}

/** Whose chances are not widened for want of days. */
const SURE = { df: 1e9, memory: 0, slope: 0, slopeVariance: 0 }

test('a day without a past of four such weekdays has nothing that is usual', () => {
  const three = pastOf('count', mondays([5, 6, 7]))
  expect(expectedOf(three, mondays([5]))).toBeUndefined()
  const others = pastOf('count', mondays([5, 6, 7, 8]))
  expect(expectedOf(others, [{ value: 5, of: 1, at: 28, weekday: 2 }])).toBeUndefined()
  expect(expectedOf(others, [{ value: 5, of: 1, at: 28, weekday: 1 }])?.mean).toBeGreaterThan(8)
})

test('where chance explains all, a count is tested exactly against the days before', () => {
  const nothing = by('count', mondays([0, 0, 0, 0, 0, 0, 0, 0]), SURE)
  expect(nothing.atLeast(1)).toBeCloseTo(1 / 9, 8)
  expect(nothing.atLeast(2)).toBeCloseTo(1 / 81, 8)
  expect(nothing.atMost(0)).toBe(1)
  // Binomial of 82 at 1/9: who came were spread over nine days.
  const eighty = by('count', mondays([10, 9, 11, 10, 10, 10, 9, 11]), SURE)
  expect(eighty.atMost(2)).toBeCloseTo(0.004034614414277277, 5)
  expect(eighty.atLeast(20)).toBeCloseTo(0.006553692667436803, 5)
})

test('the more days vary by themselves, the less a day is out of the usual', () => {
  const calm = by('count', mondays([100, 104, 96, 101, 99, 103, 97, 100]))
  const restless = by('count', mondays([100, 150, 60, 120, 80, 140, 50, 100]))
  expect(chanceOf(calm, 60)).toBeLessThan(0.02)
  expect(chanceOf(restless, 60)).toBeGreaterThan(0.2)
})

test('c² is what days vary beyond a Poisson count', () => {
  const counts = pastOf('count', mondays([80, 120, 120, 80]))
  expect(counts.spread).toBeCloseTo(0.07, 12)
  expect(counts.df).toBeCloseTo(2, 12)
  expect(pastOf('amount', mondays([80, 120, 120, 80])).spread).toBeCloseTo(0.08, 12)
  expect(pastOf('count', mondays([100, 100, 100, 100])).spread).toBe(0)
})

test('φ is how many times more shares vary than a coin', () => {
  expect(pastOf('share', mondays([40, 60, 60, 40], 100)).spread).toBeCloseTo(8, 12)
  expect(pastOf('share', mondays([50, 50, 51, 49], 100)).spread).toBe(1)
})

test('a site that grows is expected to', () => {
  const grown = mondays([80, 90, 110, 120])
  expect(pastOf('count', grown).slope).toBeCloseTo(0.02, 12)
  expect(by('count', grown).mean).toBeCloseTo(140.182, 2)
  const shrunk = by('count', mondays([800, 400, 100, 10]))
  expect(shrunk.mean).toBeGreaterThan(0)
})

test('days that take after each other swell the sums of several', () => {
  expect(swellOf(0, 7)).toBe(1)
  expect(swellOf(0.5, 1)).toBe(1)
  expect(swellOf(0.5, 2)).toBe(1.5)
})

test.each<[string, Expected]>([
  ['counts', by('count', mondays([10, 12, 8, 9, 11, 10, 14, 7]))],
  ['large counts', by('count', mondays([90_000, 120_000, 100_000, 110_000, 95_000, 105_000]))],
  ['no counts', by('count', mondays([0, 0, 0, 0]))],
  ['amounts', by('amount', mondays([120.5, 0, 300, 80.25, 99, 410, 20, 130]))],
  ['rare shares', by('share', mondays([3, 1, 2, 4, 0, 2, 3, 1], 100), {}, 120)],
  ['halves', by('share', mondays([48, 52, 55, 45, 50, 49, 51, 50], 100), {}, 100)],
])('the limits of %s part what is rare from what is usual', (_, expected) => {
  const { low, high } = limitsOf(expected)
  const fine = expected.whole ? Math.max(1, expected.mean / 2_000) : expected.mean / 2_000
  expect(low).toBeLessThanOrEqual(expected.mean)
  expect(high).toBeGreaterThanOrEqual(Math.min(expected.most, expected.mean))
  expect(expected.atMost(low)).toBeGreaterThanOrEqual(0.00135)
  expect(expected.atLeast(high)).toBeGreaterThanOrEqual(0.00135)
  if (low > 0) expect(expected.atMost(low - fine)).toBeLessThan(0.00135)
  if (high < expected.most) expect(expected.atLeast(high + fine)).toBeLessThan(0.00135)
})

test('money that is taken back is no less than none', () => {
  const expected = by('amount', mondays([200, 100, 300, 250, 150, 200, 180, 220]))
  expect(expected.atMost(-50)).toBe(expected.atMost(0))
  expect(expected.atMost(0)).toBeGreaterThan(0)
})

test('what never was any money says nothing', () => {
  expect(expectedOf(pastOf('amount', mondays([0, 0, 0, 0, 0])), mondays([5]))).toBeUndefined()
})
