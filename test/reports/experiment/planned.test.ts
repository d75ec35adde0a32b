import { describe, expect, test } from 'vitest'
import { lognormal } from '../../../collector/bench/simulation/draws.ts'
import { random } from '../../../collector/demo/random.ts'
import { plannedLooks } from '../../../collector/reports/experiment/planned.ts'

describe('planned looks', () => {
  const look = (n: number, z: number, isEnd = false) => ({
    ...{ n, isEnd, estimate: z, standard_error: 1, p_value: 0.01 },
  })
  const plan = { total: 1_000, alpha: 0.05, comparisons: 1 }

  test('say nothing before the first', () => {
    expect(plannedLooks({ ...plan, over: [] })).toBeUndefined()
  })
  test('decide by the bound of their share, as published', () => {
    const at = (z: number) => [200, 400, 600, 800].map((n) => look(n, z))
    expect(plannedLooks({ ...plan, over: at(2.5).slice(0, 3) })).toMatchObject({ p_value: 1 })
    const decided = plannedLooks({ ...plan, over: at(2.5) })
    expect(decided?.p_value).toBe(0.01)
    expect(decided?.interval[0]).toBeCloseTo(2.5 - 2.29, 3)
  })
  test('stay decided', () => {
    const over = [look(200, 0), look(400, 3.4), look(600, 0)]
    expect(plannedLooks({ ...plan, over })?.interval[0]).toBeCloseTo(3.4 - 3.357, 3)
  })
  test('know that more came than the plan said', () => {
    // Four equal looks have 2.014 at the last, and 2.071 where half as many again are there.
    const at = (n: number, z: number) =>
      [250, 500, 750].map((n) => look(n, 0)).concat(look(n, z, true))
    expect(plannedLooks({ ...plan, over: at(1_000, 2.04) })?.p_value).toBe(0.01)
    expect(plannedLooks({ ...plan, over: at(1_500, 2.04) })?.p_value).toBe(1)
  })
  test('share alpha among the comparisons, each of which takes its p as often', () => {
    // With half of 0.05 the bounds of two equal looks are 3.344 and 2.244, with all of it 2.963 and 1.969.
    const at = (z: number) => ({ ...plan, over: [look(500, z)] })
    expect(plannedLooks({ ...at(3.1), comparisons: 1 })?.p_value).toBe(0.01)
    expect(plannedLooks({ ...at(3.1), comparisons: 2 })?.p_value).toBe(1)
    expect(plannedLooks({ ...at(3.4), comparisons: 2 })?.p_value).toBe(0.02)
  })
  test.each([1, 2, 3, 5])(
    'of %i comparisons with nothing to find are wrong in a twentieth at most',
    (comparisons) => {
      const equal = [200, 400, 600, 800, 1_000].map((n) => look(n, 0, n === 1_000))
      const bounds = equal.map((_, k) => {
        const told = plannedLooks({ ...plan, over: equal.slice(0, k + 1), comparisons })
        return told?.interval[1] ?? 0
      })
      const chance = random(7)
      const RUNS = 20_000
      const wrong = Array.from({ length: RUNS }, () => {
        const each = Array.from({ length: comparisons }, () =>
          crosses(bounds, () => Math.log(lognormal(chance))),
        )
        return each.some((one) => one)
      }).filter((one) => one).length
      // ± 0.15 by chance; five that know nothing of one another come to 1 − 0.99⁵.
      expect(wrong / RUNS).toBeGreaterThan(0.045)
      expect(wrong / RUNS).toBeLessThan(0.0535)
    },
  )
  test('end at all there are, and bear looks without new people', () => {
    const over = [200, 400, 600, 600, 650].map((n, i) => look(n, 1.9, i === 4))
    expect(plannedLooks({ ...plan, over })?.p_value).toBe(1)
    expect(plannedLooks({ ...plan, over: over.map((one) => ({ ...one, estimate: 2.2 })) })).toEqual(
      expect.objectContaining({ p_value: 0.01 }),
    )
  })
})

/** Whether a sum of so many equal steps, in its standard errors, is at one of them beyond the bound. */
function crosses(bounds: readonly number[], normal: () => number): boolean {
  let sum = 0
  // All are drawn, so that another bound leaves the next comparison the same.
  const sums = bounds.map(() => (sum += normal()))
  return sums.some((at, i) => Math.abs(at) / Math.sqrt(i + 1) >= (bounds[i] ?? 0))
}
