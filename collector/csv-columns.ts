import type { Row } from './compared-table.ts'

/** Of what has two bounds. */
const isInterval = (name: string) => name.includes('interval')

/**
 * A row without lists and objects, each part in a column of its own: `interval: [1, 2]` becomes `interval_low`,
 * `interval_high`; `retained: [3, 1]` becomes `retained_0`, `retained_1`; `before: {people: 3}` becomes `before_people`.
 */
export function flat(row: Row): Row {
  return Object.fromEntries(Object.entries(row).flatMap(([name, value]) => parts(name, value)))
}

function parts(name: string, value: unknown): [string, Row[string]][] {
  if (isInterval(name)) {
    const [low, high] = Array.isArray(value) ? value : []
    return [
      [`${name}_low`, low],
      [`${name}_high`, high],
    ]
  }
  if (typeof value !== 'object' || value === null) return [[name, value as Row[string]]]
  return Object.entries(value).flatMap(([key, part]) => parts(`${name}_${key}`, part))
}

/** The columns of a field that is one number or text, or an interval. */
export function flatNames(name: string): string[] {
  return isInterval(name) ? [`${name}_low`, `${name}_high`] : [name]
}

/** A row for each of the `values` that rows hold, with what they are values of. */
export function byValue(rows: readonly Row[]): Row[] {
  return rows.flatMap(({ values, ...of }) =>
    Array.isArray(values)
      ? values.map((value: Row) => ({ ...of, ...value }))
      : [{ ...of, ...(values !== undefined && { values }) }],
  )
}
