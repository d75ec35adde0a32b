import type { Change } from './changes.ts'

/** What a subscription's own changes contradict. */
export const DOUBTS = ['never_begun', 'two_customers'] as const
export type Doubt = (typeof DOUBTS)[number]

export interface Doubted {
  subscription: string
  doubt: Doubt
}

/**
 * Subscriptions that end without ever having begun, and ids that two customers have at once; by id. The changes come in
 * order of time.
 */
export function doubtsOf(changes: readonly Change[]): Doubted[] {
  const held = new Map<string, Holding[]>()
  const [ended, shared] = [new Set<string>(), new Set<string>()]
  for (const { customer, subscription } of changes) {
    const { id, status } = subscription
    const holdings = held.get(id) ?? []
    held.set(id, holdings)
    const isActive = status !== 'ended'
    const own = holdings.find((holding) => holding.customer === customer)
    if (own) own.isActive = isActive
    else if (isActive) holdings.push({ customer, isActive })
    else ended.add(id)
    if (holdings.length > 1 && areSeveral(holdings)) shared.add(id)
  }
  return [
    ...[...ended].sort().map((id): Doubted => ({ subscription: id, doubt: 'never_begun' })),
    ...[...shared].sort().map((id): Doubted => ({ subscription: id, doubt: 'two_customers' })),
  ]
}

/** Of an id: a customer who has had it, and whether it goes on. */
interface Holding {
  customer: number
  isActive: boolean
}

function areSeveral(holdings: readonly Holding[]): boolean {
  return holdings.filter(({ isActive }) => isActive).length > 1
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

export function sentencesOf(doubted: readonly Doubted[]): string[] {
  return DOUBTS.flatMap((doubt) => {
    const count = doubted.filter((one) => one.doubt === doubt).length
    const [one, many] = SENTENCES[doubt]
    if (count === 0) return []
    return [count === 1 ? one : `${count} ${many}`]
  })
}
