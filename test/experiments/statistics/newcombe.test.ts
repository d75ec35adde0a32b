import { expect, test } from 'vitest'
import { newcombeInterval } from '../../../experiments/statistics/newcombe.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'

const of = (n: number, all: number) => ({ rate: n / all, interval: wilsonInterval(n, all) })

/** Table II of Newcombe, Statistics in Medicine 17 (1998), method 10. */
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i less %i of %i lies as Newcombe has it', (...row) => {
  const [n, all, less, every, low, high] = row
  const interval = newcombeInterval(of(n, all), of(less, every))
  expect(interval[0]).toBeCloseTo(low, 4)
  expect(interval[1]).toBeCloseTo(high, 4)
})

test('a difference turned round has its interval turned round', () => {
  const [one, other] = [of(5, 56), of(7, 29)]
  const [low, high] = newcombeInterval(one, other)
  const back = newcombeInterval(other, one)
  expect([-back[1], -back[0]]).toEqual([low, high])
})
