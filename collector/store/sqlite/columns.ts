import { EXTENT_SIZE } from './extents.ts'

/** One value for each visit of an extent. */
export type Column = Int32Array | Float64Array | readonly string[]

/** Of a column beside its values. */
const OVERHEAD = 200
/** Of a text, though few are of this visit alone. */
const TEXT_BYTES = 16

/** What it takes of memory, about. */
export function bytesOf(column: Column): number {
  return OVERHEAD + ('byteLength' in column ? column.byteLength : column.length * TEXT_BYTES)
}

/** The rows of an extent as they come, and the columns that they make. */
export class ColumnRows {
  readonly #columns: (Float64Array | string[])[]
  #count = 0

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(EXTENT_SIZE))
  }

  add(row: readonly unknown[]): void {
    for (let i = 0; i < this.#columns.length; i++) {
      const value = row[i]
      const column = this.#columns[i]
      if (typeof value === 'string') this.#textsOf(i)[this.#count] = value
      else if (column instanceof Float64Array) column[this.#count] = (value as number | null) ?? 0
    }
    this.#count++
  }

  #textsOf(i: number): string[] {
    const known = this.#columns[i]
    if (Array.isArray(known)) return known
    const texts: string[] = Array(EXTENT_SIZE).fill('')
    this.#columns[i] = texts
    return texts
  }

  /** Numbers in half the room where that is enough. */
  column(i: number, texts: Map<string, string>): Column {
    const values = this.#columns[i]?.slice(0, this.#count) ?? []
    if (Array.isArray(values)) return values.map((text) => once(texts, text))
    const narrow = Int32Array.from(values)
    return narrow.every((value, row) => value === values[row]) ? narrow : values
  }
}

function once(texts: Map<string, string>, text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  texts.set(text, text)
  return text
}
