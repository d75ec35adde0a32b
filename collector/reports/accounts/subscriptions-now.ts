import { z } from 'zod'
import { minorDigits } from '../../money.ts'
import type { Change } from '../customers/changes.ts'
import type { MonthlyMoney } from './money.ts'
import { isRunning, type Standing, standingAt } from './state.ts'

/** What an account pays for. */
export const SubscriptionNow = z.object({
  id: z.string(),
  plan: z.string().nullable(),
  status: z.enum(['trialing', 'active', 'past_due', 'ended']),
  /** Of one of the quantity, for `count` intervals, in its own currency. */
  amount: z.number(),
  currency: z.string(),
  interval: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  count: z.int(),
  quantity: z.number(),
  /** A month, in the site's currency; 0 of what is tried, has ended, or has no rate. */
  mrr: z.number(),
  /** When it was first told of. */
  since: z.iso.datetime(),
  renews_at: z.iso.datetime().nullable(),
})
export type SubscriptionNow = z.infer<typeof SubscriptionNow>

/** Out of one customer's changes in order: those that run first, of these the dearest. */
export function subscriptionsNow(
  changes: readonly Change[],
  { at, money }: { at: number; money: MonthlyMoney },
): SubscriptionNow[] {
  const since = new Map<string, number>()
  for (const change of changes) {
    const { id } = change.subscription
    if (!since.has(id)) since.set(id, change.at)
  }
  return standingAt(changes, at)
    .map((standing) => ({ standing, mrr: money.of([standing]) }))
    .sort((a, b) => Number(isRunning(b.standing)) - Number(isRunning(a.standing)) || b.mrr - a.mrr)
    .map(({ standing, mrr }) => told(standing, mrr, since))
}

function told(
  { subscription }: Standing,
  mrr: number,
  since: ReadonlyMap<string, number>,
): SubscriptionNow {
  const { renews_at, amount, ...rest } = subscription
  return {
    ...rest,
    amount: amount / 10 ** minorDigits(rest.currency),
    mrr,
    since: new Date(since.get(rest.id) ?? 0).toISOString(),
    renews_at: renews_at === null ? null : new Date(renews_at).toISOString(),
  }
}
