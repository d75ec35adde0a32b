import { expect, test } from 'vitest'
import { toMinor } from '../../collector/intake/money.ts'

test.each([
  ['49.00', 'EUR', 4900],
  [49, 'eur', 4900],
  ['-12.5', 'USD', -1250],
  ['0.005', 'USD', 1],
  ['-0.005', 'USD', -1],
  ['0.0049', 'USD', 0],
  [1.005, 'USD', 101],
  ['1200', 'JPY', 1200],
  ['1200.5', 'JPY', 1201],
  ['1.2345', 'KWD', 1235],
  [1e-7, 'USD', 0],
])('%s %s is %d minor units', (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toEqual({ amount: minor, currency: currency.toUpperCase() })
})

test.each([
  ['1,000.00', 'EUR'],
  ['', 'EUR'],
  [Number.NaN, 'EUR'],
  [Number.POSITIVE_INFINITY, 'EUR'],
  ['99999999999999', 'EUR'],
  ['1', 'EURO'],
  ['1', ''],
  [null, 'EUR'],
])('%s %s is no money', (amount, currency) => {
  expect(toMinor(amount, currency)).toBeUndefined()
})
