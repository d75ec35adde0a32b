import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnalyzeRequest, analyzed } from '../../../collector/experiments/analyze.ts'
import { compare } from '../../../experiments/statistics/compare.ts'
import {
  answered,
  converted,
  paired,
  pairOf,
  requireFinite,
  settings,
  size,
  units,
  valued,
  weights,
} from './extreme.ts'

const analyze = (request: unknown) => answered(() => analyzed(AnalyzeRequest.parse(request)))

const VARIED = { numRuns: 3_000 }

describe('whatever the sums are, an answer holds numbers, or null with the reason', () => {
  test('of a proportion', () => {
    let known = 0
    fc.assert(
      fc.property(converted, converted, settings, weights, (...[a, b, chosen, shares]) => {
        const request = { metric: 'proportion', variants: pairOf(a, b), ...chosen }
        const found = analyze(shares ? { ...request, weights: shares } : request)
        requireFinite(found)
        requireReason(found?.variants[1])
        if (found) known += 1
      }),
      VARIED,
    )
    expect(known).toBe(VARIED.numRuns)
  })

  test('of a mean', () => {
    let known = 0
    fc.assert(
      fc.property(valued, valued, settings, (a, b, chosen) => {
        const found = analyze({ metric: 'mean', variants: pairOf(a, b), ...chosen })
        requireFinite(found)
        requireReason(found?.variants[1])
        if (found) known += 1
      }),
      VARIED,
    )
    expect(known).toBe(VARIED.numRuns)
  })

  test('of a mean with the values before', () => {
    const arm = paired.map(({ n, after, before, products }) => ({
      n,
      post_sum: after.sum,
      post_sum_squares: after.sum_squares,
      pre_sum: before.sum,
      pre_sum_squares: before.squares,
      post_pre_sum_products: products,
    }))
    fc.assert(
      fc.property(arm, arm, settings, (a, b, chosen) => {
        requireFinite(analyze({ metric: 'mean', variants: pairOf(a, b), ...chosen }))
      }),
      VARIED,
    )
  })

  test('of a ratio', () => {
    const arm = paired.map(({ n, after, before, products }) => ({
      n,
      num_sum: after.sum,
      num_sum_squares: after.sum_squares,
      den_sum: before.sum,
      den_sum_squares: before.squares,
      num_den_sum_products: products,
    }))
    fc.assert(
      fc.property(arm, arm, settings, (a, b, chosen) => {
        const found = analyze({ metric: 'ratio', variants: pairOf(a, b), ...chosen })
        requireFinite(found)
        requireReason(found?.variants[1])
      }),
      VARIED,
    )
  })

  test('also at levels that no request may ask for', () => {
    const moments = fc.record({ n: units, mean: size, variance: size })
    const alpha = fc.constantFrom(1e-300, 1e-12, 0.9, 1 - 1e-12)
    fc.assert(
      fc.property(moments, moments, alpha, (a, b, chosen) => {
        const asked = { alpha: chosen, tuning_n: 5_000, prior: { type: 'flat' as const } }
        requireFinite(compare({ moments: a }, { moments: b }, asked))
      }),
      VARIED,
    )
  })
})

interface Answered {
  absolute?: unknown
  relative?: unknown
  bayesian?: unknown
  reason?: string | null | undefined
}

function requireReason(variant: Answered | undefined): void {
  if (!variant) return
  const { absolute, relative, bayesian, reason } = variant
  const isSilent = absolute === null || relative === null || bayesian === null
  if (isSilent && !reason) throw new Error('null without a reason')
}

test('values that are all the same do not vary by their rounding', () => {
  // 3 × 0.1² − 0.3²/3 is 3.5e-18 in doubles.
  const variants = pairOf(
    { n: 3, sum: 0.1 + 0.1 + 0.1, sum_squares: 0.1 * 0.1 + 0.1 * 0.1 + 0.1 * 0.1 },
    { n: 3, sum: 0.6, sum_squares: 0.12 },
  )
  const [, b] = analyze({ metric: 'mean', variants })?.variants ?? []
  expect([b?.absolute, b?.always_valid]).toEqual([null, null])
  expect(b?.reason).toBe('all units of the control have the same value')
})

test('values far below one are compared as those far above', () => {
  const at = (unit: number) => {
    const arm = (sum: number) => ({ n: 10, sum: sum * unit, sum_squares: 30 * unit * unit })
    return analyze({ metric: 'mean', variants: pairOf(arm(10), arm(14)) })?.variants[1]
  }
  const [usual, small] = [at(1), at(1e-120)]
  expect(small?.absolute?.p_value).toBeCloseTo(usual?.absolute?.p_value ?? 0, 9)
  expect(small?.absolute?.df).toBeCloseTo(usual?.absolute?.df ?? 0, 9)
  expect(small?.bayesian?.chance_to_win).toBeCloseTo(usual?.bayesian?.chance_to_win ?? 0, 9)
})

test('products that no units could have are refused with the numbers', () => {
  // Σx² 1,000 of 10 units at 10 each leaves no room: Σxy is 10 × 100/10 = 100 and nothing else.
  const arm = { n: 10, post_sum: 10, post_sum_squares: 100, pre_sum: 100, pre_sum_squares: 1_000 }
  const of = (post_pre_sum_products: number) =>
    pairOf({ ...arm, post_pre_sum_products }, { ...arm, post_pre_sum_products })
  expect(() => analyzed(AnalyzeRequest.parse({ metric: 'mean', variants: of(300) }))).toThrow(
    'variant "control" cannot be: post_pre_sum_products 300 is not between',
  )
  expect(analyze({ metric: 'mean', variants: of(100) })?.variants[1]?.cuped).not.toBeNull()
})
