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

/** Touches of a path that is told: machines have longer ones, each of its own, and thousands of them. */
const LONGEST = 1_000

/** The ways that led to conversions, by their values. */
export class TopPaths {
  readonly #sums = new Map<string, Sum>()
  /** Of paths of one touch, which are most: by its row. */
  readonly #single: (Sum | undefined)[] = []

  add(path: readonly Touch[], conversions: number, money: number): void {
    if (path.length > LONGEST) return
    const sum = this.#sumOf(path)
    sum.conversions += conversions
    sum.money += money
  }

  #sumOf(path: readonly Touch[]): Sum {
    const row = path[0]?.row ?? 0
    const single = path.length === 1 ? this.#single[row] : undefined
    if (single) return single
    const key = keyOf(path)
    const sum = this.#sums.get(key) ?? { conversions: 0, money: 0 }
    this.#sums.set(key, sum)
    if (path.length === 1) this.#single[row] = sum
    return sum
  }

  /** Those of most conversions; of equals those that brought more, then by their values. */
  top(most: number, shown: readonly Value[]): TopPath[] {
    const order = (a: [string, Sum], b: [string, Sum]) =>
      ranked(a[1], b[1]) || comparePaths(a[0], b[0], shown)
    return foremost(this.#sums, most, order).map(([key, sum]) => ({
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
