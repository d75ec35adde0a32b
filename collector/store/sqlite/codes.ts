/** Direct tables up to 16 MiB; beyond that combinations are rare enough for a hash map. */
const DIRECT_CODES = 1 << 22

/** Two indexes below 2²⁶ make one exact double. */
const PAIR = 2 ** 26

/** Numbers the combinations of key indexes in the order in which they first come. */
export interface Codes {
  join(code: number, index: number, position: number): number
  groupOf(code: number): number
  split(code: number, length: number): number[]
}

/** For keys of these sizes; undefined where it is not known before the rows are. */
export function codesFor(sizes: readonly (number | undefined)[]): Codes {
  const known = sizes.every((size) => size !== undefined)
  const product = sizes.reduce<number>((sum, size) => sum * (size ?? 1), 1)
  return known && product <= DIRECT_CODES
    ? new DirectCodes(sizes as number[], product)
    : new PairedCodes()
}

class DirectCodes implements Codes {
  readonly #sizes: number[]
  readonly #groups: Int32Array
  #count = 0

  constructor(sizes: number[], product: number) {
    this.#sizes = sizes
    this.#groups = new Int32Array(product).fill(-1)
  }

  join(code: number, index: number, position: number): number {
    return code * (this.#sizes[position] ?? 1) + index
  }

  groupOf(code: number): number {
    const known = this.#groups[code] ?? -1
    if (known >= 0) return known
    this.#groups[code] = this.#count
    return this.#count++
  }

  split(code: number, length: number): number[] {
    const indexes: number[] = []
    let rest = code
    for (let i = length - 1; i >= 0; i--) {
      const size = this.#sizes[i] ?? 1
      indexes.unshift(rest % size)
      rest = Math.floor(rest / size)
    }
    return indexes
  }
}

class PairedCodes implements Codes {
  readonly #pairs = new Map<number, number>()
  readonly #parts: [number, number][] = []
  readonly #groups = new Map<number, number>()

  join(code: number, index: number, position: number): number {
    if (position === 0) return index
    const pair = code * PAIR + index
    const known = this.#pairs.get(pair)
    if (known !== undefined) return known
    this.#pairs.set(pair, this.#parts.length)
    return this.#parts.push([code, index]) - 1
  }

  groupOf(code: number): number {
    const known = this.#groups.get(code)
    if (known !== undefined) return known
    this.#groups.set(code, this.#groups.size)
    return this.#groups.size - 1
  }

  split(code: number, length: number): number[] {
    const indexes: number[] = []
    let rest = code
    for (let i = length - 1; i > 0; i--) {
      const [before, index] = this.#parts[rest] ?? [0, 0]
      indexes.unshift(index)
      rest = before
    }
    return length === 0 ? [] : [rest, ...indexes]
  }
}
