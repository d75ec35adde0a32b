const MOST = Number.MAX_SAFE_INTEGER

/**
 * Sums of integers that are exact however large they grow: numbers as long as those suffice, which is always but for
 * forged amounts, and integers of any length beyond.
 *
 *   9,007,199,254,740,991 + 2 = 9,007,199,254,740,993 is no number: 9,007,199,254,740,992, rounded
 *   9,007,199,254,740,991 + 2 − 9 = 9,007,199,254,740,984, exact
 */
export class ExactSums {
  readonly #small: Float64Array
  /** What did not fit beside it. */
  #large: bigint[] | undefined
  #rounded = false

  constructor(count: number) {
    this.#small = new Float64Array(count)
  }

  /** Adds the row's values from `at` on, one to each sum; null adds nothing. Runs for every row of a report. */
  add(row: readonly unknown[], at: number): void {
    const small = this.#small
    for (let i = 0; i < small.length; i++) {
      const value = (row[at + i] as number | null) ?? 0
      const sum = (small[i] ?? 0) + value
      if (sum <= MOST && sum >= -MOST) small[i] = sum
      else this.#spill(i, value)
    }
  }

  #spill(index: number, value: number): void {
    this.#large ??= Array.from(this.#small, () => 0n)
    if (!Number.isSafeInteger(value)) this.#rounded = true
    const finite = Math.max(-Number.MAX_VALUE, Math.min(value, Number.MAX_VALUE))
    this.#large[index] = (this.#large[index] ?? 0n) + BigInt(Math.round(finite))
  }

  /** The numbers nearest to the sums, and whether one of them is not the sum itself. */
  total(): { sums: number[]; rounded: boolean } {
    const sums = Array.from(this.#small, (small, index) => this.#sumOf(small, index))
    const large = sums.some((sum) => Math.abs(sum) > MOST)
    return { sums, rounded: this.#rounded || large }
  }

  #sumOf(small: number, index: number): number {
    const large = this.#large?.[index] ?? 0n
    if (large === 0n) return small
    const sum = Number(large + BigInt(small))
    return Math.max(-Number.MAX_VALUE, Math.min(sum, Number.MAX_VALUE))
  }
}
