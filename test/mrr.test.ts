import { expect, test } from 'vitest'
import { monthly } from '../collector/mrr.ts'
import type { StoredSubscription } from '../collector/subscription.ts'

const PRO: StoredSubscription = {
  id: 's1',
  plan: 'pro',
  amount: 12_000,
  currency: 'EUR',
  interval: 'month',
  count: 1,
  quantity: 1,
  status: 'active',
  renews_at: null,
}

test.each([
  // 120.00 a month.
  [{}, 12_000],
  [{ quantity: 3 }, 36_000],
  [{ quantity: 0 }, 0],
  // 120.00 every three months, and a quarter.
  [{ count: 3 }, 4_000],
  [{ interval: 'quarter' }, 4_000],
  // 120.00 a year: 12,000 / 12; every two years: half of it.
  [{ interval: 'year' }, 1_000],
  [{ interval: 'year', count: 2 }, 500],
  // 12,000 × 52 / 12, of two weeks half of it.
  [{ interval: 'week' }, 52_000],
  [{ interval: 'week', count: 2 }, 26_000],
  // 12,000 × 365 / 12; every 30 days a thirtieth.
  [{ interval: 'day' }, 365_000],
  [{ interval: 'day', count: 30 }, 365_000 / 30],
  // Who is late still owes it; who tries or has left does not.
  [{ status: 'past_due' }, 12_000],
  [{ status: 'trialing' }, 0],
  [{ status: 'ended' }, 0],
] as const)('%j brings %d a month', (told, expected) => {
  expect(monthly({ ...PRO, ...told })).toBeCloseTo(expected, 9)
})
