import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Effects,
  effectsOnCount,
  effectsOnRate,
  type Side,
} from '../../../collector/reports/explain/effects.ts'

const side = (people: number, amount: number): Side => ({ people, amount })

test('a count changes by volume and rate', () => {
  // −40 × (0.2 + 0.15) / 2 = −7, 80 × −0.05 = −4; in all 9 − 20.
  expect(effectsOnCount({ before: side(100, 20), after: side(60, 9) })).toMatchObject({
    people_effect: -7,
  })
  expect(effectsOnCount({ before: side(100, 20), after: side(60, 9) }).rate_effect).toBeCloseTo(
    -4,
    12,
  )
})

test('a rate changes by mix and rate', () => {
  // (0.375 − 0.5) × (0.175 − 0.125) = −0.00625, 0.4375 × −0.05 = −0.021875
  const whole = { before: side(200, 30), after: side(160, 16) }
  const found = effectsOnRate({ before: side(100, 20), after: side(60, 9) }, whole)
  expect(found.people_effect).toBeCloseTo(-0.00625, 12)
  expect(found.rate_effect).toBeCloseTo(-0.021875, 12)
})

test('what was not there before is all volume', () => {
  expect(effectsOnCount({ before: side(0, 0), after: side(10, 4) })).toMatchObject({
    people_effect: 4,
    rate_effect: 0,
  })
  expect(effectsOnCount({ before: side(10, 4), after: side(0, 0) })).toMatchObject({
    people_effect: -4,
    rate_effect: 0,
  })
})

const people = fc.integer({ min: 0, max: 1_000 })
const sides = fc
  .tuple(people, people)
  .map(([n, amount]) => (n === 0 ? side(0, 0) : side(n, Math.min(n, amount))))
const values = fc.array(fc.tuple(sides, sides), { minLength: 1, maxLength: 30 })

function total(all: readonly Side[]): Side {
  return all.reduce(
    (sum, one) => side(sum.people + one.people, sum.amount + one.amount),
    side(0, 0),
  )
}

const summed = (effects: readonly Effects[]) =>
  effects.reduce((sum, { people_effect, rate_effect }) => sum + people_effect + rate_effect, 0)

describe('effects of all values sum to the change', () => {
  test('of a count', () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const effects = pairs.map(([before, after]) => effectsOnCount({ before, after }))
        const change = total(pairs.map(([, b]) => b)).amount - total(pairs.map(([a]) => a)).amount
        expect(summed(effects)).toBeCloseTo(change, 8)
      }),
    )
  })

  test('of a rate', () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const whole = {
          before: total(pairs.map(([a]) => a)),
          after: total(pairs.map(([, b]) => b)),
        }
        fc.pre(whole.before.people > 0 && whole.after.people > 0)
        const effects = pairs.map(([before, after]) => effectsOnRate({ before, after }, whole))
        const rate = ({ amount, people: n }: Side) => amount / n
        expect(summed(effects)).toBeCloseTo(rate(whole.after) - rate(whole.before), 10)
      }),
    )
  })
})
