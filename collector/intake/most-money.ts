import { type Money, minorDigits, minorOf } from '../money.ts'
import { scaled } from '../scaled.ts'
import type { IntakeSite } from '../settings/intake-site.ts'

/** Whether an event of a browser may carry so much. */
export type MayCarry = (money: Money) => boolean

/**
 * By the site's setting, as reports would count it, by the latest rate; all of a currency without a rate. undefined for no
 * limit. 1,000 EUR, where a dollar is 0.80: 125,000 cents of USD are 125,000 × 0.80 = 100,000 cents, 125,001 are 100,001.
 */
export function mostMoney({ max_amount, currency, rates }: IntakeSite): MayCarry | undefined {
  if (max_amount === null) return undefined
  const most = minorOf(max_amount, currency)
  return (money) => {
    const rate = money.currency === currency ? 1 : rates.get(money.currency)
    if (rate === undefined) return true
    const shift = minorDigits(currency) - minorDigits(money.currency)
    return scaled(Math.abs(money.amount), String(rate), shift) <= most
  }
}
