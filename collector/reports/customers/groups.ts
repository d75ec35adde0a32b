import { Refusal } from '../../refusal.ts'
import { addTo, type Movement, NONE, type Sums } from './bridge.ts'
import type { Course } from './ends.ts'
import type { Value } from './first-visits.ts'

/** More values than anybody reads. */
const MOST_VALUES = 10_000

/** The bridge of each value of a dimension. */
export class Groups {
  readonly #months = new Map<Value, Sums[]>()
  readonly #groupOf: (course: Course, month: number) => Value
  readonly #first: number

  /** `first`: months before it are left out. */
  constructor(groupOf: (course: Course, month: number) => Value, first: number) {
    this.#groupOf = groupOf
    this.#first = first
  }

  add(course: Course, month: number, movement: Movement): void {
    if (month < this.#first) return
    const value = this.#groupOf(course, month)
    const months = this.#months.get(value) ?? this.#begun(value)
    const sums = months[month] ?? { ...NONE }
    months[month] = sums
    addTo(sums, movement)
  }

  #begun(value: Value): Sums[] {
    if (this.#months.size >= MOST_VALUES) {
      throw new Refusal(422, `more than ${MOST_VALUES} values; ask for another dimension`)
    }
    const months: Sums[] = []
    this.#months.set(value, months)
    return months
  }

  /** The values that have a customer in the month, each with its months up to it. */
  upTo(month: number): { value: Value; months: Sums[] }[] {
    return [...this.#months]
      .filter(([, months]) => months[month] !== undefined)
      .map(([value, months]) => ({
        value,
        months: Array.from({ length: month + 1 }, (_, i) => months[i] ?? { ...NONE }),
      }))
  }
}
