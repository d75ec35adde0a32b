import type { Interval, SubscriptionStatus } from '../tracker/protocol.ts'

/** What a subscription is from an instant on, as its event keeps it. */
export interface StoredSubscription {
  id: string
  plan: string | null
  /** Price of one of the quantity for `count` intervals, in minor units of `currency`. */
  amount: number
  currency: string
  interval: Interval
  count: number
  quantity: number
  status: SubscriptionStatus
  /** Epoch ms. */
  renews_at: number | null
}

/** Bounds of what a subscription says of itself; what is beyond them is none. */
export const SUBSCRIPTION_BOUNDS = {
  /** Characters. */
  id: 120,
  plan: 120,
  /** Ten years of days. */
  count: 3_653,
  quantity: 1_000_000_000,
  /** amount × quantity, in minor units: sums of many stay exact to less than a unit. */
  price: 1e13,
} as const
