import { expect, test } from 'vitest'
import { bytesOf, type Column, ColumnRows, valueAt } from '../../collector/store/sqlite/columns.ts'

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
  ['one beyond a byte', [0, 256], Int32Array],
  ['24 days of milliseconds', [1_767_225_600_000, 1_767_225_600_000 + 2 ** 31 - 1], Int32Array],
  ['further from each other', [0, 2 ** 31], Float64Array],
  ['not whole', [0.5, 2], Float64Array],
  ['none', [], Uint8Array],
] as const)('numbers %s come back as they were, out of little room', (_, values, room) => {
  const column = columnOf(values)
  expect(read(column, values.length)).toEqual(values)
  expect(column.values).toBeInstanceOf(room)
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
