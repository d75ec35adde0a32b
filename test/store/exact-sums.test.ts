import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExactSums } from '../../collector/store/sqlite/exact-sums.ts'

const MOST = Number.MAX_SAFE_INTEGER

function sumOf(...values: (number | null)[]) {
  const sums = new ExactSums(1)
  for (const value of values) sums.add([value], 0)
  const { sums: found, rounded } = sums.total()
  return { sum: found[0], rounded }
}

test.each([
  ['nothing', [], 0, false],
  ['what is absent', [null, 3, null], 3, false],
  ['the greatest exact integer', [MOST - 1, 1], 9_007_199_254_740_991, false],
  ['one that no number holds', [MOST, 2], 9_007_199_254_740_992, true],
  ['one that went beyond and came back', [MOST, 2, -9], 9_007_199_254_740_984, false],
  ['the same below zero', [-MOST, -2], -9_007_199_254_740_992, true],
] as const)('the sum of %s', (_, values, sum, rounded) => {
  expect(sumOf(...values)).toEqual({ sum, rounded })
})

test('any order of any integers comes to the same sum', () => {
  const values = fc.array(fc.maxSafeInteger(), { maxLength: 30 })
  fc.assert(
    fc.property(values, (all) => {
      const exact = all.reduce((sum, value) => sum + BigInt(value), 0n)
      expect(sumOf(...all).sum).toBe(Number(exact))
      expect(sumOf(...all.toReversed())).toEqual(sumOf(...all))
    }),
  )
})
