import { describe, expect, test } from 'vitest'
import { PlanRequest, planned } from '../../../collector/experiments/plan.ts'
import { plannedBounds } from '../../../experiments/statistics/planned-looks.ts'

function plan(request: unknown) {
  return planned(PlanRequest.parse(request))
}

function near(found: number | undefined, known: number, digits = 1e-9): void {
  expect(found).toBeDefined()
  expect(Math.abs((found ?? 0) - known)).toBeLessThanOrEqual(digits * Math.abs(known))
}

test('five equal planned looks have the published bounds', () => {
  const bounds = plannedBounds([0.2, 0.4, 0.6, 0.8, 1], 0.05)
  expect(bounds.map((bound) => bound.toFixed(3))).toEqual([
    '4.877',
    '3.357',
    '2.680',
    '2.290',
    '2.031',
  ])
  near(plannedBounds([1], 0.05)[0], 1.959963984540054)
})

describe('plans', () => {
  test('a tenth more of 10 % at 0.05 and 0.8', () => {
    const found = plan({
      metric: 'proportion',
      rate: 0.1,
      minimum_effect: 0.1,
      units_per_day: 2000,
    })
    expect(found).toEqual({
      per_variant: 14_749,
      total: 29_498,
      days: 15,
      full_weeks_days: 21,
      sequential_total: 56_486,
    })
  })

  test('a tenth less needs fewer, since a lower rate varies less', () => {
    const less = plan({ metric: 'proportion', rate: 0.1, minimum_effect: -0.1 })
    expect(less.total).toBeLessThan(29_498)
  })

  test('three variants share the error', () => {
    // (z(0.0125) + z(0.2))² = (2.241403 + 0.841621)² = 9.505037; × (0.09 + 0.0979) / 0.0001 = 17,859.96
    expect(
      plan({ metric: 'proportion', rate: 0.1, minimum_effect: 0.1, variants: 3 }).per_variant,
    ).toBe(17_860)
  })

  test('of a mean the variance counts', () => {
    // 2 × 7.848879 × 400 / (20 × 0.05)² = 6,279.1
    expect(
      plan({ metric: 'mean', mean: 20, variance: 400, minimum_effect: 0.05 }).per_variant,
    ).toBe(6_280)
  })

  test('what a sample shows is what would have been needed', () => {
    const found = plan({ metric: 'proportion', rate: 0.1, minimum_effect: 0.1, n_total: 29_498 })
    near(found.power ?? 0, 0.8, 1e-4)
    near(found.minimum_detectable_effect ?? 0, 0.1, 1e-3)
  })

  test('too few for any effect is said', () => {
    const found = plan({ metric: 'proportion', rate: 0.9, n_total: 2 })
    expect(found).toEqual({ power: null, minimum_detectable_effect: null })
  })

  test.each([
    [
      { metric: 'proportion', rate: 0.5, minimum_effect: 1 },
      'a rate of 0.5 changed by 1 leaves (0, 1)',
    ],
    [{ metric: 'proportion', minimum_effect: 1 }, 'a proportion needs its rate today'],
    [
      { metric: 'mean', mean: 3, minimum_effect: 1 },
      'a mean needs its mean and its variance today',
    ],
    [
      { metric: 'mean', mean: 0, variance: 1, minimum_effect: 1 },
      'of a mean of 0 no effect is a share',
    ],
    [{ metric: 'proportion', rate: 0.5 }, 'say the minimum_effect that matters'],
    [{ metric: 'proportion', rate: 0.5, minimum_effect: 0 }, 'an effect of 0 can never be shown'],
    [{ metric: 'proportion', rate: 1e-9, minimum_effect: 1e-6 }, 'no site has so many units'],
  ])('%j is refused', (request, words) => {
    expect(() => plan(request)).toThrow(words)
  })
})
