import { describe, expect, test } from 'vitest'
import {
  curveOf,
  stagesOf,
  stagesReason,
  upperLoss,
} from '../../../collector/reports/retention/curve.ts'
import { Triangle } from '../../../collector/reports/retention/triangle.ts'

/** Cohorts of people by how many periods they stay, each from period 0 on. */
function stayers(cohorts: number[][], periods: number): Triangle {
  const triangle = new Triangle(cohorts.length, periods)
  for (const [cohort, stays] of cohorts.entries()) {
    for (const [length, people] of stays.entries()) {
      for (let i = 0; i < people; i++) {
        triangle.add(cohort, new Uint8Array(periods).fill(1, 0, length + 1))
      }
    }
  }
  return triangle
}

const over = (units: number) => ({ complete: units, begun: units })

test('the mean curve weighs cohorts by their size and takes complete cells only', () => {
  // 100 people, of whom 50 stay for period 1; 300, of whom 90 do; of the last period 1 still runs.
  const triangle = stayers(
    [
      [50, 50],
      [210, 90],
      [10, 0],
    ],
    2,
  )
  const curve = curveOf(triangle, { complete: 3, begun: 4 })
  expect(curve[1]).toMatchObject({ n: 1, rate: 0.35, people: 400 })
  expect(curve[0]).toMatchObject({ rate: 1, people: 410 })
})

test('a cohort of which nobody came weighs as much as its people do', () => {
  const { rate, people } = curveOf(stayers([[10], [5, 5]], 2), over(3))[1] ?? {}
  expect([rate, people]).toEqual([5 / 20, 20])
})

test('where no cohort has come so far there is no rate', () => {
  expect(curveOf(stayers([[1]], 3), over(1))[2]).toEqual({
    n: 2,
    rate: null,
    interval: null,
    people: 0,
  })
})

describe('stages', () => {
  // 1,000 → 400 → 360 → 355 → 354 → 353 → 352
  const steep = stayers([[600, 40, 5, 1, 1, 1, 352]], 7)

  test('the fall ends where a period loses less than a fifth, the plateau begins where it surely loses little', () => {
    expect(stagesOf(steep, over(7))).toEqual({ oscillation_ends: 1, plateau_starts: 1 })
  })

  test('a curve that goes on falling has no plateau', () => {
    const falling = stayers([[300, 210, 147, 103, 72, 168]], 6)
    expect(stagesOf(falling, over(6))).toEqual({ oscillation_ends: null, plateau_starts: null })
  })

  test('few people or periods are told instead', () => {
    expect(stagesReason(steep, over(3))).toContain('4 complete periods, there are 3')
    expect(stagesReason(stayers([[5, 2, 1, 1]], 5), over(5))).toContain('too few people to tell')
    expect(stagesReason(steep, over(7))).toBeUndefined()
  })

  test('the upper loss of 400, 380 and 360 of both', () => {
    // 0.95 × exp(−1.959964 × √(60 / 152,000)) = 0.95 × 0.961806 = 0.913716; (1 − 0.913716) / 3
    expect(upperLoss({ first: 400, later: 380, both: 360 })).toBeCloseTo(0.028761, 6)
    expect(upperLoss({ first: 0, later: 0, both: 0 })).toBeNaN()
  })
})
