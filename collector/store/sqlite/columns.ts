/**
 * One value for each row of an extent. Whole numbers by their distance from the least of them, in as little room as holds
 * them all: of ids 1,000,007 and 1,000,002 stay 5 and 0. What few rows have, by the row.
 */
export interface Column {
  base: number
  values: Uint8Array | Int32Array | Float64Array
  rare: ReadonlyMap<number, unknown> | undefined
}

/** Of a column beside its values. */
const OVERHEAD = 200
/** Of a value that few rows have: its place in a map, and a short text. */
const RARE_BYTES = 100

/** What it takes of memory, about. */
export function bytesOf({ values, rare }: Column): number {
  return OVERHEAD + values.byteLength + (rare?.size ?? 0) * RARE_BYTES
}

export function numberAt({ base, values }: Column, row: number): number {
  return base + (values[row] ?? 0)
}

/** Null where it is something that few rows have, and this one has not. */
export function valueAt(column: Column, row: number): unknown {
  return column.rare === undefined ? numberAt(column, row) : (column.rare.get(row) ?? null)
}

const FIRST_ROOM = 1_024

/** The rows of an extent as they come, and the columns that they make. */
export class ColumnRows {
  readonly #numbers: Float64Array[]
  readonly #rare: (Map<number, unknown> | undefined)[]
  #count = 0

  /** For each column whether few rows have it. Of the others, null counts as 0. */
  constructor(rare: readonly boolean[]) {
    this.#numbers = rare.map((isRare) => new Float64Array(isRare ? 0 : FIRST_ROOM))
    this.#rare = rare.map((isRare) => (isRare ? new Map() : undefined))
  }

  add(row: readonly unknown[]): void {
    for (let i = 0; i < row.length; i++) {
      const rare = this.#rare[i]
      if (rare === undefined) this.#roomIn(i)[this.#count] = (row[i] as number | null) ?? 0
      else if (row[i] !== null) rare.set(this.#count, row[i])
    }
    this.#count++
  }

  #roomIn(i: number): Float64Array {
    const numbers = this.#numbers[i] ?? new Float64Array()
    if (this.#count < numbers.length) return numbers
    const wider = new Float64Array(2 * numbers.length)
    wider.set(numbers)
    this.#numbers[i] = wider
    return wider
  }

  column(i: number): Column {
    const rare = this.#rare[i]
    if (rare) return { base: 0, values: new Uint8Array(), rare }
    return narrowed(this.#numbers[i]?.subarray(0, this.#count) ?? NONE)
  }
}

const MOST_OF_BYTE = 2 ** 8 - 1
const MOST_OF_INT = 2 ** 31 - 1

const NONE = new Float64Array()

function narrowed(numbers: Float64Array): Column {
  const [least, most] = boundsOf(numbers)
  const rare = undefined
  if (most - least > MOST_OF_INT || !numbers.every(Number.isInteger)) {
    return { base: 0, values: numbers.slice(), rare }
  }
  const Room = most - least > MOST_OF_BYTE ? Int32Array : Uint8Array
  const values = new Room(numbers.length)
  for (let row = 0; row < values.length; row++) values[row] = (numbers[row] ?? 0) - least
  return { base: least, values, rare }
}

function boundsOf(numbers: Float64Array): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of numbers) {
    least = Math.min(least, number)
    most = Math.max(most, number)
  }
  return [least, most]
}
