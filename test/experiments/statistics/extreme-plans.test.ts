import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlanRequest, planned } from '../../../collector/experiments/plan.ts'
import { answered, level, requireFinite, TINY, units } from './extreme.ts'

const plan = (request: unknown) => answered(() => planned(PlanRequest.parse(request)))

/** One of the ends, or as often anything between. */
const some = (ends: readonly number[], min: number, max: number) =>
  fc.oneof(fc.constantFrom(...ends), fc.double({ min, max, noNaN: true }))

const positive = some([...TINY.slice(1), 1, 1e100], 1e-9, 1e9)
const baseline = fc.oneof(
  some([...TINY.slice(1), 1 - 2 ** -53], 0.001, 0.9).map((rate) => ({
    metric: 'proportion',
    rate,
  })),
  fc.record({ metric: fc.constant('mean'), mean: positive, variance: positive }),
)
const wished = {
  minimum_effect: some([-1, -0.999, 5e-324, 1e-160, 1e6], -0.9, 3),
  alpha: level,
  power: some([0.01, 0.25, 0.5, 0.9999], 0.5, 0.99),
  variants: fc.integer({ min: 2, max: 20 }),
}
const RUNS = { numRuns: 3_000 }

test('a plan is whole numbers, or a refusal', () => {
  const pace = fc.record(
    {
      units_per_day: fc.constantFrom(5e-324, 1e-9, 0.5, 5_000, 1e12),
      traffic_share: fc.constantFrom(5e-324, 0.1, 1),
    },
    { requiredKeys: [] },
  )
  let known = 0
  fc.assert(
    fc.property(baseline, fc.record(wished), pace, (before, design, days) => {
      const found = plan({ ...before, ...design, ...days })
      requireFinite(found)
      if (found === undefined) return
      known += 1
      expect(found.per_variant).toBeGreaterThan(0)
      expect(found.sequential_total ?? 0).toBeGreaterThanOrEqual(found.total ?? 0)
    }),
    RUNS,
  )
  expect(known).toBeGreaterThan(RUNS.numRuns / 20)
})

test('what a sample shows is a chance and an effect, or null', () => {
  const design = fc.record(
    { ...wished, n_total: units.map((n) => Math.min(1e15, Math.max(2, n))) },
    { requiredKeys: ['n_total'] },
  )
  fc.assert(
    fc.property(baseline, design, (before, asked) => {
      const found = plan({ ...before, ...asked })
      requireFinite(found)
      if (found === undefined) return
      expect(found.power ?? 0).toBeGreaterThanOrEqual(0)
      expect(found.power ?? 0).toBeLessThanOrEqual(1)
    }),
    RUNS,
  )
})

test.each([
  [
    'a power that chance has',
    { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, alpha: 0.5, power: 0.25 },
    'a power of 0.25 is had by chance: it must be above 0.25',
  ],
  [
    'a pace that never gets there',
    { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, units_per_day: 1e-300 },
    '29498 units at this pace take more than a thousand years',
  ],
])('%s is refused', (_, request, words) => {
  expect(() => planned(PlanRequest.parse(request))).toThrow(words)
})
