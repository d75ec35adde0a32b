import { dayNumber } from './day-number.ts'
import { type ImportedDay, kindOfDay } from './imported-day.ts'

/** What a file of days holds. */
export interface Measured {
  rows: number
  /** Days since 1970-01-01. */
  first: number | null
  last: number | null
}

/** Counts what a file holds while its rows come by. */
export class Measuring {
  readonly #days = new Map<number, Set<number>>()
  rows = 0

  add(row: ImportedDay): void {
    const kind = kindOfDay(row)
    const days = this.#days.get(kind) ?? new Set()
    this.#days.set(kind, days.add(dayNumber(row.date) ?? 0))
    this.rows += 1
  }

  /** The days of each kind. */
  pairs(): [kind: number, day: number][] {
    return [...this.#days].flatMap(([kind, days]) =>
      [...days].map((day): [number, number] => [kind, day]),
    )
  }

  measured(): Measured {
    const days = this.pairs().map(([, day]) => day)
    const edge = (of: (one: number, other: number) => number) =>
      days.length === 0 ? null : days.reduce((one, other) => of(one, other))
    return { rows: this.rows, first: edge(Math.min), last: edge(Math.max) }
  }
}
