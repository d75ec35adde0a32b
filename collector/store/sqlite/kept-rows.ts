import { sql } from 'kysely'
import type { UnitDimension, UnitLabels, UnitRow, UnitValue } from '../unit-rows.ts'
import { codesFor } from './codes.ts'
import { keyReader } from './keys.ts'
import type { Connection } from './open.ts'
import { AHEAD } from './unit-writing.ts'

/** Rows between two looks at whether anybody still waits. */
const LOOK_EVERY = 1_024

type Each = (who: number, unit: UnitRow & UnitLabels) => void

/** What stands where a value names its metric: of the row itself, which comes before its values. */
const ROW = -1
const NOTHING: UnitRow['values'] = []

/** So that two columns cross as one. */
const FLAGS = 2

/** Rows and their values by ascending number of the unit: each lies so in its table, and they are merged. */
const MERGED = `select unit_rows(who, metric, a, b, c, d, e) from (
  select who, ${ROW} as metric, at as a, variant * ${FLAGS} + crossed as b, acquisition as c, client as d, place as e
  from unit_row where kept = @kept and variant <> ${AHEAD}
  union all
  select who, metric, value, below, before, null, null from unit_value where kept = @kept
  order by 1, 2)`

/**
 * Reads kept rows by ascending number. Aggregates hand them over: a row's way out of a statement takes longer than a
 * call.
 */
export function keptRows(db: Connection, goOn: () => void): (kept: number, each: Each) => void {
  let reading: Reading | undefined
  let count = 0
  db.aggregate<unknown>('unit_rows', {
    varargs: true,
    start: () => null,
    step: (_: unknown, ...row: unknown[]) => {
      count++
      if (count % LOOK_EVERY === 0) goOn()
      reading?.take(row as Row)
    },
    result: () => null,
  })

  return (kept, each) => {
    reading = new Reading(each)
    try {
      db.prepare(MERGED).get({ kept })
      reading.end()
    } finally {
      reading = undefined
    }
  }
}

type Row = readonly (number | null)[]

/** Puts a row and its values together. */
class Reading {
  readonly #each: Each
  #row: Row | undefined
  #values: UnitValue[] | undefined

  constructor(each: Each) {
    this.#each = each
  }

  take(row: Row): void {
    const metric = row[1] as number
    if (metric === ROW) {
      this.end()
      this.#row = row
      return
    }
    if (this.#row?.[0] !== row[0]) return
    this.#values ??= []
    this.#values[metric] = {
      value: row[2] as number,
      below: row[3] as number,
      before: row[4] as number,
    }
  }

  /** No more comes of the last one. */
  end(): void {
    const row = this.#row
    const values = this.#values ?? NOTHING
    this.#row = undefined
    this.#values = undefined
    if (row === undefined) return
    const flags = row[3] as number
    this.#each(row[0] as number, {
      variant: Math.floor(flags / FLAGS),
      at: row[2] as number,
      crossed: flags % FLAGS === 1,
      values,
      acquisition: row[4] as number | null,
      client: row[5] as number | null,
      place: row[6] as number | null,
    })
  }
}

/** The values that rows of the small tables have; units alike share a list. */
export function labelsOf(
  db: Connection,
  site: number,
  dimensions: readonly UnitDimension[],
): (labels: UnitLabels) => (string | null)[] {
  const readers = dimensions.map(({ table, column, folded }) => ({
    table,
    reader: keyReader(db, site, [{ kind: 'label', id: sql``, table, column, folded }]),
  }))
  const codes = codesFor(readers.map(({ reader }) => reader.size))
  const lists: (string | null)[][] = []
  return (labels) => {
    let code = 0
    for (let i = 0; i < readers.length; i++) {
      const one = readers[i]
      if (one) code = codes.join(code, one.reader.indexOf(labels[one.table]), i)
    }
    const group = codes.groupOf(code)
    lists[group] ??= readers.map(
      ({ table, reader }) => reader.keysOf(reader.indexOf(labels[table]))[0] as string | null,
    )
    return lists[group] ?? []
  }
}
