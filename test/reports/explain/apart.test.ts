import { expect, test } from 'vitest'
import { isApart, othersOf } from '../../../collector/reports/explain/apart.ts'
import { METRICS } from '../../../collector/reports/explain/metrics.ts'
import type { Comparison, ValueRow } from '../../../collector/reports/explain/rows.ts'

type Told = [people: number, amount: number]

/** Rows of one dimension: what people of a value were and did before and after. */
function rowsOf(...values: [before: Told, after: Told][]): ValueRow[] {
  const told = ([people, amount]: Told) => ({ people, rate: amount / people })
  return values.map(
    ([before, after], number) =>
      ({ dimension: 0, number, before: told(before), after: told(after) }) as ValueRow,
  )
}

const over = (before: number, after: number, isRate = false) =>
  ({
    days: { before, after },
    metric: isRate ? METRICS.conversion_rate : METRICS.conversions,
  }) as Comparison

function apart(rows: ValueRow[], why: 'people' | 'rate', comparison = over(1, 1)): boolean[] {
  const others = othersOf(rows)
  return rows.map((row) => isApart(row, why, others(row), comparison))
}

test('a value is apart when half of its move, or more, is not that of the others', () => {
  const launch = rowsOf(
    [
      [12, 0],
      [170, 0],
    ],
    [
      [340, 0],
      [499, 0],
    ],
  )
  // 12 × 499 ÷ 340 = 17.6, so 152 of 158; 340 × 170 ÷ 12 = 4,817, so the rest lags behind.
  expect(apart(launch, 'people')).toEqual([true, false])
  // 155 × 380 ÷ 197 = 299 of 289; 197 × 289 ÷ 155 = 367 of 380: 13 of 183.
  expect(
    apart(
      rowsOf(
        [
          [155, 0],
          [289, 0],
        ],
        [
          [197, 0],
          [380, 0],
        ],
      ),
      'people',
    ),
  ).toEqual([false, false])
})

test('of rates it is the same: a checkout that breaks on one device, and one that breaks on both', () => {
  const one = rowsOf(
    [
      [100, 20],
      [100, 5],
    ],
    [
      [300, 60],
      [300, 60],
    ],
  )
  expect(apart(one, 'rate')[0]).toBe(true)
  const both = rowsOf(
    [
      [100, 20],
      [100, 5],
    ],
    [
      [300, 60],
      [300, 15],
    ],
  )
  expect(apart(both, 'rate')).toEqual([false, false])
})

test('periods of different lengths are held against each other by the day', () => {
  // 10 and 20 a day, then 10 and 40: over 7 days and 1.
  const rows = rowsOf(
    [
      [70, 0],
      [10, 0],
    ],
    [
      [140, 0],
      [40, 0],
    ],
  )
  expect(apart(rows, 'people', over(7, 1))).toEqual([false, true])
})

test('what everybody has is not apart, what the others had nothing of is; what did not move is not', () => {
  expect(
    apart(
      rowsOf([
        [50, 5],
        [90, 9],
      ]),
      'people',
    ),
  ).toEqual([false])
  expect(
    apart(
      rowsOf(
        [
          [50, 5],
          [90, 9],
        ],
        [
          [0, 0],
          [70, 7],
        ],
      ),
      'people',
    ),
  ).toEqual([true, true])
  expect(
    apart(
      rowsOf(
        [
          [50, 5],
          [50, 15],
        ],
        [
          [60, 0],
          [60, 0],
        ],
      ),
      'rate',
    ),
  ).toEqual([true, false])
})

test('a mix is held against the others by itself', () => {
  const rows = rowsOf(
    [
      [155, 9],
      [289, 9],
    ],
    [
      [197, 9],
      [380, 9],
    ],
  )
  expect(apart(rows, 'people', over(1, 1, true))).toEqual([true, true])
})
