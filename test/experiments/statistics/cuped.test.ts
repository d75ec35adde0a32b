import { expect, test } from 'vitest'
import { cuped } from '../../../experiments/statistics/cuped.ts'
import { momentsOf } from '../../../experiments/statistics/sample.ts'

/** Sums of what units did after their exposure and before it. */
function arm(units: readonly (readonly [after: number, before: number])[]) {
  const sum = (of: (after: number, before: number) => number) =>
    units.reduce((all, [after, before]) => all + of(after, before), 0)
  const first = { sum: sum((after) => after), sum_squares: sum((after) => after * after) }
  const second = { sum: sum((_, b) => b), sum_squares: sum((_, b) => b * b) }
  const n = units.length
  const sum_products = sum((after, before) => after * before)
  return { units: { n, first, second, sum_products }, raw: momentsOf({ n, ...first }) }
}

test('what units did before is taken out of both means, and of their variances', () => {
  const control = arm([
    [1, 0],
    [3, 2],
  ])
  const variant = arm([
    [4, 2],
    [6, 4],
  ])
  const adjusted = cuped(control, variant)
  const close = (to: number) => expect.closeTo(to, 12)
  expect(adjusted.control).toEqual({ n: 2, mean: close(3.25), variance: close(0.125) })
  expect(adjusted.variant).toEqual({ n: 2, mean: close(3.75), variance: close(0.125) })
  // Of 2 and 2 are left 0.125 and 0.125.
  expect(adjusted.variance_reduction).toBeCloseTo(0.9375, 12)
})

test('where nobody did anything before, the figures stay as they are', () => {
  const control = arm([
    [1, 0],
    [3, 0],
  ])
  const variant = arm([
    [4, 0],
    [6, 0],
  ])
  const adjusted = cuped(control, variant)
  expect([adjusted.control, adjusted.variant]).toEqual([control.raw, variant.raw])
  expect(adjusted.variance_reduction).toBe(0)
})
