import type { Change } from '../customers/changes.ts'
import type { MonthlyMoney } from './money.ts'
import { changesByCustomer, standingAt } from './state.ts'

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

/** What it first paid a month for all that it had by then; nothing for one that never paid. */
function firstMonthly(changes: readonly Change[], money: MonthlyMoney): number[] {
  for (const { at } of changes) {
    const monthly = money.of(standingAt(changes, at + 1))
    if (monthly > 0) return [monthly]
  }
  return []
}
