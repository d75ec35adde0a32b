import type { Movement } from './bridge.ts'
import type { Course } from './ends.ts'
import { toTotal } from './to-the-cent.ts'

/**
 * Customers by the month at whose end they brought money first, and what is left of them at the end of each month since.
 * Who did before, at the latest at the start of the first month, is of that one.
 */
export class CohortTriangle {
  readonly #customers: number[][]
  readonly #mrr: number[][]

  constructor(months: number) {
    const rows = () =>
      Array.from({ length: months }, (_, cohort) => new Array<number>(months - cohort).fill(0))
    this.#customers = rows()
    this.#mrr = rows()
  }

  add({ first }: Course, month: number, { after, end }: Movement): void {
    if (!after) return
    // Month i ends with the end i + 1.
    const cohort = Math.max(0, first - 1)
    const since = month - cohort
    plus(this.#customers[cohort], since, 1)
    plus(this.#mrr[cohort], since, end)
  }

  /** By cohort; money in whole minor units, of which each month's come to its end of the bridge. */
  told(ends: readonly number[]): { customers: number[]; mrr: number[] }[] {
    const rows = this.#customers.map((customers) => ({ customers, mrr: customers.map(() => 0) }))
    for (const [month, end] of ends.entries()) {
      const diagonal = this.#mrr.slice(0, month + 1).map((row, cohort) => row[month - cohort] ?? 0)
      for (const [cohort, mrr] of toTotal(diagonal, end).entries()) {
        plus(rows[cohort]?.mrr, month - cohort, mrr)
      }
    }
    return rows
  }
}

function plus(row: number[] | undefined, place: number, value: number): void {
  if (row) row[place] = (row[place] ?? 0) + value
}
