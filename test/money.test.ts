import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minorOf, toMinor } from '../collector/money.ts'

test.each([
  ['49.00', 'EUR', 4900],
  [49, 'eur', 4900],
  ['-12.5', 'USD', -1250],
  ['0.005', 'USD', 1],
  ['-0.005', 'USD', -1],
  ['0.0049', 'USD', 0],
  [1.005, 'USD', 101],
  ['12.345', 'EUR', 1235],
  ['-12.345', 'EUR', -1235],
  ['999.5', 'JPY', 1000],
  ['1200', 'JPY', 1200],
  ['1200.5', 'JPY', 1201],
  ['1.2345', 'KWD', 1235],
  [1e-7, 'USD', 0],
  // What arithmetic in a page leaves behind.
  [0.1 + 0.2, 'EUR', 30],
  [100 * 1.1, 'EUR', 11000],
  [4.35 * 100, 'EUR', 43500],
  [1.1 + 2.2, 'EUR', 330],
  [1 / 3, 'EUR', 33],
  [-2 / 3, 'EUR', -67],
  [19.99 * 3, 'EUR', 5997],
  ['1.1234567890123', 'EUR', 112],
  ['1.00499999999999999999999999999', 'EUR', 100],
  ['1.005000000000000000000000000000001', 'EUR', 101],
  ['.5', 'EUR', 50],
  ['5.', 'EUR', 500],
  ['+7', 'EUR', 700],
  [' 49.00\n', 'EUR', 4900],
  ['4.9e1', 'EUR', 4900],
  ['5e-3', 'EUR', 1],
  ['5e-4', 'EUR', 0],
  ['49e-9999', 'EUR', 0],
  [1e12, 'JPY', 1_000_000_000_000],
  ['0000000000000000000049.00', 'EUR', 4900],
  ['0.5', 'JPY', 1],
  ['0.4999', 'JPY', 0],
])('%s %s is %d minor units', (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toEqual({ amount: minor, currency: currency.toUpperCase() })
})

test.each([
  ['1,000.00', 'EUR'],
  ['49,00', 'EUR'],
  ['', 'EUR'],
  ['.', 'EUR'],
  ['e5', 'EUR'],
  ['-', 'EUR'],
  ['0x10', 'EUR'],
  ['€49', 'EUR'],
  ['Infinity', 'EUR'],
  [Number.NaN, 'EUR'],
  [Number.POSITIVE_INFINITY, 'EUR'],
  ['99999999999999', 'EUR'],
  [1e21, 'EUR'],
  ['1e308', 'EUR'],
  ['9e9999', 'EUR'],
  ['1', 'EURO'],
  ['1', ''],
  [null, 'EUR'],
  [true, 'EUR'],
  [[49], 'EUR'],
])('%s %s is no money', (amount, currency) => {
  expect(toMinor(amount, currency)).toBeUndefined()
})

test('every whole number of cents comes back from its decimal, whatever digits follow below half', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.stringMatching(/^[0-4][0-9]{0,30}$/),
      (cents, more) => {
        const size = Math.abs(cents)
        const text = `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}${more}`
        return toMinor(text, 'EUR')?.amount === cents
      },
    ),
  )
})

test.each([
  [1.005, 'EUR', 101],
  [-1.005, 'EUR', -101],
  [8.165, 'EUR', 817],
  [1.0049, 'EUR', 100],
  [0, 'EUR', 0],
  [-0.001, 'EUR', 0],
  [0.5, 'JPY', 1],
  [-2.5, 'JPY', -3],
  [1.0005, 'KWD', 1001],
  [5e-324, 'EUR', 0],
  [9_999_999_999_999, 'KWD', 9_999_999_999_999_000],
])('a number, %d %s, is %d minor units, of any size', (value, currency, minor) => {
  expect(minorOf(value, currency)).toBe(minor)
})

test('a number and its text are the same money', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (value, currency) => minorOf(value, currency) === toMinor(String(value), currency)?.amount,
    ),
  )
})
