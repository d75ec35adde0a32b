import { sql } from 'kysely'
import type { UnitDimension, UnitLabels, UnitRow, UnitValue } from '../unit-rows.ts'
import { codesFor } from './codes.ts'
import { keyReader } from './keys.ts'
import type { Connection } from './open.ts'
import { AHEAD } from './unit-writing.ts'

/** Rows between two looks at whether anybody still waits. */
const LOOK_EVERY = 1_024

type Each = (who: number, unit: UnitRow & UnitLabels) => void

/** What units did for the metrics, as it is asked for in their order. */
interface Values {
  next(who: number): UnitRow['values']
}

const NOTHING: UnitRow['values'] = []

/** So that two columns cross as one. */
const FLAGS = 2

/**
 * Reads kept rows by ascending number. Aggregates hand them over: a row's way out of a statement takes longer than a
 * call.
 */
export function keptRows(db: Connection, goOn: () => void): (kept: number, each: Each) => void {
  const values = valuesOf(db)
  let told: { each: Each; values: Values } | undefined
  let count = 0
  db.aggregate<unknown>('unit_rows', {
    varargs: true,
    start: () => null,
    step: (_: unknown, ...row: unknown[]) => {
      count++
      if (count % LOOK_EVERY === 0) goOn()
      const who = row[0] as number
      const flags = row[2] as number
      told?.each(who, {
        variant: Math.floor(flags / FLAGS),
        at: row[1] as number,
        crossed: flags % FLAGS === 1,
        values: told.values.next(who),
        acquisition: row[3] as number | null,
        client: row[4] as number | null,
        place: row[5] as number | null,
      })
    },
    result: () => null,
  })

  return (kept, each) => {
    told = { each, values: values(kept) }
    db.prepare(`select unit_rows(who, at, variant * ${FLAGS} + crossed, acquisition, client, place)
      from (select * from unit_row where kept = ? and variant <> ${AHEAD} order by who)`).get(kept)
  }
}

function valuesOf(db: Connection): (kept: number) => Values {
  let rows: number[] = []
  db.aggregate<unknown>('unit_values', {
    varargs: true,
    start: () => null,
    step: (_: unknown, ...row: unknown[]) => {
      for (const column of row) rows.push(column as number)
    },
    result: () => null,
  })
  return (kept) => {
    rows = []
    db.prepare(`select unit_values(who, metric, value, below, before)
      from (select * from unit_value where kept = ? order by who, metric)`).get(kept)
    return valuesIn(rows)
  }
}

/** Of each five numbers the first says whose they are. */
function valuesIn(rows: readonly number[]): Values {
  let at = 0
  return {
    next(who) {
      while (at < rows.length && (rows[at] ?? 0) < who) at += 5
      if (rows[at] !== who) return NOTHING
      const values: UnitValue[] = []
      for (; rows[at] === who; at += 5) {
        const [metric = 0, value = 0, below = 0, before = 0] = rows.slice(at + 1, at + 5)
        values[metric] = { value, below, before }
      }
      return values
    },
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
