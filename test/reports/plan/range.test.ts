import { expect, test } from 'vitest'
import {
  capacityOf,
  countRange,
  expectation,
  rateRange,
  spendRange,
} from '../../../collector/reports/plan/range.ts'
import type { Source } from '../../../collector/reports/plan/source.ts'

const paid = (units: number, cost: number): Source => ({
  visits: 100 * units,
  stages: [units],
  conversions: units,
  cost,
  response: undefined,
  best: null,
  locked: false,
})
const month = { days: 30, horizon: 30, rates: [undefined] }

test('a count of 100 may have been 82.2 to 121.6 by chance', () => {
  const [low, high] = countRange(100)
  expect([low, high].map((end) => end.toFixed(2))).toEqual(['82.23', '121.61'])
})

test('a rate has Wilson’s interval, and more than one each that of its count', () => {
  expect(rateRange(20, 400)?.map((end) => end.toFixed(3))).toEqual(['0.033', '0.076'])
  expect(rateRange(100, 50)?.map((end) => end.toFixed(2))).toEqual(['1.64', '2.43'])
  expect(rateRange(0, 0)).toBeNull()
})

test('the spend for 110 lies where 100 for 1,000 may have been few or many', () => {
  const range = spendRange([paid(100, 1_000)], { ...month, target: 110 })
  expect(range?.map((end) => Math.round(end ?? 0))).toEqual([904, 1_338])
})

test('the end of a spend beyond the ceilings is open, and one out of reach has none', () => {
  const all = [paid(100, 1_000)]
  expect(spendRange(all, { ...month, target: 190 })?.[1]).toBeNull()
  expect(spendRange(all, { ...month, target: 210 })).toBeNull()
  expect(spendRange([paid(9, 90)], { ...month, target: 10 })).toBeNull()
})

test('110 that are expected by 100 will be 80 to 140', () => {
  const { units, interval } = expectation([paid(100, 1_000)], { ...month, target: 1 }, 1_100)
  expect(units).toBeCloseTo(110, 9)
  expect(interval?.map((end) => end.toFixed(1))).toEqual(['80.2', '139.8'])
  expect(expectation([paid(9, 90)], { ...month, target: 1 }, 90).interval).toBeNull()
})

test('three people with 12 each in 30 days take on 72 in 60', () => {
  const told = capacityOf({ people: 3, each: 12 }, { target: 80, horizon: 60 })
  expect(told).toEqual({ units: 72, missing: 8 })
})
