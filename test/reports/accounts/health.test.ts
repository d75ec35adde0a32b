import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bitsIn,
  fallenFrom,
  healthOf,
  partsOf,
  yardstickOf,
} from '../../../collector/reports/accounts/health.ts'
import {
  type DayOfUse,
  MostPeople,
  peopleIn,
  windowOf,
} from '../../../collector/reports/accounts/use.ts'
import { DEFAULT_WEIGHTS as WEIGHTS } from '../../../collector/settings/health.ts'

const used = (day: number, person: number | null = 1, keys = 0): DayOfUse => ({
  ...{ day, person, keys, events: 1, signals: 0 },
})

describe('a window', () => {
  test('has 28 days: the one 27 days before its end counts, the one 28 before does not', () => {
    expect(windowOf([used(73), used(100)], 100)).toMatchObject({ active: 2, silent: 0 })
    expect(windowOf([used(72), used(100)], 100)).toMatchObject({ active: 1, silent: 0 })
  })

  test('tells how long it has been silent, also where nothing lies in it', () => {
    expect(windowOf([used(90)], 100)).toMatchObject({ active: 1, silent: 10 })
    expect(windowOf([used(60), used(101)], 100)).toMatchObject({ active: 0, silent: 40 })
    expect(windowOf([], 100).silent).toBeUndefined()
    expect(windowOf([used(101)], 100).silent).toBeUndefined()
  })

  test('counts a day once, people by themselves, and what servers tell of nobody as no person', () => {
    const days = [used(98, 1, 0b01), used(98, 2), used(99, null, 0b10), used(100, 1)]
    const { active, people, keys } = windowOf(days, 100)
    expect([active, people, keys]).toEqual([3, 2, 0b11])
    expect(peopleIn(days, 100).get(1)).toEqual({ events: 2, last: 100 })
  })
})

describe('the most people of any window', () => {
  test.each([
    // Three within 28 days, until the first two have gone.
    [[used(1, 1), used(2, 2), used(28, 3)], 28, 3],
    [[used(1, 1), used(2, 2), used(28, 3)], 27, 2],
    [[used(1, 1), used(2, 2), used(29, 3)], 29, 2],
    // The first is seen again and stays.
    [[used(1, 1), used(2, 2), used(20, 1), used(29, 3)], 29, 3],
    [[used(5, null)], 5, 0],
    [[], 5, 0],
  ])('%#', (days, end, most) => {
    expect(new MostPeople(days).by(end)).toBe(most)
  })

  test('is what looking at each window tells', () => {
    const days = fc.array(fc.tuple(fc.nat(90), fc.nat(5)), { maxLength: 60 })
    fc.assert(
      fc.property(days, fc.nat(100), (drawn, end) => {
        const own = drawn.map(([day, person]) => used(day, person)).sort((a, b) => a.day - b.day)
        const sizes = own
          .filter(({ day }) => day <= end)
          .map(({ day }) => windowOf(own, day).people)
        expect(new MostPeople(own).by(end)).toBe(Math.max(0, ...sizes))
      }),
    )
  })
})

describe('the yardstick', () => {
  test('is the 75th percentile of eight active accounts', () => {
    // Place 0.75 × 7 = 5.25: 12 + 0.25 × 2
    expect(yardstickOf([16, 14, 12, 10, 8, 6, 4, 2])).toBe(12.5)
  })

  test('is of those that were active alone, and 20 days of fewer than eight', () => {
    expect(yardstickOf([16, 14, 12, 10, 8, 6, 4, 2, 0, 0])).toBe(12.5)
    expect(yardstickOf([16, 14, 12, 10, 8, 6, 4, 0])).toBe(20)
  })
})

describe('health', () => {
  const window = windowOf([used(86, 3), used(93, 1, 0b001), used(93, 2, 0b100)], 100)

  test('is made of its parts', () => {
    // 2 of 20 days; seen 7 days ago; 2 of 3 key events; 3 of 5 seats.
    const parts = partsOf(window, { yardstick: 20, keys: 3, seats: 5 })
    expect(parts).toEqual({ frequency: 0.1, recency: 0.5, breadth: 2 / 3, depth: 0.6 })
    // 0.35 × 0.1 + 0.25 × 0.5 + 0.2 × 0.6667 + 0.2 × 0.6 = 0.035 + 0.125 + 0.133333 + 0.12
    expect(healthOf(parts, WEIGHTS)).toBeCloseTo(41.333333, 5)
  })

  test('leaves out what has no basis', () => {
    const parts = partsOf(window, { yardstick: 20, keys: 0, seats: 0 })
    expect(parts).toEqual({ frequency: 0.1, recency: 0.5, breadth: null, depth: null })
    // (0.035 + 0.125) / 0.6
    expect(healthOf(parts, WEIGHTS)).toBeCloseTo(26.666667, 5)
    expect(healthOf(parts, { frequency: 0, recency: 0, breadth: 1, depth: 1 })).toBeNull()
  })

  test('as its comment has it', () => {
    const parts = { frequency: 0.5, recency: 1, breadth: null, depth: 0.25 }
    expect(healthOf(parts, WEIGHTS)).toBeCloseTo(59.375, 9)
  })

  test('takes weights of any sum', () => {
    const parts = { frequency: 1, recency: 0.5, breadth: 0, depth: 0 }
    // (3 × 1 + 1 × 0.5) / 5
    const weights = { frequency: 3, recency: 1, breadth: 1, depth: 0 }
    expect(healthOf(parts, weights)).toBeCloseTo(70, 9)
  })

  test('of an account that was never seen is 0', () => {
    const parts = partsOf(windowOf([], 100), { yardstick: 20, keys: 2, seats: 4 })
    expect(healthOf(parts, WEIGHTS)).toBe(0)
  })

  test('lies from 0 to 100 whatever was done, and each part from 0 to 1', () => {
    const day = fc.record({
      ...{
        day: fc.nat(120),
        person: fc.option(fc.nat(9)),
        events: fc.integer({ min: 1, max: 99 }),
      },
      ...{ keys: fc.nat(7), signals: fc.nat(7) },
    })
    const measures = fc.record({
      ...{ yardstick: fc.integer({ min: 1, max: 28 }), seats: fc.nat(4) },
      keys: fc.constant(3),
    })
    fc.assert(
      fc.property(fc.array(day), measures, fc.nat(120), (days, of, end) => {
        const parts = partsOf(
          windowOf(
            [...days].sort((a, b) => a.day - b.day),
            end,
          ),
          of,
        )
        for (const part of Object.values(parts)) {
          expect(part ?? 0).toBeGreaterThanOrEqual(0)
          expect(part ?? 0).toBeLessThanOrEqual(1)
        }
        const health = healthOf(parts, WEIGHTS) ?? Number.NaN
        expect(health).toBeGreaterThanOrEqual(0)
        expect(health).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('an account falls', () => {
  test.each([
    // The mean of 70, 50 and 30 is 50; 60 % of it are 30.
    [29.9, [70, 50, 30], 50],
    [30, [70, 50, 30], undefined],
    // It was not there yet in two of them.
    [41, [70, null, null], 70],
    [42, [70, null, null], undefined],
    [0, [null, null, null], undefined],
    [0, [0, 0, 0], undefined],
    [null, [70, 50, 30], undefined],
  ])('health %s after %j: from %s', (health, before, from) => {
    expect(fallenFrom(health, before)).toBe(from)
  })
})

test('bits are counted', () => {
  expect([0, 1, 0b1011, 2 ** 29].map(bitsIn)).toEqual([0, 1, 3, 1])
})
