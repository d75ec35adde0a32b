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

/** Of an id: whether it goes on at each customer who has had it, and at how many it does. */
interface Holding {
  of: Map<number, boolean>
  active: number
  /** Those at whom it ended without having begun. */
  ended: Set<number>
  /** How many had it when it went on at two at once the last time. */
  shared: number
}

/**
 * Subscriptions that end without ever having begun, and ids that two customers have at once; by id. The changes come in
 * order of time. Who calls all by their plan has one id for everybody: a change is looked at once, whoever else has it.
 */
export function doubtsOf(changes: readonly Change[]): Doubted[] {
  const held = new Map<string, Holding>()
  for (const change of changes) {
    const { id } = change.subscription
    const holding = held.get(id) ?? { of: new Map(), active: 0, ended: new Set(), shared: 0 }
    held.set(id, holding)
    hold(holding, change)
  }
  const ids = [...held].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...ids.flatMap(([id, { ended }]) => listed(id, 'never_begun', [...ended])),
    ...ids.flatMap(([id, { of, shared }]) =>
      listed(id, 'two_customers', [...of.keys()].slice(0, shared)),
    ),
  ]
}

function hold(holding: Holding, { customer, subscription }: Change): void {
  const isActive = subscription.status !== 'ended'
  const was = holding.of.get(customer)
  if (was === undefined && !isActive) {
    holding.ended.add(customer)
    return
  }
  holding.of.set(customer, isActive)
  holding.active += Number(isActive) - Number(was ?? false)
  if (holding.active > 1) holding.shared = holding.of.size
}

function listed(subscription: string, doubt: Doubt, customers: number[]): Doubted[] {
  return customers.length === 0 ? [] : [{ subscription, doubt, customers }]
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
