import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  aucInterval,
  aucOf,
  backtestOf,
  standardError,
} from '../../../collector/reports/accounts/backtest.ts'

interface Golden {
  stayed: number[]
  left: number[]
  auc: number
  interval: [number, number]
}

/** Made by `test/golden/auc.py`. */
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('../../golden/auc.json', import.meta.url), 'utf8'),
)

describe('the area under the curve', () => {
  test.each(golden)('is $auc as scipy has it, with its interval', ({ stayed, left, ...known }) => {
    const auc = aucOf(stayed, left)
    expect(auc).toBeCloseTo(known.auc, 12)
    const [low, high] = aucInterval(auc, stayed.length, left.length)
    expect(low).toBeCloseTo(known.interval[0], 9)
    expect(high).toBeCloseTo(known.interval[1], 9)
  })

  test('counts a tie half', () => {
    // 3 > 1, 3 = 3, 5 > 1, 5 > 3: (1 + 0.5 + 1 + 1) / 4
    expect(aucOf([3, 5], [1, 3])).toBe(0.875)
  })

  test('has the error of the comment', () => {
    expect(standardError(0.8, 20, 10)).toBeCloseTo(0.087433, 6)
  })
})

describe('a backtest', () => {
  const tried = (stayed: number, left: number) => [
    ...Array.from({ length: stayed }, (_, i) => ({ score: 60 + i, churned: false })),
    ...Array.from({ length: left }, (_, i) => ({ score: 20 + i, churned: true })),
  ]

  test.each([
    [4, 5],
    [5, 4],
    [0, 0],
  ])('of %i that stayed and %i that left says why it tells nothing', (stayed, left) => {
    expect(backtestOf(tried(stayed, left))).toEqual({
      reason: expect.stringContaining(`there are ${left} and ${stayed}`),
    })
  })

  test('of five each that were all in order is 1, and not for sure', () => {
    const found = backtestOf(tried(5, 5))
    expect(found).toMatchObject({ auc: 1, accounts: 10, churned: 5 })
    // (1 − A)² = z² A(1 − A)(1 + 4((1 − A)/(2 − A) + A/(1 + A)))/25 at A = 0.642703
    const low = 'interval' in found ? found.interval[0] : Number.NaN
    expect(1 - low).toBeCloseTo(1.959963984540054 * standardError(low, 5, 5), 9)
    expect(low).toBeCloseTo(0.642703, 6)
  })

  test('turned round is 0', () => {
    const turned = tried(6, 6).map(({ score, churned }) => ({ score, churned: !churned }))
    expect(backtestOf(turned)).toMatchObject({ auc: 0 })
  })
})
