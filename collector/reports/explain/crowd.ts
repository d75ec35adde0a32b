import type { Side } from './effects.ts'

/** People of a period that are kept: 2 bytes for each dimension, and 8. */
const MOST_PEOPLE = 1 << 18
const FIRST_ROOM = 1_024

/** A value by the place of its dimension and its number there. */
export interface Place {
  dimension: number
  number: number
}

/** People of a value: all, and those without another value. */
export interface Parted {
  all: Side
  without: Side
}

/**
 * Whose values go together: of each person the numbers of the values, a column for each dimension, and what was done. When
 * there are more people than it holds, it goes on with every second, every fourth, … of them.
 */
export class Crowd {
  readonly #most: number
  #columns: Uint16Array[]
  #amounts: Float64Array
  #count = 0
  #met = 0
  #step = 1
  readonly #known = new Map<string, Int32Array>()

  constructor(dimensions: number, most = MOST_PEOPLE) {
    this.#most = most
    const room = Math.min(most, FIRST_ROOM)
    this.#columns = Array.from({ length: dimensions }, () => new Uint16Array(room))
    this.#amounts = new Float64Array(room)
  }

  /** Before anything is asked. */
  add(numbers: readonly number[], amount: number): void {
    const place = this.#met++
    if (this.#count === this.#most) this.#halve()
    if (place % this.#step !== 0) return
    if (this.#count === this.#amounts.length) this.#widen()
    this.#columns.forEach((column, i) => {
      column[this.#count] = numbers[i] ?? 0
    })
    this.#amounts[this.#count] = amount
    this.#count++
  }

  #halve(): void {
    for (const column of [...this.#columns, this.#amounts]) {
      for (let row = 0; row < this.#count; row += 2) column[row / 2] = column[row] ?? 0
    }
    this.#count = Math.ceil(this.#count / 2)
    this.#step *= 2
  }

  #widen(): void {
    const room = 2 * this.#amounts.length
    this.#columns = this.#columns.map((column) => {
      const wider = new Uint16Array(room)
      wider.set(column)
      return wider
    })
    const amounts = new Float64Array(room)
    amounts.set(this.#amounts)
    this.#amounts = amounts
  }

  /** An estimate, once people are left out. */
  parted(value: Place, other: Place): Parted {
    const all = { people: 0, amount: 0 }
    const without = { people: 0, amount: 0 }
    const others = this.#columns[other.dimension]
    for (const row of this.#rowsOf(value)) {
      this.#addTo(all, row)
      if (others?.[row] !== other.number) this.#addTo(without, row)
    }
    return { all, without }
  }

  /** Kept, because a value is held against several. */
  #rowsOf({ dimension, number }: Place): Int32Array {
    const name = `${dimension} ${number}`
    const known = this.#known.get(name)
    if (known) return known
    const rows: number[] = []
    const column = this.#columns[dimension]?.subarray(0, this.#count)
    column?.forEach((one, row) => {
      if (one === number) rows.push(row)
    })
    const found = Int32Array.from(rows)
    this.#known.set(name, found)
    return found
  }

  #addTo(side: Side, row: number): void {
    side.people += this.#step
    side.amount += this.#step * (this.#amounts[row] ?? 0)
  }
}
