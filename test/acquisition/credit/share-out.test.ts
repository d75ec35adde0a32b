import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOut } from '../../../collector/acquisition/credit/share-out.ts'

const thirds = [1 / 3, 1 / 3, 1 / 3]

test.each([
  [100, thirds, [34, 33, 33]],
  [200, thirds, [67, 67, 66]],
  [-100, thirds, [-34, -33, -33]],
  [1, [0.4, 0.1, 0.1, 0.4], [1, 0, 0, 0]],
  [10_000, [0.4, 0.2, 0.4], [4000, 2000, 4000]],
  // 3 × 0.1 = 0.30000000000000004 in binary: still the earlier of equals.
  [3, [0.1, 0.3, 0.3, 0.3], [0, 1, 1, 1]],
  [0, thirds, [0, 0, 0]],
  [7, [1], [7]],
  [7, [], []],
])('%d in %j is %j', (amount, shares, known) => {
  expect(shareOut(amount, shares)).toEqual(known)
})

test('parts sum to the amount, none is a unit off, and a refund takes back exactly what was given', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (amount, drawn) => {
      const all = drawn.reduce((sum, weight) => sum + weight, 0)
      fc.pre(all > 1e-6)
      const shares = drawn.map((weight) => weight / all)
      const parts = shareOut(amount, shares)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      for (const [i, part] of parts.entries()) {
        expect(Math.abs(part - amount * (shares[i] ?? 0))).toBeLessThanOrEqual(1 + amount * 1e-12)
      }
      expect(shareOut(-amount, shares)).toEqual(parts.map((part) => (part === 0 ? 0 : -part)))
    }),
  )
})
