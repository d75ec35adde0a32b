import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomesOf } from '../../../collector/reports/funnel/outcome.ts'
import type { Moments, Rules } from '../../../collector/reports/funnel/rules.ts'
import { processorTime } from '../../processor-time.ts'
import { outcomeByEveryChain } from './every-chain.ts'

type Order = Rules['order']

const MINUTE = 60_000

/** `A B,A C`: an event a minute, of one instant where joined by `+`; `AC` is an event that matches both. */
function history(text: string): Moments {
  return text.split(' ').flatMap((instant, minute) =>
    instant.split('+').map((letters) => ({
      at: minute * MINUTE,
      marks: [...letters].reduce(
        (sum, letter) => sum + 2 ** 'ABCDEFGHIJKLMNOPQRSTUVW'.indexOf(letter),
        0,
      ),
      beside: [],
    })),
  )
}

function rules(steps: number, order: Order, rest: Partial<Rules> = {}): Rules {
  return {
    steps,
    order,
    window: 60 * MINUTE,
    until: 1_000 * MINUTE,
    excluded: [],
    now: 10_000 * MINUTE,
    ...rest,
  }
}

const one = (asked: Rules, moments: Moments) => outcomesOf(asked, 'person')(moments)[0]

describe('the level of a history', () => {
  test.each<[string, Rules, number]>([
    ['A B C', rules(3, 'ordered'), 3],
    ['C B A', rules(3, 'ordered'), 1],
    ['C B A', rules(3, 'any'), 3],
    ['B C', rules(3, 'any'), 0],
    ['AB', rules(2, 'ordered'), 1],
    ['AB+AB', rules(2, 'ordered'), 2],
    ['B+A', rules(2, 'ordered'), 2],
    ['AB+A', rules(2, 'any'), 2],
    ['AB', rules(2, 'any'), 1],
    ['A C B', rules(2, 'ordered'), 2],
    ['A B C', rules(2, 'ordered', { window: 0 }), 1],
    ['A A B B C C', rules(3, 'strict'), 3],
    ['A B D C', rules(3, 'strict'), 3],
    ['A B A C', rules(3, 'strict'), 2],
    ['A B A B C', rules(3, 'strict'), 3],
    ['A C B', rules(2, 'ordered', { excluded: [0, 4] }), 1],
    ['A C A B', rules(2, 'ordered', { excluded: [0, 4] }), 2],
    ['A+C B', rules(2, 'ordered', { excluded: [0, 4] }), 2],
  ])('%s', (text, asked, level) => {
    expect(one(asked, history(text))?.level).toBe(level)
  })
})

test('F3: a repeated step does not break strict order, an earlier one does', () => {
  const levels = ['A A B B C C', 'A B D C', 'A A B C', 'A B A C'].map(
    (text) => one(rules(3, 'strict'), history(text))?.level,
  )
  expect(levels).toEqual([3, 3, 3, 2])
})

test('the chain that counts begins as early as the greatest level allows, and goes on as early', () => {
  const asked = rules(2, 'ordered', { window: 2 * MINUTE })
  expect(one(asked, history('A A D B B'))?.chain).toEqual([1, 3])
  expect(one(asked, history('A B A B'))?.chain).toEqual([0, 1])
  expect(one(asked, history('A D D A'))?.chain).toEqual([0])
})

test('an attempt begins at each event of the first step', () => {
  const outcomes = outcomesOf(rules(2, 'ordered'), 'attempt')(history('B A B A A B'))
  expect(outcomes.map(({ level, first }) => [level, first])).toEqual([
    [2, 1],
    [1, 3],
    [2, 4],
  ])
})

test('what stands before the first attempt in its very instant may belong to it', () => {
  const levels = outcomesOf(rules(2, 'ordered'), 'attempt')(history('B B+A B+A'))
  expect(levels.map(({ level }) => level)).toEqual([2, 1])
})

test('an attempt that another has cut is not pending, the last one is while its window is open', () => {
  const asked = rules(2, 'ordered', { now: 10 * MINUTE })
  const pending = outcomesOf(asked, 'attempt')(history('A A')).map((outcome) => outcome.pending)
  expect(pending).toEqual([false, true])
})

const moments = fc
  .array(
    fc.record({
      after: fc.constantFrom(0, 0, 0, 1, 1, 2, 5),
      marks: fc.oneof(fc.constantFrom(1, 2, 4, 8), fc.integer({ min: 1, max: 31 })),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    let at = 100
    return list.map(({ after, marks }) => {
      at += after
      return { at, marks, beside: [] }
    })
  })

const asked = fc
  .record({
    steps: fc.integer({ min: 2, max: 4 }),
    order: fc.constantFrom<Order>('ordered', 'strict', 'any'),
    window: fc.constantFrom(0, 1, 2, 4, 8, 100),
    until: fc.constantFrom(101, 103, 106, 1_000),
    excluded: fc.array(fc.constantFrom(0, 0, 16, 24), { minLength: 4, maxLength: 4 }),
    ahead: fc.constantFrom(1, 2, 4, 1_000),
  })
  .map((one) => ({ ...one, excluded: one.order === 'any' ? [] : one.excluded }))

describe('against every chain there is', () => {
  test('level, chain and what may still come are the same', () => {
    fc.assert(
      fc.property(moments, asked, (list, { ahead, ...rest }) => {
        const now = (list.at(-1)?.at ?? 0) + ahead
        const whole = { ...rest, now }
        expect(one(whole, list)).toEqual(outcomeByEveryChain(whole, list))
      }),
      { numRuns: 6_000, seed: 11 },
    )
  })
})

describe('properties', () => {
  const level = (rules: Rules, list: Moments) => one(rules, list)?.level ?? 0
  const holds = (check: (rules: Rules, list: Moments) => void) =>
    fc.assert(
      fc.property(moments, asked, (list, { ahead, ...rest }) =>
        check({ ...rest, now: 1_000 + ahead }, list),
      ),
      { numRuns: 2_000, seed: 12 },
    )

  test('a wider window never lowers a level', () => {
    holds((rules, list) => {
      const wider = { ...rules, window: rules.window + 3 }
      expect(level(wider, list)).toBeGreaterThanOrEqual(level(rules, list))
    })
  })

  test('one step more never raises what came to the steps before it', () => {
    holds((rules, list) => {
      if (rules.order !== 'ordered') return
      const fewer = { ...rules, steps: rules.steps - 1 }
      expect(level(fewer, list)).toBe(Math.min(level(rules, list), fewer.steps))
    })
  })

  test('events of one instant may stand in any order', () => {
    holds((rules, list) => {
      const turned = list.toReversed().sort((a, b) => a.at - b.at)
      expect(level(rules, turned)).toBe(level(rules, list))
    })
  })
})

describe('histories that somebody made to hold us up', () => {
  const many = (count: number, made: (i: number) => [at: number, marks: number]) =>
    Array.from({ length: count }, (_, i) => {
      const [at, marks] = made(i)
      return { at, marks, beside: [] }
    })
  const ALL = 2 ** 12 - 1

  test.each<[string, Moments]>([
    [
      '100,000 events of one instant that each match all of twelve steps',
      many(100_000, () => [0, ALL]),
    ],
    ['100,000 events in pairs', many(100_000, (i) => [i >> 1, ALL])],
    ['100,000 events whose last step never comes', many(100_000, (i) => [i >> 3, ALL >> 1])],
    ['100,000 events of the first step alone', many(100_000, (i) => [i, 1])],
  ])(
    '%s',
    (_, list) => {
      for (const order of ['ordered', 'strict', 'any'] as const) {
        for (const window of [3, 1_000_000]) {
          const judged = rules(12, order, { window, until: 1_000_000 })
          expect(processorTime(() => void one(judged, list))).toBeLessThan(4_000)
        }
      }
    },
    60_000,
  )
})
