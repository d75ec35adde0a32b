import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, leavesOf, withLeaves } from '../collector/filter-tree.ts'

type Said =
  | readonly [word: 'is', letter: string]
  | readonly ['and' | 'or', readonly Said[]]
  | readonly ['not', Said]

const A = ['is', 'a'] as const
const B = ['is', 'b'] as const
const C = ['is', 'c'] as const
const NESTED: Said = ['or', [A, ['not', ['and', [B, C]]]]]

const said = (filter: Said) =>
  fold<Said, string>(filter, {
    leaf: ([, letter]) => letter,
    and: (members) => `(${members.join(' & ')})`,
    or: (members) => `(${members.join(' | ')})`,
    not: (member) => `!${member}`,
  })

test('a filter is folded from its leaves up, each join told from the others', () => {
  expect(said(NESTED)).toBe('(a | !(b & c))')
  expect(said(A)).toBe('a')
})

test('its leaves come in the order in which they are written', () => {
  expect(leavesOf([C, NESTED])).toEqual([C, A, B, C])
  expect(leavesOf([])).toEqual([])
})

test('a leaf may become a filter of its own, whatever holds it', () => {
  const opened = withLeaves<Said>(NESTED, (leaf) => (leaf[1] === 'b' ? ['and', [A, B]] : leaf))
  expect(opened).toEqual(['or', [A, ['not', ['and', [['and', [A, B]], C]]]]])
})

const { filter } = fc.letrec<{ filter: Said }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Said>(A, B, C),
    fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { maxLength: 4 })),
    fc.tuple(fc.constant('not'), tie('filter')),
  ) as fc.Arbitrary<Said>,
}))

test('with the same leaves it is the same filter', () => {
  fc.assert(
    fc.property(filter, (one) => {
      expect(withLeaves(one, (leaf) => leaf)).toEqual(one)
      expect(leavesOf([one]).map(([, letter]) => letter)).toEqual(said(one).match(/[abc]/gu) ?? [])
    }),
  )
})
