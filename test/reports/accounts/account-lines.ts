import type { Line } from '../site.ts'

/** A Friday; 28 days begin on 24 October. */
export const NOW = '2026-11-20T12:00:00Z'
const DAY = 86_400_000

/** So many days before now, by a user of an account. */
export function use(account: string, user: string, ago: number, more: Partial<Line> = {}): Line {
  const at = Date.parse(NOW) - ago * DAY - 3_600_000
  return { name: 'Report', at, visitor: `v-${user}`, user, account, path: '/app', ...more }
}

export function subscription(account: string, ago: number, more: object = {}): Line {
  return {
    ...{ name: 'subscription', at: Date.parse(NOW) - ago * DAY, visitor: undefined, account },
    subscription: {
      ...{ id: `of-${account}`, amount: 120, currency: 'EUR', interval: 'month' },
      ...{ status: 'active', ...more },
    },
  }
}

export const iso = (ago: number) => new Date(Date.parse(NOW) - ago * DAY).toISOString()

/** What a server says of an account, and of nobody in it. */
export function ofNobody(account: string, ago: number): Line {
  const { path: _, ...line } = use(account, '', ago, { visitor: undefined, user: undefined })
  return line
}
