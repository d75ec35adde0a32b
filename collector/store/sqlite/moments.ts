import { longHistory } from '../too-many.ts'
import { BesideColumn } from './beside-column.ts'
import { rowsBy } from './rows-by.ts'

/** What tells events of one instant apart. */
export interface Rank {
  /** Place in the batch. */
  nth: number
  id: string
}

/** The rank of the event that lies at the place. */
export type RankOf = (place: number) => Rank

/** In the order in which a row gives them; the keys follow. */
const NAMES = ['who', 'at', 'place'] as const

type Columns = Record<(typeof NAMES)[number], Float64Array>

function columnsFor(most: number): Columns {
  const column = () => new Float64Array(most)
  return { who: column(), at: column(), place: column() }
}

const FIRST_ROOM = 16_384

/**
 * The moments of a pass as they came, a column for each thing known of them: 24 bytes a moment, and four for most
 * values beside, where objects take hundreds. It holds `most` of them, so that any number can be asked about: when it is full, it lets the units of
 * higher numbers go until another pass.
 *
 *     most 4, units 7 3 9 3 │ and 3: of 3 3 3 7 9 the middle one is 3, none is below → 3 3 3 stay, bound is 3
 *                   5       │ is above the bound: the next pass begins there
 */
export class Moments {
  length = 0
  columns = columnsFor(FIRST_ROOM)
  /** The keys as they came. */
  readonly beside: readonly BesideColumn[]
  /** Units above it wait for another pass. */
  bound = Number.POSITIVE_INFINITY
  readonly #most: number

  constructor(most: number, keys: number) {
    this.#most = most
    this.beside = Array.from({ length: keys }, () => new BesideColumn())
  }

  /** Makes room for another pass in the same memory: what is given up is only collected later. */
  clear(): void {
    this.length = 0
    this.bound = Number.POSITIVE_INFINITY
    for (const column of this.beside) column.clear()
  }

  add(row: readonly unknown[]): void {
    if (!this.open(row[0] as number, row[1] as number, row[2] as number)) return
    const { beside } = this
    for (let i = 0; i < beside.length; i++) beside[i]?.push(row[NAMES.length + i])
  }

  /** Takes a moment, whose values beside are to follow; false where its unit waits for another pass. */
  open(who: number, at: number, place: number): boolean {
    if (who > this.bound || (this.length === this.#most && !this.#letGo(who))) return false
    if (this.length === this.columns.who.length) this.#widen()
    const { columns, length } = this
    columns.who[length] = who
    columns.at[length] = at
    columns.place[length] = place
    this.length++
    return true
  }

  #widen(): void {
    const wider = columnsFor(Math.min(4 * this.length, this.#most))
    for (const name of NAMES) wider[name].set(this.columns[name])
    this.columns = wider
  }

  /** Lets the upper half go, or all but the lowest unit where that is more than half. Whether `who` may still come. */
  #letGo(who: number): boolean {
    const sorted = new Float64Array(this.length + 1).fill(who)
    sorted.set(this.columns.who.subarray(0, this.length))
    sorted.sort()
    const [least = who] = sorted
    if (least === sorted.at(-1)) throw longHistory()
    const middle = sorted[sorted.length >>> 1] ?? least
    this.bound = sorted.findLast((one) => one < middle) ?? least
    this.#keep()
    return who <= this.bound
  }

  #keep(): void {
    const { who } = this.columns
    for (const column of this.beside) column.keep((row) => (who[row] ?? 0) <= this.bound)
    const columns = NAMES.map((name) => this.columns[name])
    let kept = 0
    for (let row = 0; row < this.length; row++) {
      if ((who[row] ?? 0) > this.bound) continue
      for (const column of columns) column[kept] = column[row] ?? 0
      kept++
    }
    this.length = kept
  }
}

/** The rows by unit, and of each unit in time order. */
export function inOrder({ length, columns }: Moments, rankOf: RankOf): Int32Array {
  const who = columns.who.subarray(0, length)
  const rows = rowsBy(who)
  for (let start = 0, end = 0; start < length; start = end) {
    end = endOfRun(who, rows, start)
    if (!ascends(columns.at, rows, start, end)) sort(rows.subarray(start, end), columns, rankOf)
  }
  return rows
}

/** Where the rows of the unit end that begins at `start`. */
export function endOfRun(who: Float64Array, rows: Int32Array, start: number): number {
  const unit = who[rows[start] ?? 0]
  let end = start + 1
  while (end < rows.length && who[rows[end] ?? 0] === unit) end++
  return end
}

/** As most units do, whose visits lie by their day and events as they came. */
function ascends(at: Float64Array, rows: Int32Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) {
    if ((at[rows[i - 1] ?? 0] ?? 0) >= (at[rows[i] ?? 0] ?? 0)) return false
  }
  return true
}

/** Ranks are read for ties alone, which are few. */
function sort(rows: Int32Array, { at, place }: Columns, rankOf: RankOf): void {
  const known = new Map<number, Rank>()
  const rank = (row: number): Rank => {
    const found = known.get(row) ?? rankOf(place[row] ?? 0)
    known.set(row, found)
    return found
  }
  rows.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || compareRanks(rank(a), rank(b)))
}

function compareRanks(a: Rank, b: Rank): number {
  if (a.nth !== b.nth) return a.nth - b.nth
  return a.id < b.id ? -1 : 1
}
