import type { Touch } from '../../acquisition/credit/models.ts'
import { compareValues } from './chain.ts'
import type { Value } from './values.ts'

export interface TopPath {
  path: Value[]
  conversions: number
  /** Minor units. */
  money: number
}

interface Sum {
  conversions: number
  money: number
}

/** What the kept paths take together, of which each takes a byte a character and as many more: some 100 MB. */
const ROOM = 64_000_000
const BESIDE = 160

/** Touches of a path that is told: machines have longer ones, each of its own, and thousands of them. */
const LONGEST = 1_000

/**
 * The ways that led to conversions, by their values: all of them where there is room, else those of most conversions
 * (Manku and Motwani 2002). What had to be forgotten is counted anew when it comes again, and so with too little.
 */
export class TopPaths {
  /** Of several touches. */
  readonly #sums = new Map<string, Sum>()
  /** Of paths of one touch, which are most: by its row. */
  readonly #single: (Sum | undefined)[] = []
  readonly #room: number
  #taken = 0
  #missed = 0

  constructor(room = ROOM) {
    this.#room = room
  }

  /** Of no path are more conversions forgotten: 0 where all paths are exact. */
  get missed(): number {
    return this.#missed
  }

  add(path: readonly Touch[], conversions: number, money: number): void {
    if (path.length > LONGEST) return
    const sum = path.length === 1 ? this.#singleOf(path[0]?.row ?? 0) : this.#sumOf(keyOf(path))
    sum.conversions += conversions
    sum.money += money
    if (this.#taken > this.#room) this.#makeRoom()
  }

  #singleOf(row: number): Sum {
    const sum = this.#single[row] ?? { conversions: 0, money: 0 }
    this.#single[row] = sum
    return sum
  }

  #sumOf(key: string): Sum {
    const known = this.#sums.get(key)
    if (known) return known
    const sum = { conversions: 0, money: 0 }
    this.#sums.set(key, sum)
    this.#taken += key.length + BESIDE
    return sum
  }

  /** Forgets those of fewest conversions, until half of the room is free. */
  #makeRoom(): void {
    const most = this.#fewest()
    for (const [key, { conversions }] of this.#sums) {
      if (conversions > most) continue
      this.#sums.delete(key)
      this.#taken -= key.length + BESIDE
    }
    // Of refunds alone money is forgotten, and no conversion.
    this.#missed += Math.max(1, most)
  }

  /** As many conversions as have those that take half of the room, from the fewest on. */
  #fewest(): number {
    const sizes = [...this.#sums].map(([key, { conversions }]) => [
      conversions,
      key.length + BESIDE,
    ])
    let left = this.#taken
    for (const [conversions = 0, size = 0] of sizes.sort(([a = 0], [b = 0]) => a - b)) {
      left -= size
      if (left <= this.#room / 2) return conversions
    }
    return 0
  }

  *#all(): Iterable<[string, Sum]> {
    for (const [row, sum] of this.#single.entries()) if (sum) yield [String(row), sum]
    yield* this.#sums
  }

  /** Those of most conversions; of equals those that brought more, then by their values. */
  top(most: number, shown: readonly Value[]): TopPath[] {
    const order = (a: [string, Sum], b: [string, Sum]) =>
      ranked(a[1], b[1]) || comparePaths(a[0], b[0], shown)
    return foremost(this.#all(), most, order).map(([key, sum]) => ({
      path: valuesOf(key, shown),
      ...sum,
    }))
  }
}

/** The first of what would be sorted, of which most are soon seen not to be among them. */
function foremost<One>(all: Iterable<One>, most: number, order: (a: One, b: One) => number): One[] {
  const kept: One[] = []
  for (const one of all) {
    const last = kept[most - 1]
    if (most === 0 || (last && order(one, last) >= 0)) continue
    const place = kept.findIndex((other) => order(one, other) < 0)
    kept.splice(place < 0 ? kept.length : place, 0, one)
    if (kept.length > most) kept.pop()
  }
  return kept
}

function keyOf(path: readonly Touch[]): string {
  let key = ''
  for (const { row } of path) key += key === '' ? row : `,${row}`
  return key
}

function ranked(one: Sum, other: Sum): number {
  return other.conversions - one.conversions || other.money - one.money
}

function valuesOf(key: string, shown: readonly Value[]): Value[] {
  return key.split(',').map((number) => shown[Number(number)] ?? null)
}

function comparePaths(a: string, b: string, shown: readonly Value[]): number {
  const [one, other] = [valuesOf(a, shown), valuesOf(b, shown)]
  for (const [i, value] of one.entries()) {
    if (i >= other.length) return 1
    const order = compareValues(value, other[i])
    if (order !== 0) return order
  }
  return -1
}
