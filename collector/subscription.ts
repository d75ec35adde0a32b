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
