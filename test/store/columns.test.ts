import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bytesOf,
  type Column,
  ColumnRows,
  liesWithin,
  numberAt,
  valueAt,
} from '../../collector/store/sqlite/columns.ts'

function columnOf(values: readonly unknown[], rare = false): Column {
  const rows = new ColumnRows([rare])
  for (const value of values) rows.add([value])
  return rows.column(0)
}

const read = (column: Column, rows: number) =>
  Array.from({ length: rows }, (_, row) => valueAt(column, row))

test.each([
  ['within a byte of each other', [1_767_225_600_000, 1_767_225_600_255], Uint8Array],
  ['below zero and above', [-3, 0, 252], Uint8Array],
  ['one beyond a byte', [0, 256], Uint16Array],
  ['one beyond two bytes', [-1, 2 ** 16 - 1], Int32Array],
  ['all the same', [-7, -7, -7], Uint8Array],
  ['24 days of milliseconds', [1_767_225_600_000, 1_767_225_600_000 + 2 ** 31 - 1], Int32Array],
  ['further from each other', [0, 2 ** 31], Float64Array],
  ['not whole', [0.5, 2], Float64Array],
  ['not whole, up to nothing', [-0.5, 0], Float64Array],
  ['none', [], Uint8Array],
] as const)('numbers %s come back as they were, out of little room', (_, values, room) => {
  const column = columnOf(values)
  expect(read(column, values.length)).toEqual(values)
  expect(column.values).toBeInstanceOf(room)
})

test.each([
  ['shared by the rows of a visit', [900, 900, 900, 7, 300, 300], 'run', 3],
  ['counted from the first row of a visit on', [0, 1, 2, 9, 0, 1], 'counted', 3],
  ['neither', [0, 1, 3, 9, 0, 1], 'row', 6],
] as const)('numbers %s', (_, values, of, length) => {
  const visits = [5, 5, 5, 6, 8, 8]
  const rows = new ColumnRows([false, false])
  for (const [i, value] of values.entries()) rows.add([visits[i], value])
  const column = rows.column(1, rows.runs(0))
  expect(column).toMatchObject({ of, values: { length } })
  const runs = [0, 0, 0, 1, 2, 2]
  expect(values.map((_, row) => valueAt(column, row, runs[row]))).toEqual(values)
})

test('whatever the runs, numbers come back as they were', () => {
  const run = fc.record({
    values: fc.array(fc.integer(), { minLength: 1, maxLength: 5 }),
    up: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(run, { maxLength: 20 }), (runs) => {
      const all = runs.flatMap(({ values: [first = 0, ...more], up }, visit) =>
        [first, ...more].map((value, i) => ({ visit, value: up ? first + i : value })),
      )
      const rows = new ColumnRows([false, false])
      for (const { visit, value } of all) rows.add([visit, value])
      const column = rows.column(1, rows.runs(0))
      expect(all.map(({ visit }, row) => numberAt(column, row, visit))).toEqual(
        all.map(({ value }) => value),
      )
      const within = all.every(({ value }) => value >= 0 && value < 100)
      if (liesWithin(column, 0, 100)) expect(within).toBe(true)
    }),
  )
})

test('numbers too far apart to be counted from the least lie within what holds the least, too', () => {
  const column = columnOf([8, -2_147_483_640, 0])
  expect(liesWithin(column, 0, 100)).toBe(false)
  expect(liesWithin(column, -(2 ** 31), 100)).toBe(true)
})

test('a number that is missing is a 0', () => {
  expect(read(columnOf([7, null]), 2)).toEqual([7, 0])
})

test('more rows than any extent has visits find room', () => {
  const values = Array.from({ length: 5_000 }, (_, i) => i * 1_000)
  expect(read(columnOf(values), 5_000)).toEqual(values)
})

test('what few rows have is kept of those, and null of the others', () => {
  const column = columnOf([null, '5 USD', null, 0], true)
  expect(read(column, 4)).toEqual([null, '5 USD', null, 0])
  expect(bytesOf(column)).toBe(400)
})
