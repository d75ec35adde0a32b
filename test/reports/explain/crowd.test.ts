import { expect, test } from 'vitest'
import { random } from '../../../collector/demo/random.ts'
import { Crowd } from '../../../collector/reports/explain/crowd.ts'

const CHANNEL = 0
const DEVICE = 1
const value = { dimension: CHANNEL, number: 1 }
const other = { dimension: DEVICE, number: 1 }

/** Half of all people have the value, a third the other. */
function crowdOf(people: number): Crowd {
  const crowd = new Crowd(2)
  for (let i = 0; i < people; i++) crowd.add([i % 2, i % 3 === 0 ? 1 : 2], 10)
  return crowd
}

test('people of a value are told apart by another value', () => {
  // Of 12 people 6 have the value: 1 3 5 7 9 11; of those 3 and 9 have the other.
  expect(crowdOf(12).parted(value, other)).toEqual({
    all: { people: 6, amount: 60 },
    without: { people: 4, amount: 40 },
  })
})

test('of more people than it holds some stand for all', () => {
  const crowd = new Crowd(2, 1_000)
  const chance = random(1)
  for (let i = 0; i < 30_000; i++) crowd.add([chance.integer(2), chance.chance(1 / 3) ? 1 : 2], 10)
  const { all, without } = crowd.parted(value, other)
  expect(all.people).toBeGreaterThan(0.9 * 15_000)
  expect(all.people).toBeLessThan(1.1 * 15_000)
  expect(without.people / all.people).toBeCloseTo(2 / 3, 1)
  expect(all.amount).toBe(10 * all.people)
})

test('a value that nobody has is in no crowd', () => {
  const nobody = { people: 0, amount: 0 }
  expect(crowdOf(5).parted({ dimension: CHANNEL, number: 7 }, other)).toEqual({
    all: nobody,
    without: nobody,
  })
})
