import { INTERVALS, type Interval, type SubscriptionStatus } from '../../tracker/protocol.ts'

/** What a status says: one of ours, one that has not begun, or one that rests without being paid. */
export type Standing = SubscriptionStatus | 'paused' | 'not_begun'

/** Words of Stripe, Chargebee and Paddle. */
const STANDINGS: Record<string, Standing> = {
  trialing: 'trialing',
  in_trial: 'trialing',
  trial: 'trialing',
  active: 'active',
  non_renewing: 'active',
  live: 'active',
  past_due: 'past_due',
  unpaid: 'past_due',
  overdue: 'past_due',
  canceled: 'ended',
  cancelled: 'ended',
  ended: 'ended',
  expired: 'ended',
  paused: 'paused',
  incomplete: 'not_begun',
  incomplete_expired: 'not_begun',
  future: 'not_begun',
  draft: 'not_begun',
}

export function standingOf(cell: string): Standing | undefined {
  const word = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_')
  return Object.hasOwn(STANDINGS, word) ? STANDINGS[word] : undefined
}

const SPOKEN: Record<string, Interval> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
}

/** `month`, `Monthly`, `3 months`, `every 2 weeks`: the interval, and how many of it; undefined for what is none. */
export function intervalOf(cell: string): { interval: Interval; count: number } | undefined {
  const text = cell.trim().toLowerCase()
  const spoken = SPOKEN[text]
  if (spoken) return { interval: spoken, count: 1 }
  const [, count = '1', word = ''] = /^(?:every\s+)?(\d{1,4})?\s*([a-z]+?)s?$/u.exec(text) ?? []
  const interval = INTERVALS.find((one) => one === word)
  return interval && Number(count) > 0 ? { interval, count: Number(count) } : undefined
}
