import { minorDigits } from '../../money.ts'
import type { RateInto } from '../../settings/rates.ts'
import type { Standing } from './ends.ts'

/** What a minor unit of each currency is worth in minor units of the site's; of one without a rate there is none. */
export type Factors = ReadonlyMap<string, number>

/**
 * The factors of each of the days, which ascend, as the rates do. 1 USD at 0.80 EUR: 0.8; 1,000 JPY at 0.0061 are 6.10
 * EUR, so of a yen 0.61 of a cent.
 */
export function factorsOn(
  days: readonly string[],
  rates: readonly RateInto[],
  into: string,
): Factors[] {
  const known = new Map([[into, 1]])
  let next = 0
  return days.map((day) => {
    for (let rate = rates[next]; rate && rate.day <= day; rate = rates[++next]) {
      if (rate.currency !== into) known.set(rate.currency, factorOf(rate, into))
    }
    return new Map(known)
  })
}

function factorOf({ currency, rate }: RateInto, into: string): number {
  const shift = minorDigits(into) - minorDigits(currency)
  return shift < 0 ? rate / 10 ** -shift : rate * 10 ** shift
}

/** In minor units of the site's currency, not rounded; without what has no rate. */
export function worthOf(standing: Standing, factors: Factors): number {
  let sum = 0
  for (const { currency, amount } of standing) sum += amount * (factors.get(currency) ?? 0)
  return sum
}
