import { describe, expect, test } from 'vitest'
import {
  quadrantOf,
  Shown,
  signalWeights,
  temperatureOf,
} from '../../../collector/reports/accounts/temperature.ts'

/** People by the signals that they showed, and how many of those converted. */
function shown(signals: number, people: [bits: number, all: number, converted: number][]): Shown {
  const counts = new Shown(signals)
  for (const [bits, all, converted] of people) {
    for (let i = 0; i < all; i++) counts.add(bits, i < converted)
  }
  return counts
}

describe('signals', () => {
  test('are weighted by how they go with converting', () => {
    const counts = shown(2, [
      [0b01, 40, 20],
      [0b10, 20, 0],
      [0b00, 40, 10],
    ])
    expect(counts.table(0)).toEqual({ a: 20, b: 20, c: 10, d: 50 })
    // φ = (20 × 50 − 20 × 10) / √(40 × 60 × 30 × 70) = 800 / 2245 > 0; that of the second is below 0.
    expect(signalWeights(counts)).toEqual([1, 0])
  })

  test('that go with it less count less', () => {
    const counts = shown(2, [
      [0b11, 20, 20],
      [0b10, 20, 10],
      [0b00, 60, 0],
    ])
    // First: (20 × 70 − 0 × 10) / √(20 × 80 × 30 × 70) = 1400 / 1833.030 = 0.763763
    // Second: (30 × 60 − 10 × 0) / √(40 × 60 × 30 × 70) = 1800 / 2244.994 = 0.801784
    const [first = 0, second = 0] = signalWeights(counts)
    expect(first).toBeCloseTo(0.763763 / (0.763763 + 0.801784), 6)
    expect(first + second).toBeCloseTo(1, 12)
  })

  test.each([
    [29, [0.5, 0.5]],
    [30, [1, 0]],
  ])('count alike until 30 have converted: %i', (converted, weights) => {
    const counts = shown(2, [
      [0b01, converted, converted],
      [0b10, 30, 0],
    ])
    expect(signalWeights(counts)).toEqual(weights)
  })

  test('count alike where none goes with converting', () => {
    expect(
      signalWeights(
        shown(2, [
          [0b11, 40, 0],
          [0b00, 40, 40],
        ]),
      ),
    ).toEqual([0.5, 0.5])
  })
})

test('temperature is the weight of what was shown', () => {
  expect(temperatureOf(0b101, [0.5, 0.3, 0.2])).toBeCloseTo(70, 9)
  expect(temperatureOf(0, [0.5, 0.5])).toBe(0)
  expect(temperatureOf(0b111, [1 / 3, 1 / 3, 1 / 3])).toBe(100)
})

test.each([
  [50, 50, 'grow'],
  [49.9, 50, 'train'],
  [50, 49.9, 'understand'],
  [49.9, 49.9, 'revive'],
  [null, 80, null],
] as const)('health %s and temperature %s: %s', (health, temperature, quadrant) => {
  expect(quadrantOf(health, temperature)).toBe(quadrant)
})
