import { expect, test } from 'vitest'
import { mostMoney } from '../../collector/intake/most-money.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'

const rates = new Map([
  ['USD', 0.8],
  ['JPY', 0.0061],
  ['KWD', 2.9],
])
const most = (max_amount: number | null, currency = 'EUR') =>
  mostMoney({ max_amount, currency, rates } as unknown as IntakeSite)

test.each([
  [1_000, 'EUR', 100_000],
  [1_000, 'USD', 125_000],
  // 163,935 × 0.0061 = 1,000.0035, which reports count as 1,000.00.
  [1_000, 'JPY', 163_935],
  // 344.828 × 2.9 = 1,000.0012.
  [1_000, 'KWD', 344_829],
  // What is just allowed, though 4.35 × 100 is 434.99999999999994 in binary.
  [4.35, 'EUR', 435],
  [0.29, 'EUR', 29],
  [1.005, 'EUR', 101],
])('of at most %d EUR, so many minor units of %s are the most: %d', (max, currency, amount) => {
  expect(most(max)?.({ amount, currency })).toBe(true)
  expect(most(max)?.({ amount: amount + 1, currency })).toBe(false)
})

test('a refund has the same limit, a currency without a rate none, and no limit lets everything through', () => {
  expect(most(1_000)?.({ amount: -125_000, currency: 'USD' })).toBe(true)
  expect(most(1_000)?.({ amount: -125_001, currency: 'USD' })).toBe(false)
  expect(most(1_000)?.({ amount: 1e15, currency: 'GBP' })).toBe(true)
  expect(most(null)).toBeUndefined()
})
