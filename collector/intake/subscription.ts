import {
  INTERVALS,
  type Interval,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
} from '../../tracker/protocol.ts'
import { END_OF_TIME } from '../durations.ts'
import { toMinor } from '../money.ts'
import { SUBSCRIPTION_BOUNDS as MOST, type StoredSubscription } from '../subscription.ts'
import { isAbsent, isObject, type Json } from './json.ts'
import type { Sender, Trimmed } from './road.ts'

/** The events that carry one (spec: protocol.md, "An event"). */
const NAME = 'subscription'

/**
 * What an event says of a subscription, as JSON of a `StoredSubscription`; null when it says nothing, or something that
 * cannot be meant: half a subscription would be money that nobody pays. A browser may be anybody's and says nothing.
 */
export function subscriptionOf(
  { name, subscription }: Json,
  sender: Sender,
  trimmed: Trimmed[],
): string | null {
  if (isAbsent(subscription)) return null
  const isKnown = sender.trusted && (sender.user !== null || sender.account !== null)
  const read = name === NAME && isKnown ? readSubscription(subscription) : undefined
  if (read === undefined) trimmed.push('subscription')
  return read === undefined ? null : JSON.stringify(read)
}

/** Undefined for anything that is none. */
export function readSubscription(value: unknown): StoredSubscription | undefined {
  if (!isObject(value)) return undefined
  const id = textOf(value.id, MOST.id)
  const price = toMinor(value.amount, value.currency)
  const interval = oneOf<Interval>(INTERVALS, value.interval)
  const count = wholeOf(value.count, { least: 1, most: MOST.count })
  const quantity = wholeOf(value.quantity, { least: 0, most: MOST.quantity })
  const status = oneOf<SubscriptionStatus>(SUBSCRIPTION_STATUSES, value.status)
  const plan = isAbsent(value.plan) ? null : textOf(value.plan, MOST.plan)
  const renews_at = isAbsent(value.renews_at) ? null : instantOf(value.renews_at)
  if (!id || !price || price.amount < 0 || !interval || !status) return undefined
  if (count === undefined || quantity === undefined) return undefined
  if (price.amount * quantity > MOST.price) return undefined
  if (plan === undefined || renews_at === undefined) return undefined
  // In this order, so that what is the same is the same text.
  return { id, plan, ...price, interval, count, quantity, status, renews_at }
}

/** A cut one would be another's. */
function textOf(value: unknown, most: number): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string' || text.length > most) return undefined
  return text.trim() || undefined
}

/** 1 when absent. */
function wholeOf(value: unknown, { least, most }: { least: number; most: number }) {
  if (isAbsent(value)) return 1
  const isWhole = Number.isInteger(value) && (value as number) >= least && (value as number) <= most
  return isWhole ? (value as number) : undefined
}

function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : value
  return typeof at === 'number' && at >= 0 && at < END_OF_TIME ? Math.round(at) : undefined
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value)
}
