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
  const [begun, ended, shared] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const holders = new Map<string, Set<number>>()
  for (const { customer, subscription } of changes) {
    const { id, status } = subscription
    const held = holders.get(id) ?? new Set()
    holders.set(id, held)
    const key = `${customer} ${id}`
    if (status === 'ended') {
      if (!begun.has(key)) ended.add(id)
      held.delete(customer)
      continue
    }
    begun.add(key)
    if (held.add(customer).size > 1) shared.add(id)
  }
  return [
    ...[...ended].sort().map((id): Doubted => ({ subscription: id, doubt: 'never_begun' })),
    ...[...shared].sort().map((id): Doubted => ({ subscription: id, doubt: 'two_customers' })),
  ]
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
