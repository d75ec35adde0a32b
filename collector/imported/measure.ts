import { dayNumber } from './day-number.ts'
import { type ImportedDay, kindOfDay, type Sum, TABLES, type TableName } from './imported-day.ts'

/** What a file holds of one table. */
export interface MeasuredTable {
  table: TableName
  rows: number
  /** Days since 1970-01-01. */
  first: number
  last: number
}

/** What a file of days holds. */
export interface Measured {
  rows: number
  first: number | null
  last: number | null
  tables: MeasuredTable[]
  /** Sums of the table without a dimension, where the file has it. */
  totals: Partial<Record<Sum, number>>
}

/** Counts what a file holds while its rows come by. */
export class Measuring {
  readonly #tables = new Map<TableName, { rows: number; days: Set<number> }>()
  readonly #days = new Map<number, Set<number>>()
  readonly #totals: Partial<Record<Sum, number>> = {}

  add(row: ImportedDay): void {
    const { table, date, sums } = row
    const day = dayNumber(date) ?? 0
    this.#noteDay(kindOfDay(row), day)
    const known = this.#tables.get(table) ?? { rows: 0, days: new Set<number>() }
    this.#tables.set(table, known)
    known.rows += 1
    known.days.add(day)
    if (table !== 'visitors') return
    for (const [name, value] of Object.entries(sums) as [Sum, number | null][])
      if (value !== null) this.#totals[name] = (this.#totals[name] ?? 0) + value
  }

  #noteDay(kind: number, day: number): void {
    const days = this.#days.get(kind) ?? new Set()
    this.#days.set(kind, days.add(day))
  }

  /** The days of each kind. */
  pairs(): [kind: number, day: number][] {
    return [...this.#days].flatMap(([kind, days]) =>
      [...days].map((day): [number, number] => [kind, day]),
    )
  }

  measured(): Measured {
    const tables = [...this.#tables].map(([table, { rows, days }]) => {
      const sorted = [...days].sort((a, b) => a - b)
      return { table, rows, first: sorted[0] ?? 0, last: sorted.at(-1) ?? 0 }
    })
    return {
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      first: tables.length > 0 ? Math.min(...tables.map(({ first }) => first)) : null,
      last: tables.length > 0 ? Math.max(...tables.map(({ last }) => last)) : null,
      tables: tables.sort((a, b) => TABLES[a.table].number - TABLES[b.table].number),
      totals: this.#totals,
    }
  }
}
