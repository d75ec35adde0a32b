import { Refusal } from '../../refusal.ts'
import type { Table } from '../csv-rows.ts'
import { type Loose, objectIn, textIn } from '../loose.ts'
import type { Mapping } from './fields.ts'

/** A row's texts by field, and its properties. */
export interface MappedCells {
  cell(field: string): string
  props: Record<string, string>
}

/** Reads a row by a mapping. Throws a 422 for a column that is not there. */
export function cellReader({ columns }: Table, mapping: Mapping) {
  const wanted = Object.entries(mapping).map(([field, column]) => ({
    field,
    ...placeOf(column, columns),
  }))
  return (cells: readonly string[]): MappedCells => {
    const json = new Map<number, Loose>()
    const read = new Map<string, string>()
    for (const { field, index, key } of wanted) {
      const cell = cells[index] ?? ''
      const text = key === undefined ? cell : textIn(objectOf(cell, index, json)[key])
      if (text !== '' && text !== '\\N') read.set(field, text)
    }
    const props = [...read].filter(([field]) => field.startsWith('prop:'))
    return {
      cell: (field) => read.get(field) ?? '',
      props: Object.fromEntries(props.map(([field, text]) => [field.slice('prop:'.length), text])),
    }
  }
}

/** `properties.$browser` is a key of the JSON in `properties`, unless there is such a column. */
function placeOf(column: string, columns: readonly string[]): { index: number; key?: string } {
  const index = columns.findIndex((one) => one.toLowerCase() === column.toLowerCase())
  if (index >= 0) return { index }
  const [outer = '', key = ''] = column.split(/\.(.*)/su)
  const of = columns.indexOf(outer)
  if (of >= 0 && key !== '') return { index: of, key }
  throw new Refusal(
    422,
    `there is no column "${column}"; there are ${columns.slice(0, 40).join(', ')}`,
  )
}

function objectOf(cell: string, index: number, known: Map<number, Loose>): Loose {
  const before = known.get(index)
  if (before) return before
  const value = parsed(cell)
  known.set(index, value)
  return value
}

function parsed(text: string): Loose {
  try {
    return objectIn(JSON.parse(text))
  } catch {
    return {} // an empty or foreign cell has no keys
  }
}
