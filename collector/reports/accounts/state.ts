import { DAY } from '../../durations.ts'
import type { StoredSubscription } from '../../subscription.ts'
import type { Change } from '../customers/changes.ts'
import { addMonths } from '../time/calendar.ts'

export const STATES = ['trial', 'active', 'renewed', 'lost'] as const
export type State = (typeof STATES)[number]

/** A subscription as it stands. */
export interface Standing {
  subscription: StoredSubscription
  /** When it renews for the first time since it was last begun to be paid, epoch ms; null: it is not paid. */
  renewal: number | null
}

/** A customer's subscriptions as they stood just before an instant, out of its changes in order. */
export function standingAt(changes: readonly Change[], at: number): Standing[] {
  const byId = new Map<string, Standing>()
  for (const change of changes) {
    if (change.at >= at) break
    const { subscription } = change
    const before = byId.get(subscription.id)?.renewal ?? null
    const renewal = isPaid(subscription) ? (before ?? firstRenewal(change)) : null
    byId.set(subscription.id, { subscription, renewal })
  }
  return [...byId.values()]
}

function isPaid({ status }: StoredSubscription): boolean {
  return status === 'active' || status === 'past_due'
}

export function isRunning({ subscription }: Standing): boolean {
  return subscription.status !== 'ended'
}

/** As the first paid change says it, else one term later. */
function firstRenewal({ at, subscription: { renews_at, interval, count } }: Change): number {
  if (renews_at !== null) return renews_at
  if (interval === 'day' || interval === 'week') {
    return at + count * (interval === 'day' ? DAY : 7 * DAY)
  }
  const day = Math.floor(at / DAY)
  return addMonths(day, count * MONTHS[interval]) * DAY + (at - day * DAY)
}

const MONTHS = { month: 1, quarter: 3, year: 12 }

/**
 * `trial`: what runs is tried only; `renewed`: something that is paid has come past its first renewal; `lost`: all has ended;
 * null: there never was anything.
 */
export function stateOf(standing: readonly Standing[], at: number): State | null {
  if (standing.length === 0) return null
  const running = standing.filter(isRunning)
  if (running.length === 0) return 'lost'
  if (running.every(({ subscription }) => subscription.status === 'trialing')) return 'trial'
  return running.some((one) => isRenewed(one, at)) ? 'renewed' : 'active'
}

/** Who is late with the money has not renewed. */
function isRenewed({ subscription, renewal }: Standing, at: number): boolean {
  return subscription.status === 'active' && renewal !== null && renewal <= at
}

/** The next renewal of what runs; null where none is known to lie ahead. */
export function nextRenewal(standing: readonly Standing[], at: number): number | null {
  const ahead = standing
    .filter(isRunning)
    .flatMap(({ subscription: { renews_at } }) => renews_at ?? [])
    .filter((renews) => renews >= at)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

/** Seats that are paid for: quantities above 1, for a price for everybody is bought once; 0 where there are none. */
export function seatsBought(standing: readonly Standing[]): number {
  return standing
    .filter(isRunning)
    .filter(({ subscription }) => subscription.quantity > 1)
    .reduce((sum, { subscription }) => sum + subscription.quantity, 0)
}

/** By customer, in order. */
export function changesByCustomer(changes: readonly Change[]): Map<number, Change[]> {
  const byCustomer = new Map<number, Change[]>()
  for (const change of changes) {
    const known = byCustomer.get(change.customer)
    if (known) known.push(change)
    else byCustomer.set(change.customer, [change])
  }
  return byCustomer
}
