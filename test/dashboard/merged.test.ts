import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merged } from '../../dashboard/models/merged.ts'

describe('of a list', () => {
  test.each([
    { is: 'what either added', of: 'a b', mine: 'a b m', theirs: 'a t b', both: 'a t b m' },
    { is: 'what neither took away', of: 'a b c d', mine: 'a c d', theirs: 'a b d', both: 'a d' },
    { is: 'once what both added', of: 'a', mine: 'a n', theirs: 'a n', both: 'a n' },
    { is: 'what is mine where I put it', of: 'a', mine: 'n a', theirs: 'a t', both: 'n a t' },
    { is: 'both of what each made of one', of: 'a b', mine: 'm b', theirs: 't b', both: 'm t b' },
    {
      is: 'my order if I moved one',
      of: 'a b c',
      mine: 'c a b',
      theirs: 'a b c t',
      both: 'c t a b',
    },
    { is: 'theirs if they did', of: 'a b c', mine: 'a b c m', theirs: 'c a b', both: 'c m a b' },
    { is: 'mine if both did', of: 'a b c', mine: 'b a c', theirs: 'c b a', both: 'b a c' },
    { is: 'two alike', of: 'a', mine: 'a a', theirs: 'a t', both: 'a a t' },
  ])('there is $is', ({ of, mine, theirs, both }) => {
    const list = (text: string) => text.split(' ')
    expect(merged(list(of), list(mine), list(theirs)).join(' ')).toBe(both)
  })
})

test('of a record each value stands for itself, and mine stands where both changed one', () => {
  const base = { gone: 1, kept: 1, own: 1, both: 1 }
  const mine = { kept: 1, own: 2, both: 2, new: 1 }
  const theirs = { gone: 1, kept: 1, own: 1, both: 3, other: 1 }
  expect(merged<object>(base, mine, theirs)).toEqual({ kept: 1, own: 2, both: 2, new: 1, other: 1 })
})

test('a record is looked into, and a name that objects have of their own is one like others', () => {
  const said = (text: string): object => JSON.parse(text)
  const both = merged(
    said('{"source":{}}'),
    said('{"source":{"__proto__":"x"}}'),
    said('{"source":{"constructor":"y"}}'),
  )
  expect(JSON.stringify(both)).toBe('{"source":{"constructor":"y","__proto__":"x"}}')
})

test('where one of two changed nothing, it is what the other made of it', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
  const sheet = fc.record({ list, on: fc.boolean(), of: fc.dictionary(fc.string(), fc.string()) })
  fc.assert(
    fc.property(sheet, sheet, (base, other) => {
      expect(merged(base, base, other)).toEqual(other)
      expect(merged(base, other, base)).toEqual(other)
      expect(merged(base, other, other)).toEqual(other)
    }),
  )
})

test('a list has what either added, and of what was there only what neither took away', () => {
  const list = fc.uniqueArray(fc.nat(8))
  fc.assert(
    fc.property(list, list, list, (base, mine, theirs) => {
      const both = merged(base, mine, theirs)
      const kept = base.filter((one) => mine.includes(one) && theirs.includes(one))
      const added = [...mine, ...theirs].filter((one) => !base.includes(one))
      expect(both.toSorted()).toEqual([...new Set([...kept, ...added])].toSorted())
    }),
  )
})
