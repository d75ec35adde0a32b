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
 * Whose values go together: of each person the numbers of the values in all dimensions, and what was done. When there are
 * more people than it holds, it goes on with every second, every fourth, … of them.
 */
export class Crowd {
  readonly #width: number
  readonly #most: number
  #rows: Uint16Array
  #amounts: Float64Array
  #count = 0
  #met = 0
  #step = 1

  constructor(width: number, most = MOST_PEOPLE) {
    this.#width = width
    this.#most = most
    this.#rows = new Uint16Array(width * Math.min(most, FIRST_ROOM))
    this.#amounts = new Float64Array(Math.min(most, FIRST_ROOM))
  }

  add(numbers: ArrayLike<number>, amount: number): void {
    const place = this.#met++
    if (this.#count === this.#most) this.#halve()
    if (place % this.#step !== 0) return
    if (this.#count === this.#amounts.length) this.#widen()
    this.#rows.set(numbers, this.#count * this.#width)
    this.#amounts[this.#count] = amount
    this.#count++
  }

  #halve(): void {
    const width = this.#width
    for (let row = 0; row < this.#count; row += 2) {
      this.#rows.copyWithin((row / 2) * width, row * width, (row + 1) * width)
      this.#amounts[row / 2] = this.#amounts[row] ?? 0
    }
    this.#count = Math.ceil(this.#count / 2)
    this.#step *= 2
  }

  #widen(): void {
    const [rows, amounts] = [this.#rows, this.#amounts]
    this.#rows = new Uint16Array(2 * rows.length)
    this.#rows.set(rows)
    this.#amounts = new Float64Array(2 * amounts.length)
    this.#amounts.set(amounts)
  }

  /** An estimate, once people are left out. */
  parted(value: Place, other: Place): Parted {
    const all = { people: 0, amount: 0 }
    const without = { people: 0, amount: 0 }
    for (let row = 0; row < this.#count; row++) {
      const at = row * this.#width
      if (this.#rows[at + value.dimension] !== value.number) continue
      this.#addTo(all, row)
      if (this.#rows[at + other.dimension] !== other.number) this.#addTo(without, row)
    }
    return { all, without }
  }

  #addTo(side: Side, row: number): void {
    side.people += this.#step
    side.amount += this.#step * (this.#amounts[row] ?? 0)
  }
}
