import { expect, test } from 'vitest'
import { countUpTo } from '../collector/count-up-to.ts'

const ASCENDING = Float64Array.from([1, 3, 3, 5])

test.each([
  [0, 0],
  [1, 1],
  [2, 1],
  [3, 3],
  [4, 3],
  [5, 4],
  [Number.POSITIVE_INFINITY, 4],
])('up to %s there are %s of 1, 3, 3 and 5', (most, count) => {
  expect(countUpTo(ASCENDING, most)).toBe(count)
})

test('of no numbers none is', () => {
  expect(countUpTo(new Float64Array(), 1)).toBe(0)
})
