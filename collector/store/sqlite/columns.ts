import { EXTENT_SIZE } from './extents.ts'

/** One number for each visit of an extent. */
export type Column = Int32Array | Float64Array

/** Of a column beside its values. */
const OVERHEAD = 200

/** What it takes of memory, about. */
export function bytesOf({ byteLength }: Column): number {
  return OVERHEAD + byteLength
}

/** The rows of an extent as they come, and the columns that they make. */
export class ColumnRows {
  readonly #columns: Float64Array[]
  #count = 0

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(EXTENT_SIZE))
  }

  add(row: readonly unknown[]): void {
    for (let i = 0; i < this.#columns.length; i++) {
      const column = this.#columns[i]
      if (column) column[this.#count] = (row[i] as number | null) ?? 0
    }
    this.#count++
  }

  /** In half the room where that is enough. */
  column(i: number): Column {
    const values = this.#columns[i]?.slice(0, this.#count) ?? new Float64Array()
    const narrow = Int32Array.from(values)
    return narrow.every((value, row) => value === values[row]) ? narrow : values
  }
}
