/**
 * What the rows of an extent say in one way: whole numbers by their distance from the least of them, in as little room as
 * holds them all: of ids 1,000,007 and 1,000,002 stay 5 and 0, of a number that all have nothing. What few rows have, by
 * the row.
 */
export interface Column {
  /** Whether a value is one row's, or that of all rows of a run; `counted`: of a run, plus the number of the row. */
  of: 'row' | 'run' | 'counted'
  base: number
  /** Least and greatest of the numbers; of `counted` before the rows are added. */
  least: number
  most: number
  values: Uint8Array | Uint16Array | Int32Array | Float64Array
  rare: ReadonlyMap<number, unknown> | undefined
}

/** Where the rows of each run begin, such as those of a visit, and the end of the last. */
export type Runs = Uint16Array | Int32Array

/** How many rows there are, and where several lie together their runs; else each is a run of its own. */
export interface Rows {
  rows: number
  runs: Runs | undefined
}

export function eachRun(
  { rows, runs }: Rows,
  take: (start: number, end: number, run: number) => void,
): void {
  if (runs === undefined) for (let row = 0; row < rows; row++) take(row, row + 1, row)
  else for (let run = 0; run < runs.length - 1; run++) take(runs[run] ?? 0, runs[run + 1] ?? 0, run)
}

/** Of a column beside its values. */
const OVERHEAD = 200
/** Of a value that few rows have: its place in a map, and a short text. */
const RARE_BYTES = 100

/** What it takes of memory, about. */
export function bytesOf({ values, rare }: Column): number {
  return OVERHEAD + values.byteLength + (rare?.size ?? 0) * RARE_BYTES
}

/** Whether each number is from `from` on and before `to`; false also where that would have to be looked up. */
export function liesWithin({ of, least, most }: Column, from: number, to: number): boolean {
  return of !== 'counted' && least >= from && most < to
}

export function numberAt({ of, base, values }: Column, row: number, run = row): number {
  if (of === 'row') return base + (values[row] ?? 0)
  return base + (values[run] ?? 0) + (of === 'run' ? 0 : row)
}

/** Null where it is something that few rows have, and this one has not. */
export function valueAt(column: Column, row: number, run = row): unknown {
  const { rare } = column
  if (rare === undefined) return numberAt(column, row, run)
  return rare.size === 0 ? null : (rare.get(row) ?? null)
}

const FIRST_ROOM = 1_024

/** The rows of one extent after another as they come, and the columns that they make; their room is used again. */
export class ColumnRows {
  count = 0
  readonly #numbers: Float64Array[] = []
  #rare: (Map<number, unknown> | undefined)[] = []

  constructor(rare: readonly boolean[] = []) {
    this.begin(rare)
  }

  /** For each column whether few rows have it. Of the others, null counts as 0. */
  begin(rare: readonly boolean[]): void {
    this.count = 0
    this.#rare = rare.map((isRare) => (isRare ? new Map() : undefined))
  }

  add(row: readonly unknown[]): void {
    for (let i = 0; i < row.length; i++) {
      const rare = this.#rare[i]
      if (rare === undefined) this.#roomIn(i)[this.count] = (row[i] as number | null) ?? 0
      else if (row[i] !== null) rare.set(this.count, row[i])
    }
    this.count++
  }

  #roomIn(i: number): Float64Array {
    const numbers = this.#numbers[i] ?? new Float64Array()
    if (this.count < numbers.length) return numbers
    const wider = new Float64Array(Math.max(FIRST_ROOM, 2 * this.count))
    wider.set(numbers)
    this.#numbers[i] = wider
    return wider
  }

  /** The runs of equal numbers in a column. */
  runs(i: number): Runs {
    const numbers = this.#numbersOf(i)
    const starts: number[] = []
    for (let row = 0; row < numbers.length; row++) {
      if (row === 0 || numbers[row] !== numbers[row - 1]) starts.push(row)
    }
    starts.push(numbers.length)
    return numbers.length > MOST_OF_SHORT ? Int32Array.from(starts) : Uint16Array.from(starts)
  }

  /** In whatever way takes least. */
  column(i: number, runs?: Runs): Column {
    const rare = this.#rare[i]
    if (rare) return { of: 'row', base: 0, least: 0, most: 0, values: NO_ROOM, rare }
    const numbers = this.#numbersOf(i)
    if (runs === undefined) return narrowed('row', numbers)
    const [own, counted] = [firstsOf(numbers, runs, 0), firstsOf(numbers, runs, 1)]
    if (own) return narrowed('run', own)
    return counted ? narrowed('counted', counted) : narrowed('row', numbers)
  }

  #numbersOf(i: number): Float64Array {
    return this.#numbers[i]?.subarray(0, this.count) ?? NONE
  }
}

const NONE = new Float64Array()
const NO_ROOM = new Uint8Array()

/** One number a run, to which `step` is added for each row before; undefined where that does not give the numbers. */
function firstsOf(numbers: Float64Array, runs: Runs, step: 0 | 1): Float64Array | undefined {
  const firsts = new Float64Array(runs.length - 1)
  for (let run = 0; run < firsts.length; run++) {
    const [start = 0, end = 0] = [runs[run], runs[run + 1]]
    const first = (numbers[start] ?? 0) - step * start
    for (let row = start; row < end; row++) {
      if (numbers[row] !== first + step * row) return undefined
    }
    firsts[run] = first
  }
  return firsts
}

const MOST_OF_BYTE = 2 ** 8 - 1
const MOST_OF_SHORT = 2 ** 16 - 1
const MOST_OF_INT = 2 ** 31 - 1

/** All columns of numbers are made here, alike in the engine's eyes: most of a long answer's time goes to reading them. */
function narrowed(of: Column['of'], numbers: Float64Array): Column {
  const [least, most] = boundsOf(numbers)
  if (most === least) return { of, base: least, least, most, values: NO_ROOM, rare: undefined }
  const isWhole = most - least <= MOST_OF_INT && numbers.every(Number.isInteger)
  const base = isWhole ? least : 0
  const values = isWhole ? distances(numbers, least, most) : numbers.slice()
  return { of, base, least, most, values, rare: undefined }
}

function distances(numbers: Float64Array, least: number, most: number): Column['values'] {
  const values = roomFor(most - least, numbers.length)
  for (let row = 0; row < values.length; row++) values[row] = (numbers[row] ?? 0) - least
  return values
}

function roomFor(most: number, length: number): Uint8Array | Uint16Array | Int32Array {
  if (most <= MOST_OF_BYTE) return new Uint8Array(length)
  return most <= MOST_OF_SHORT ? new Uint16Array(length) : new Int32Array(length)
}

function boundsOf(numbers: Float64Array): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of numbers) {
    least = Math.min(least, number)
    most = Math.max(most, number)
  }
  return [least, most]
}
