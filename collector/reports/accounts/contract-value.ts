import { monthly } from '../../mrr.ts'
import type { StoredSubscription } from '../../subscription.ts'
import type { Change } from '../customers/changes.ts'
import type { MonthlyMoney } from './money.ts'
import { changesByCustomer } from './state.ts'

/**
 * What a won customer is worth a year: the mean of what those that have a subscription began with, a month, × 12. Two that began
 * with 100 and 300 a month: 2,400. Null where none of them ever paid for one.
 */
export function annualValue(
  customers: ReadonlySet<number>,
  changes: readonly Change[],
  money: MonthlyMoney,
): number | null {
  const began = [...changesByCustomer(changes)].flatMap(([customer, own]) =>
    customers.has(customer) ? firstMonthly(own, money) : [],
  )
  if (began.length === 0) return null
  return (12 * began.reduce((sum, one) => sum + one, 0)) / began.length
}

/** What it first paid a month for all that it had by then; nothing for one that never paid, or in a currency without a rate. */
function firstMonthly(changes: readonly Change[], money: MonthlyMoney): number[] {
  const standing = new Map<string, StoredSubscription>()
  const paid = new Set<string>()
  for (const [i, { at, subscription }] of changes.entries()) {
    standing.set(subscription.id, subscription)
    if (monthly(subscription) > 0) paid.add(subscription.id)
    else paid.delete(subscription.id)
    // What happens in one instant stands together.
    if (changes[i + 1]?.at === at || paid.size === 0) continue
    const all = [...standing.values()].map((one) => ({ subscription: one, renewal: null }))
    const worth = money.of(all)
    return worth > 0 ? [worth] : []
  }
  return []
}
