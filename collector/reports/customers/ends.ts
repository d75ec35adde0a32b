import { monthly } from '../../mrr.ts'
import type { StoredSubscription } from '../../subscription.ts'
import type { Change } from './changes.ts'

/** What one subscription brings a month: above 0, in minor units of its currency, not rounded. */
export interface Part {
  plan: string | null
  currency: string
  amount: number
}

/** What a customer brings at an instant, subscription by subscription; nothing of one who pays nothing then. */
export type Standing = readonly Part[]

/** A customer at each end of the months: the same object where nothing has changed. */
export interface Course {
  customer: number
  ends: readonly Standing[]
  /** The first of the ends at which they were a customer: 0 also where that was before all of them, Infinity where never. */
  first: number
}

const NOTHING: Standing = []

interface Running {
  customer: number
  ends: Standing[]
  first: number
  /** By id, as it was last changed. */
  subscriptions: Map<string, StoredSubscription>
  standing: Standing
}

/**
 * Everybody at each of the instants, which ascend; of those `before` them only whether one was a customer at any. What
 * happens at the very instant is later: a change at 1 March 00:00 is none of February's. The changes come in order of time.
 *
 *     edges      1 Feb      1 Mar      1 Apr
 *     changes         10.00      ended, 12.00
 *     ends       []         [10.00]    [12.00]     first: 1
 */
export function coursesOf(
  changes: readonly Change[],
  edges: readonly number[],
  before: readonly number[] = [],
): Course[] {
  const all = new Everybody(edges.length)
  let next = 0
  for (const [i, edge] of [...before, ...edges].entries()) {
    const changed = new Set<Running>()
    for (let change = changes[next]; change && change.at < edge; change = changes[++next]) {
      const running = all.named(change.customer)
      running.subscriptions.set(change.subscription.id, change.subscription)
      changed.add(running)
    }
    for (const running of changed) running.standing = standingOf(running)
    all.endAt(i - before.length)
  }
  return all.list
}

class Everybody {
  /** In the order in which they came. */
  readonly list: Running[] = []
  readonly #named = new Map<number, Running>()
  readonly #edges: number

  constructor(edges: number) {
    this.#edges = edges
  }

  named(customer: number): Running {
    return this.#named.get(customer) ?? this.#begun(customer)
  }

  /** An end below 0 is before all that are told. */
  endAt(end: number): void {
    for (const running of this.list) {
      if (running.standing.length > 0) running.first = Math.min(running.first, Math.max(0, end))
      if (end >= 0) running.ends[end] = running.standing
    }
  }

  #begun(customer: number): Running {
    const ends = new Array<Standing>(this.#edges).fill(NOTHING)
    const subscriptions = new Map<string, StoredSubscription>()
    const first = Number.POSITIVE_INFINITY
    const running = { customer, ends, first, subscriptions, standing: NOTHING }
    this.#named.set(customer, running)
    this.list.push(running)
    return running
  }
}

function standingOf({ subscriptions, standing }: Running): Standing {
  const parts: Part[] = []
  for (const subscription of subscriptions.values()) {
    const amount = monthly(subscription)
    const { plan, currency } = subscription
    if (amount > 0) parts.push({ plan, currency, amount })
  }
  return isSame(parts, standing) ? standing : parts
}

/** A renewal changes nothing. */
function isSame(parts: Standing, before: Standing): boolean {
  return (
    parts.length === before.length &&
    parts.every(({ plan, currency, amount }, i) => {
      const other = before[i]
      return other?.amount === amount && other.currency === currency && other.plan === plan
    })
  )
}
