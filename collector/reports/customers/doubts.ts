import type { Change } from './changes.ts'

/** What a subscription's own changes contradict. */
export const DOUBTS = ['never_begun', 'two_customers'] as const
export type Doubt = (typeof DOUBTS)[number]

export interface Doubted {
  subscription: string
  doubt: Doubt
  /** Numbers of those who have, or had, it. */
  customers: number[]
}

/**
 * Subscriptions that end without ever having begun, and ids that two customers have at once; by id. The changes come in
 * order of time.
 */
export function doubtsOf(changes: readonly Change[]): Doubted[] {
  const held = new Map<string, Holding>()
  const ended = new Map<string, number[]>()
  const shared = new Map<string, number[]>()
  for (const { customer, subscription } of changes) {
    const { id, status } = subscription
    const holding = held.get(id) ?? { of: new Map(), active: 0 }
    held.set(id, holding)
    const isActive = status !== 'ended'
    const was = holding.of.get(customer)
    if (was === undefined && !isActive) {
      ended.set(id, [...new Set([...(ended.get(id) ?? []), customer])])
    } else {
      holding.of.set(customer, isActive)
      holding.active += Number(isActive) - Number(was ?? false)
    }
    if (holding.active > 1) shared.set(id, [...holding.of.keys()])
  }
  return [...listed(ended, 'never_begun'), ...listed(shared, 'two_customers')]
}

function listed(of: ReadonlyMap<string, number[]>, doubt: Doubt): Doubted[] {
  const ids = [...of.keys()].sort()
  return ids.map((subscription) => ({ subscription, doubt, customers: of.get(subscription) ?? [] }))
}

/** Of an id: whether it goes on at each customer who has had it, and at how many it does. */
interface Holding {
  of: Map<number, boolean>
  active: number
}

const SENTENCES: Record<Doubt, [one: string, many: string]> = {
  never_begun: [
    'a subscription ends without ever having begun: what it brought is in no sum',
    'subscriptions end without ever having begun: what they brought is in no sum',
  ],
  two_customers: [
    'an id of a subscription is active at two customers at once: each of them counts',
    'ids of subscriptions are active at two customers at once: each of them counts',
  ],
}

export function sentencesOf(doubted: readonly Pick<Doubted, 'doubt'>[]): string[] {
  return DOUBTS.flatMap((doubt) => {
    const count = doubted.filter((one) => one.doubt === doubt).length
    const [one, many] = SENTENCES[doubt]
    if (count === 0) return []
    return [count === 1 ? one : `${count} ${many}`]
  })
}
