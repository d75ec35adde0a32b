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

/** The ways that led to conversions, by their values. */
export class TopPaths {
  readonly #sums = new Map<string, Sum>()

  add(path: readonly Touch[], conversions: number, money: number): void {
    const key = path.map(({ row }) => row >> 1).join()
    const sum = this.#sums.get(key)
    if (sum) {
      sum.conversions += conversions
      sum.money += money
    } else this.#sums.set(key, { conversions, money })
  }

  /** Those of most conversions; of equals those that brought more, then by their values. */
  top(most: number, shown: readonly Value[]): TopPath[] {
    return [...this.#sums]
      .sort(([a, one], [b, other]) => ranked(one, other) || comparePaths(a, b, shown))
      .slice(0, most)
      .map(([key, sum]) => ({ path: valuesOf(key, shown), ...sum }))
  }
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
