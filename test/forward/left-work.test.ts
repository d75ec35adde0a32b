import { expect, test } from 'vitest'
import { runsOf } from '../../collector/forward/left-work.ts'

test.each([
  [[], []],
  [[7], [[7]]],
  [[30, 1, 17], [[1, 17, 30]]],
  [
    [1, 18, 19],
    [[1], [18, 19]],
  ],
])('extents %j are looked at as %j', (extents, runs) => expect(runsOf(extents)).toEqual(runs))

test('no more are looked at at once than one answer shall tell of', () => {
  const many = Array.from({ length: 130 }, (_, i) => i)
  expect(runsOf(many).map(({ length }) => length)).toEqual([64, 64, 2])
})
