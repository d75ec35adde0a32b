import { headerKey } from '../spend/columns.ts'

/** What a column of a billing system's file may be. */
export const FIELDS = [
  'subscription',
  'customer',
  'plan',
  'amount',
  'currency',
  'interval',
  'count',
  'quantity',
  'status',
  'started',
  'trial_end',
  'period_start',
  'renews',
  'ended',
  'canceled',
  'paused',
] as const
export type Field = (typeof FIELDS)[number]

/**
 * Header names by what they mean, the preferred first. Stripe writes its times in UTC and says so in the header; Chargebee's
 * API puts `subscriptions.` before each; Paddle's names are those of its API. They rest on what programs that read such files
 * name (the systems publish no list).
 */
const NAMES: Record<Field, string> = {
  subscription: 'subscription id|subscription|sub id|id',
  customer:
    'account|account id|user id metadata|account id metadata|user id|customer id|customer|customer handle',
  plan: 'plan|plan name|plan id|product name|product|item price id|price id|price',
  amount: 'amount|plan amount|plan unit price|unit price|unit amount|item price|price per unit',
  currency: 'currency|currency code|plan currency',
  interval:
    'interval|billing period unit|billing cycle interval|plan interval|period unit|billing interval',
  count: 'interval count|billing period|billing cycle frequency|plan interval count|period',
  quantity: 'quantity|plan quantity|seats|licenses',
  status: 'status|subscription status|state',
  started:
    'start date|start|started|started at|activated at|first billed at|created at|created|start time',
  trial_end: 'trial end|trial ends at|trial end date',
  period_start: 'current period start|current term start|current billing period starts at',
  renews:
    'next billing at|next billed at|current period end|current term end|current billing period ends at|renews at|renewal date',
  ended: 'ended at|end date|expired at',
  canceled: 'canceled at|cancelled at|cancellation date',
  paused: 'paused at|pause date',
}

/** `(UTC)` in `Created (UTC)` says how, not what; a metadata field keeps its name. */
const MANNER = /[（(]\s*(?:UTC|GMT)\s*[）)]/giu
/** The table's name before a column's. */
const TABLE = /^(?:subscriptions?|customers?)\./iu

const MEANINGS = new Map<string, { field: Field; rank: number }>(
  FIELDS.flatMap((field) =>
    NAMES[field].split('|').map((name, rank) => [headerKey(name), { field, rank }] as const),
  ),
)

/** Where which column stands. */
export type Places = Partial<Record<Field, number>>

/** A name of which no field is, as it is compared. */
export function columnKey(header: string): string {
  const bare = header.replace(MANNER, '')
  const own = bare.replace(TABLE, '')
  // `customers.id` is whose it is, `subscriptions.id` what it is.
  return headerKey(/^customers?\.id$/iu.test(bare) ? 'customer id' : own)
}

/** The columns of a header; of two for one field the preferred, then the first. */
export function placesOf(headers: readonly string[]): Places {
  const places: Places = {}
  const ranks: Partial<Record<Field, number>> = {}
  for (const [index, header] of headers.entries()) {
    const meaning = MEANINGS.get(columnKey(header))
    if (meaning === undefined || meaning.rank >= (ranks[meaning.field] ?? Infinity)) continue
    places[meaning.field] = index
    ranks[meaning.field] = meaning.rank
  }
  return places
}

/** Whether a header says that its times are in UTC. */
export function saysUtc(header: string): boolean {
  return /[（(]\s*(?:UTC|GMT)\s*[）)]/iu.test(header)
}
