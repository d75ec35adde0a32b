import { dayNumber } from './day-number.ts'
import { type ImportedDay, kindOf, kindOfDay, TABLE_NAMES, type TableName } from './imported-day.ts'

/** What a file of days holds. */
export interface Measured {
  rows: number
  /** Days since 1970-01-01. */
  first: number | null
  last: number | null
}

/** What it holds of one table. */
export interface MeasuredTable extends Measured {
  table: TableName
  /** Days that have rows. */
  days: number
  pairs: [kind: number, day: number][]
}

interface OfKind {
  rows: number
  days: Set<number>
}

/** Counts what a file holds while its rows come by. */
export class Measuring {
  readonly #kinds = new Map<number, OfKind>()
  rows = 0

  add(row: ImportedDay): void {
    const kind = kindOfDay(row)
    const known = this.#kinds.get(kind) ?? { rows: 0, days: new Set() }
    known.rows += 1
    known.days.add(dayNumber(row.date) ?? 0)
    this.#kinds.set(kind, known)
    this.rows += 1
  }

  /** The days of each kind. */
  pairs(): [kind: number, day: number][] {
    return [...this.#kinds].flatMap(([kind, { days }]) =>
      [...days].map((day): [number, number] => [kind, day]),
    )
  }

  measured(): Measured {
    return { rows: this.rows, ...edges(this.pairs().map(([, day]) => day)) }
  }

  /** Of each table that has any, in their order. */
  tables(): MeasuredTable[] {
    return TABLE_NAMES.flatMap((table) => {
      const kinds = [...this.#kinds].filter(([kind]) => kindOf(kind)?.table === table)
      if (kinds.length === 0) return []
      const days = new Set(kinds.flatMap(([, of]) => [...of.days]))
      const rows = kinds.reduce((sum, [, of]) => sum + of.rows, 0)
      const pairs = this.pairs().filter(([kind]) => kinds.some(([known]) => known === kind))
      return [{ table, rows, days: days.size, pairs, ...edges([...days]) }]
    })
  }
}

function edges(days: readonly number[]): Pick<Measured, 'first' | 'last'> {
  const edge = (of: (one: number, other: number) => number) =>
    days.length === 0 ? null : days.reduce((one, other) => of(one, other))
  return { first: edge(Math.min), last: edge(Math.max) }
}
