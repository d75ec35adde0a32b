import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CountedIds } from '../../collector/store/sqlite/counted-ids.ts'

/** None, one, some, and enough close together that they become a bitmap. */
const ids = fc.oneof(
  fc.constant([]),
  fc.array(fc.nat(2_000), { minLength: 1, maxLength: 40 }),
  fc.nat(300).map((first) => Array.from({ length: 700 }, (_, i) => first + 2 * i)),
)

function counted(people: readonly number[]): CountedIds {
  const counted = new CountedIds()
  for (const person of people) counted.add(person)
  return counted
}

test('people in both of two sets are as many whichever way the sets are held', () => {
  fc.assert(
    fc.property(ids, ids, (some, others) => {
      const known = new Set(others)
      const both = new Set(some.filter((person) => known.has(person))).size
      expect(counted(some).countIn(counted(others))).toBe(both)
      expect(counted(others).countIn(counted(some))).toBe(both)
    }),
  )
})
