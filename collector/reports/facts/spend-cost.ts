import { minorDigits } from '../../money.ts'
import { scaled } from '../../scaled.ts'
import type { RateInto } from '../../settings/rates.ts'
import type { SpendRow } from '../../spend/row.ts'

type Cost = Pick<SpendRow, 'amount' | 'currency' | 'day'>

/**
 * Turns a row's cost into minor units of a currency at the rate of its own day, half away from zero: 1,000.00 SEK on a day
 * at 0.095 are 100,000 × 0.095 = 9,500 cents. The latest earlier day serves a day without a rate; undefined where there is
 * none. `rates` come in order of day.
 */
export function converted(
  rates: readonly RateInto[],
  into: string,
): (cost: Cost) => number | undefined {
  const byCurrency = new Map<string, RateInto[]>()
  for (const rate of rates) {
    const known = byCurrency.get(rate.currency)
    if (known) known.push(rate)
    else byCurrency.set(rate.currency, [rate])
  }
  return ({ amount, currency, day }) => {
    if (currency === into) return amount
    const rate = byCurrency.get(currency)?.findLast((one) => one.day <= day)
    if (rate === undefined) return undefined
    return scaled(amount, String(rate.rate), minorDigits(into) - minorDigits(currency))
  }
}
