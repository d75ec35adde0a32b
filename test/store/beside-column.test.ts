import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BesideColumn } from '../../collector/store/sqlite/beside-column.ts'

const EDGES = [0, -(2 ** 30), -(2 ** 30) + 1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, 0.5]
const values = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.constantFrom(...EDGES),
    fc.integer(),
    fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
    fc.string(),
  ),
)

function filled(given: readonly unknown[]): BesideColumn {
  const column = new BesideColumn()
  for (const value of given) column.push(value)
  return column
}

function readFrom(column: BesideColumn): unknown[] {
  return Array.from({ length: column.length }, (_, row) => column.at(row))
}

test('whatever is put into a column comes out of it', () => {
  fc.assert(
    fc.property(values, (given) => {
      expect(readFrom(filled(given))).toEqual(given)
    }),
  )
})

test('rows that are kept keep their values and their order, and more can follow', () => {
  fc.assert(
    fc.property(values, values, fc.func(fc.boolean()), (given, more, isKept) => {
      const column = filled(given)
      column.keep((row) => isKept(row))
      for (const value of more) column.push(value)
      const kept = given.filter((_, row) => isKept(row))
      expect(readFrom(column)).toEqual([...kept, ...more])
    }),
  )
})

test('a column that is cleared begins anew', () => {
  const column = filled(['a', 1, null])
  column.clear()
  column.push('b')
  expect(readFrom(column)).toEqual(['b'])
})

test('tens of thousands of values find room', () => {
  const given = Array.from({ length: 40_000 }, (_, i) => (i % 3 === 0 ? null : i))
  expect(readFrom(filled(given))).toEqual(given)
})
