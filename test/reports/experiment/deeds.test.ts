import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Deeds } from '../../../collector/reports/experiment/deeds.ts'

const number = fc.integer({ min: -1e6, max: 1e6 })
const deed = fc.record({
  at: fc.integer({ min: 0, max: 5 }),
  variant: fc.integer({ min: 0, max: 9 }),
  value: fc.record({ value: number, below: number, before: number }),
})
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never

function deedsOf(all: readonly Deed[]): Deeds {
  const deeds = new Deeds()
  for (const { at, variant, value } of all) deeds.add(at, variant, value)
  return deeds
}

test('deeds come out by time, those of one instant as they came, whichever list they were put into', () => {
  fc.assert(
    fc.property(
      fc.array(deed, { maxLength: 50 }),
      fc.array(deed, { maxLength: 50 }),
      (one, other) => {
        const deeds = deedsOf(one)
        // What is looked at in between is put in order anew.
        expect(deeds.ascending).toHaveLength(one.length)
        deeds.addAll(deedsOf(other))
        const told = [...deeds.ascending].map((place) => ({
          ...{
            at: deeds.atOf(place),
            variant: deeds.variantOf(place),
            value: deeds.valueOf(place),
          },
        }))
        expect(told).toEqual([...one, ...other].toSorted((a, b) => a.at - b.at))
        expect(deeds.length).toBe(told.length)
      },
    ),
  )
})
