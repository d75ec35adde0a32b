import { expect, test } from 'vitest'
import { roundSteps } from '../../dashboard/charts/round-steps.ts'

test.each([
  ['a narrow room', 1.1, 2.2, [20, 50, 100]],
  ['three tenfolds', 0.9, 3.4, [10, 30, 100, 300, 1000]],
  ['a room from a dollar to a billion', -0.1, 9.2, [1, 100, 1e4, 1e6, 1e8]],
])('%s has a handful of round steps', (_, from, to, steps) => {
  expect(roundSteps(from, to)).toEqual(steps)
})
