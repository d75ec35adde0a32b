import { describe, expect, test } from 'vitest'
import { binomial, type Draw, lognormal } from '../../../collector/bench/simulation/draws.ts'
import { random } from '../../../collector/demo/random.ts'
import { binomialAtMost } from '../../../experiments/statistics/binomial.ts'
import { chiSquaredTail } from '../../../experiments/statistics/chi-squared.ts'

const DRAWS = 200_000

function drawn(draw: Draw): number[] {
  const chance = random(7)
  return Array.from({ length: DRAWS }, () => draw(chance))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('a binomial number', () => {
  test('is the place of chance among the sums of the probabilities', () => {
    const at = (next: number) => binomial(2, 0.5)({ ...random(1), next: () => next })
    expect([0, 0.2499, 0.25, 0.7499, 0.75, 0.9999].map(at)).toEqual([0, 0, 1, 1, 2, 2])
  })

  test.each([
    [20, 0.02],
    [500, 0.1],
    [5_000, 0.1],
  ])('comes as often as it should, of %d at %d', (n, rate) => {
    const values = drawn(binomial(n, rate))
    const middle = n * rate
    const edges = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2].map((z) =>
      Math.floor(middle + z * Math.sqrt(middle * (1 - rate))),
    )
    const upTo = [...new Set(edges.filter((edge) => edge >= 0)), n]
    let chi_squared = 0
    upTo.forEach((to, i) => {
      const from = upTo[i - 1] ?? -1
      const expected = DRAWS * (binomialAtMost(to, n, rate) - binomialAtMost(from, n, rate))
      const seen = values.filter((value) => value > from && value <= to).length
      chi_squared += (seen - expected) ** 2 / expected
    })
    expect(chiSquaredTail(chi_squared, upTo.length - 1)).toBeGreaterThan(0.001)
  })
})

test('a lognormal number has the median 1, the mean √e and the variance (e − 1)e', () => {
  const values = drawn(lognormal)
  expect(values.filter((value) => value < 1).length / DRAWS).toBeCloseTo(0.5, 2)
  expect(meanOf(values)).toBeGreaterThan(1.63)
  expect(meanOf(values)).toBeLessThan(1.67)
  const logs = values.map(Math.log)
  expect(meanOf(logs)).toBeCloseTo(0, 2)
  expect(meanOf(logs.map((log) => log * log))).toBeCloseTo(1, 2)
  expect(meanOf(logs.map((log) => log ** 4))).toBeCloseTo(3, 1)
})
