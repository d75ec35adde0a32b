import type { Interval } from '../tracker/protocol.ts'
import type { StoredSubscription } from './subscription.ts'

/** Intervals in a month: of a year's price a twelfth, of a week's 52 twelfths. */
const A_MONTH: Record<Interval, number> = {
  day: 365 / 12,
  week: 52 / 12,
  month: 1,
  quarter: 1 / 3,
  year: 1 / 12,
}

/**
 * What a subscription brings a month, in minor units of its currency, not rounded: amount × quantity ÷ count × intervals in
 * a month; 0 while it is tried or has ended. 3 seats at 120.00 a year: 12,000 × 3 ÷ 1 ÷ 12 = 3,000. (Spec: semantics.md,
 * "Customers".)
 */
export function monthly(subscription: StoredSubscription): number {
  const { amount, quantity, count, interval, status } = subscription
  if (status === 'trialing' || status === 'ended') return 0
  return (amount * quantity * A_MONTH[interval]) / count
}
