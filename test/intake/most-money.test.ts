import { expect, test } from 'vitest'
import { mostMoney, within } from '../../collector/intake/most-money.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'

const rates = new Map([
  ['USD', 0.8],
  ['JPY', 0.0061],
])
const most = (max_amount: number | null) =>
  mostMoney({ max_amount, currency: 'EUR', rates } as unknown as IntakeSite)

test.each([
  ['EUR', 100_000],
  ['USD', 125_000],
  ['JPY', 1_000 / 0.0061],
  ['GBP', Number.POSITIVE_INFINITY],
])('1,000 EUR are at most so many minor units of %s: %d', (currency, minor) => {
  expect(most(1_000)?.(currency)).toBe(minor)
})

test('a refund has the same limit, and no limit lets everything through', () => {
  expect(within({ amount: -125_000, currency: 'USD' }, most(1_000))).toBe(true)
  expect(within({ amount: -125_001, currency: 'USD' }, most(1_000))).toBe(false)
  expect(within({ amount: 1e15, currency: 'USD' }, most(null))).toBe(true)
  expect(within(null, most(0))).toBe(true)
})
