import { expect, test } from 'vitest'
import { numberIn } from '../../collector/moving/loose.ts'
import { writtenCount, writtenNumber } from '../../collector/moving/written-number.ts'

test.each([
  ['1234.5', 1234.5],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1.234.567,5', 1_234_567.5],
  ['1,234,567', 1_234_567],
  ['62,35', 62.35],
  ['1 234,5', 1234.5],
  ['1\u202F234', 1234],
  ['1’234.50', 1234.5],
  ['1,234', 1234],
  ['1.234', 1.234],
  ['12,34,5', undefined],
  ['1.2.3', undefined],
  ['', undefined],
  ['abc', undefined],
  ['-1', undefined],
])('%s is %s', (text, number) => {
  expect(writtenNumber(text)).toBe(number)
})

test('what may be either is a decimal where the comma is its mark, and thousands where it is not', () => {
  expect([writtenNumber('1,234', true), writtenNumber('1.234', true)]).toEqual([1.234, 1234])
})

test.each([
  ['1.234', 1234],
  ['1,234', 1234],
  ['12.0', 12],
  ['1.5', undefined],
  ['1e9', undefined],
])('%s counts %s', (text, count) => {
  expect(writtenCount(text)).toBe(count)
})

test('a foreign value is a number also with a sign, an exponent, or a comma', () => {
  expect(['-12,5', '1e3', ' 7 ', 7.5, 'x', '', null].map(numberIn)).toEqual([
    ...[-12.5, 1000, 7, 7.5, undefined, undefined, undefined],
  ])
})
