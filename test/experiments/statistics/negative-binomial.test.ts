import { expect, test } from 'vitest'
import {
  negativeBinomialAtLeast,
  negativeBinomialAtMost,
} from '../../../experiments/statistics/negative-binomial.ts'

/** scipy 1.17: nbinom(size, size / (size + mean)).cdf(y) and .sf(y - 1). */
test.each([
  [{ mean: 2, size: 1 }, [1, 5 / 9], [2, 4 / 9]],
  [{ mean: 37.5, size: 12.25 }, [20, 0.06427711383716067], [70, 0.012999822725866526]],
  [{ mean: 1e6, size: 250 }, [800_000, 3.626879946484185e-4], [1_200_000, 1.3790856316744388e-3]],
] as const)(
  'the chances of %j: at most %j, at least %j',
  (shape, [low, atMost], [high, atLeast]) => {
    expect(negativeBinomialAtMost(low, shape) / atMost).toBeCloseTo(1, 9)
    expect(negativeBinomialAtLeast(high, shape) / atLeast).toBeCloseTo(1, 9)
  },
)

test('below nothing there is nothing, and nothing is at least zero', () => {
  expect(negativeBinomialAtMost(-1, { mean: 2, size: 1 })).toBe(0)
  expect(negativeBinomialAtLeast(0, { mean: 2, size: 1 })).toBe(1)
  expect(negativeBinomialAtMost(0, { mean: 0, size: 1 })).toBe(1)
  expect(negativeBinomialAtLeast(1, { mean: 0, size: 1 })).toBe(0)
})
