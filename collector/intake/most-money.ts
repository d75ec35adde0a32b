import { type Money, minorDigits } from '../money.ts'
import type { IntakeSite } from '../settings/intake-site.ts'

/** Minor units of a currency that an event of a browser may carry at most; Infinity without a rate. */
export type MostMoney = (currency: string) => number

/**
 * By the site's setting, for other currencies by the latest rate; null for no limit. 1,000 EUR, where a dollar is 0.80:
 * 1,000 / 0.80 × 100 = 125,000 cents of USD.
 */
export function mostMoney({ max_amount, currency, rates }: IntakeSite): MostMoney | null {
  if (max_amount === null) return null
  return (code) => {
    const rate = code === currency ? 1 : (rates.get(code) ?? 0)
    return (max_amount / rate) * 10 ** minorDigits(code)
  }
}

export function within(money: Money | null, most: MostMoney | null): boolean {
  return money === null || most === null || Math.abs(money.amount) <= most(money.currency)
}
