import { expect, test } from 'vitest'
import { NONE } from '../../../collector/reports/customers/bridge.ts'
import { rowsToTheCent } from '../../../collector/reports/customers/rows-to-the-cent.ts'
import { toTheCent, toTotal } from '../../../collector/reports/customers/to-the-cent.ts'

test.each([
  [[0.4, 0.4, -0.3], 1, [1, 0, 0]],
  [[1.5, 0, -0.5], 1, [2, 0, -1]],
  [[33.4, 33.3, 33.3], 100, [34, 33, 33]],
  // The last digits of sums are none: 29.999999999 is 30.
  [[29.999999999, 0.6], 31, [30, 1]],
  [[], 0, []],
])('%j come to %d as %j', (values, total, expected) => {
  expect(toTotal(values, total)).toEqual(expected)
})

test('rows share out what the whole has, within rows that have it', () => {
  const half = { ...NONE, start_mrr: 10.4, churn: 10.4 }
  const other = { ...NONE, new: 20.4, end_mrr: 20.4 }
  const third = { ...NONE, start_mrr: 5.4, end_mrr: 5.4 }
  const sum = { ...NONE, start_mrr: 15.8, new: 20.4, churn: 10.4, end_mrr: 25.8 }
  const all = toTheCent(sum)
  // 15.8 and 25.8 are 16 and 26; 20.4 − 10.4 are 20 − 10 or 21 − 11.
  expect([all.start_mrr, all.new - all.churn, all.end_mrr]).toEqual([16, 10, 26])
  // Alone 10 + 5 = 15 and 20 + 5 = 25: one unit more of what stays makes both.
  expect(rowsToTheCent([half, other, third], { ...all, new: 20, churn: 10 })).toEqual([
    { ...NONE, start_mrr: 10, churn: 10 },
    { ...NONE, new: 20, end_mrr: 20 },
    { ...NONE, start_mrr: 6, end_mrr: 6 },
  ])
})
