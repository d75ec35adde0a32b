import type { Change } from '../../../collector/reports/customers/changes.ts'
import type { StoredSubscription } from '../../../collector/subscription.ts'

/** 10.00 EUR a month, active. */
const PLAIN: StoredSubscription = {
  id: 's',
  plan: null,
  amount: 1_000,
  currency: 'EUR',
  interval: 'month',
  count: 1,
  quantity: 1,
  status: 'active',
  renews_at: null,
}

/** A change at a UTC time. */
export function change(
  at: string,
  customer: number,
  told: Partial<StoredSubscription> = {},
): Change {
  return { customer, at: Date.parse(`${at}Z`), subscription: { ...PLAIN, ...told } }
}

/** The first instants of months, in UTC. */
export function edgesFrom(year: number, month: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => Date.UTC(year, month - 1 + i, 1))
}
