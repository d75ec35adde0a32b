import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../../collector/durations.ts'
import { bucketsHeld, bucketsOf } from '../../../collector/reports/experiment/buckets.ts'
import { missing } from '../../../collector/reports/experiment/enough.ts'
import { ExactSum } from '../../../collector/reports/experiment/exact-sums.ts'
import { ratioOf, type Slice } from '../../../collector/reports/experiment/health.ts'
import {
  adjusted,
  harmOf,
  intersectionOf,
  type Look,
} from '../../../collector/reports/experiment/running.ts'
import { type Judged, verdictOf } from '../../../collector/reports/experiment/verdict.ts'
import { bucket } from '../../../experiments/assignment/hash.ts'
import { chosen, ranges } from '../../../experiments/assignment/ranges.ts'

test('what looks leave is the tightest of their ends and the least of their p', () => {
  expect(
    intersectionOf([
      { p_value: 0.3, interval: [-0.02, 0.1] },
      { p_value: 0.02, interval: [0.01, 0.12] },
      { p_value: 0.05, interval: [-0.01, 0.11] },
    ]),
  ).toEqual({ p_value: 0.02, interval: [0.01, 0.1] })
  expect(intersectionOf([])).toBeUndefined()
})

test('harm is what looks on the harmful side say, whatever was said on the other', () => {
  const looks: Look[] = [
    { p_value: 0.02, interval: [0.01, 0.05] },
    { p_value: 0.3, interval: [-0.05, 0.01] },
    { p_value: 0.6, interval: [-0.03, 0.02] },
  ]
  expect(harmOf(looks, 1)).toBe(0.15)
  expect(harmOf(looks, -1)).toBe(0.01)
  expect(harmOf(looks.slice(0, 1), 1)).toBe(1)
  expect(harmOf([], 1)).toBeUndefined()
})

test('a p does not rise when another comparison has its first', () => {
  expect(adjusted([0.04, undefined])).toEqual([0.08, undefined])
  expect(adjusted([0.04, 0.9])).toEqual([0.08, 0.9])
  expect(adjusted([undefined, 0.01, 0.04])).toEqual([undefined, 0.03, 0.08])
  expect(adjusted([])).toEqual([])
})

describe('before anything is said', () => {
  test.each([
    {
      what: 'six whole days are one too few',
      ms: 6.9 * DAY,
      n: [500, 500],
      nonzero: [30, 30],
      days: 1,
    },
    { what: '0 against 60 are enough', ms: 7 * DAY, n: [1_000, 1_000], nonzero: [0, 60] },
    {
      what: 'of 90 to 10, 250 are wanted',
      ms: 7 * DAY,
      n: [900, 100],
      nonzero: [100, 20],
      units: 130,
    },
    {
      what: 'nobody in one is never enough',
      ms: 7 * DAY,
      n: [900, 0],
      nonzero: [100, 0],
      units: 50,
    },
  ] as const)('$what', ({ ms, n, nonzero, ...lacking }) => {
    expect(missing(ms, { n, nonzero })).toEqual({ days: 0, units: 0, ...pick(lacking) })
  })
})

function pick({ days, units }: { days?: number; units?: number }) {
  return { ...(days !== undefined && { days }), ...(units !== undefined && { units }) }
}

test('sums are exact in any order, far beyond what a number holds', () => {
  const values = [9_007_199_254_740_991, 1, -9_007_199_254_740_991, 3]
  for (const order of [
    values,
    values.toReversed(),
    [1, 3, ...values.slice(0, 1), values[2] ?? 0],
  ]) {
    const [sum, squares] = [new ExactSum(), new ExactSum()]
    for (const value of order) {
      sum.add(value)
      squares.addProduct(value, value)
    }
    expect(sum.over(1)).toBe(4)
    expect(squares.over(1)).toBe(Number(2n * 9_007_199_254_740_991n ** 2n + 10n))
  }
})

test('a variant holds as many buckets as ids fall into its range', () => {
  const weights = fc.constantFrom([0.5, 0.5], [0.1, 0.2, 0.7], [1 / 3, 1 / 3, 1 / 3], [0.95, 0.05])
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (shares, coverage) => {
      const all = ranges(shares.length, shares, coverage)
      const counted = shares.map(() => 0)
      for (let b = 0; b < 10_000; b++) {
        const place = chosen(all, b / 10_000)
        if (place >= 0) counted[place] = (counted[place] ?? 0) + 1
      }
      expect(bucketsHeld(shares.length, shares, coverage)).toEqual(counted)
    }),
    { numRuns: 200 },
  )
  expect(bucket('hero', 'unit-1')).toBe(0.3178)
})

test('a phase holds the buckets of its weights, at its last coverage unless another is asked for', () => {
  const weights = [0.75, 0.25].map((weight, i) => ({ key: `${i}`, weight }))
  const phase = {
    ...{ phase: 1, started_at: '', ended_at: null, seed: 's', unit: 'visitor' as const, weights },
    ...{ coverages: [0.1, 0.5], tuning_n: 1, judged: null },
  }
  const variants = ['0', '1']
  expect(bucketsOf({ variants, phase })).toEqual([3_750, 1_250])
  expect(bucketsOf({ variants, phase }, 1)).toEqual([7_500, 2_500])
  expect(bucketsOf({ variants, phase: undefined })).toEqual([5_000, 5_000])
})

describe('a split', () => {
  test('is held against the weights, not against halves (case E6)', () => {
    expect(ratioOf([9_500, 500], [9_500, 500], [])).toEqual({ p_value: 1, flag: false, by: [] })
    const broken = ratioOf([9_463, 7_681], [5_000, 5_000], [])
    expect(broken?.flag).toBe(true)
    expect(broken?.p_value).toBeCloseTo(3.502e-42, 45)
  })
  test('is not judged while fewer than five are expected of a variant', () => {
    expect(ratioOf([50, 0], [9_500, 500], [])).toBeNull()
  })
  test('names where it is broken', () => {
    const slices: Slice[] = [
      { dimension: 'browser', value: 'Safari', counts: [500, 100] },
      { dimension: 'browser', value: 'Chrome', counts: [500, 510] },
    ]
    const { by } = ratioOf([1_000, 610], [5_000, 5_000], slices) ?? { by: [] }
    expect(by.map(({ value }) => value)).toEqual(['Safari'])
  })
  test('names those that are as sure in one order, whichever came first', () => {
    const slices: Slice[] = [
      { dimension: 'source', value: 'b', counts: [500, 100] },
      { dimension: 'source', value: 'a', counts: [500, 100] },
      { dimension: 'device', value: 'phone', counts: [500, 100] },
    ]
    for (const each of [slices, slices.toReversed()]) {
      const { by } = ratioOf([1_500, 300], [5_000, 5_000], each) ?? { by: [] }
      expect(by.map(({ value }) => value)).toEqual(['phone', 'a', 'b'])
    }
  })
})

describe('the word', () => {
  const judged = (of: Partial<Judged>): Judged => ({
    ...{ goal: 'Buy', variant: 'b', sign: 1, p_value: 0.5, interval: [-0.01, 0.02] },
    ...{ control_mean: 0.1, minimum_effect: 0.1 },
    ...of,
  })
  const better = judged({ p_value: 0.01, interval: [0.01, 0.05] })
  const worse = judged({ p_value: 0.01, interval: [-0.05, -0.01] })
  const none = judged({ interval: [-0.004, 0.006] })
  const usual = { alpha: 0.05, trouble: undefined, guardrails: [], planned_end: false }
  const word = (of: object) => verdictOf({ ...usual, primaries: [judged({})], ...of }).word

  test.each([
    ['check the data', { trouble: 'split', primaries: [better] }],
    ['roll back', { primaries: [worse] }],
    ['roll back', { primaries: [better], guardrails: [worse] }],
    // Harm that was once certain stays so, also where the interval of both sides no longer says it.
    ['roll back', { guardrails: [judged({ p_value: 0.03, interval: [-0.01, 0.02] })] }],
    ['ship', { primaries: [better] }],
    ['ship', { primaries: [judged({ ...worse, sign: -1 })] }],
    ['no difference worth having', { primaries: [none] }],
    ['inconclusive at the planned end', { planned_end: true }],
    ['keep running', {}],
    ['keep running', { primaries: [judged({ p_value: undefined, interval: undefined })] }],
  ])('is "%s"', (expected, of) => {
    expect(word(of)).toBe(expected)
  })

  test('ships, of several that are better, the one that gains most at least', () => {
    const c = { ...better, variant: 'c', interval: [0.02, 0.03] as [number, number] }
    expect(verdictOf({ ...usual, primaries: [better, c] })).toMatchObject({ variant: 'c' })
  })
})
