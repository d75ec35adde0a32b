import type { Value } from './act.ts'
import type { Measured } from './evidence.ts'
import type { Season } from './spread.ts'
import { ValueFold } from './value-fold.ts'

/** The number of what has none of its own. */
export const REST: number = 0

/** Numbers of a dimension's values, the same in both periods. Beyond the room that a period has, values are the rest. */
export class ValueNumbers {
  readonly values: Value[] = [null]
  readonly #numbers = new Map<Value, number>()
  readonly #room: number
  #free: number

  constructor(room: number) {
    this.#room = room
    this.#free = room
  }

  /** The next period may bring as many again. */
  makeRoom(): void {
    this.#free = this.#room
  }

  numberOf(value: Value): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    if (this.#free === 0) return REST
    this.#free--
    this.#numbers.set(value, this.values.length)
    return this.values.push(value) - 1
  }
}

/** The people of a period by one dimension. */
export class DimensionFold {
  readonly #days: number
  readonly #once: boolean
  readonly #values: ValueFold[] = []

  constructor(days: number, once: boolean) {
    this.#days = days
    this.#once = once
  }

  /** The fold of the value of that number. */
  of(number: number): ValueFold {
    const known = this.#values[number]
    if (known) return known
    const fold = new ValueFold(this.#days, this.#once)
    this.#values[number] = fold
    return fold
  }

  /** By the values' numbers; undefined where nobody has the value. */
  measured(season: Season): (Measured | undefined)[] {
    for (const value of this.#values) value?.end()
    const everybody = this.#once ? this.#everybody() : undefined
    return Array.from(this.#values, (value) => value?.measured(season, everybody))
  }

  #everybody(): Float64Array {
    const sum = new Float64Array(this.#days)
    for (const value of this.#values) {
      value?.people.forEach((people, day) => {
        sum[day] = (sum[day] ?? 0) + people
      })
    }
    return sum
  }
}
