import type { LocalRate } from './port.ts'

/** Rates by currency, to be found by their time. */
export class RateTable {
  readonly #byCurrency = new Map<string, LocalRate[]>()

  /** In order of time. */
  constructor(rates: readonly LocalRate[]) {
    for (const rate of rates) {
      const known = this.#byCurrency.get(rate.currency)
      if (known) known.push(rate)
      else this.#byCurrency.set(rate.currency, [rate])
    }
  }

  /** The currency's latest at that time. */
  at(currency: string, time: number): number | null {
    const rates = this.#byCurrency.get(currency) ?? []
    let [low, high] = [0, rates.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((rates[middle]?.from ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return rates[low - 1]?.rate ?? null
  }
}
