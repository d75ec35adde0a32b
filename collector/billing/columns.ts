import { headerKey } from '../spend/columns.ts'

/** What a file of a billing system may hold: subscriptions as they stand, or invoices, each of a period. */
export const KINDS = ['subscriptions', 'invoices'] as const
export type Kind = (typeof KINDS)[number]

/** What a column of a file of subscriptions may be. */
const SUBSCRIPTION_FIELDS = [
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
export type SubscriptionField = (typeof SUBSCRIPTION_FIELDS)[number]

/** What one of a file of invoices may be. `net`: what the invoice comes to before tax, where the file says that itself. */
const INVOICE_FIELDS = [
  'invoice',
  'subscription',
  'customer',
  'plan',
  'currency',
  'status',
  'period_start',
  'period_end',
  'net',
  'subtotal',
  'discount',
  'included_tax',
  'total',
  'tax',
  'amount_due',
  'due',
  'uncollectible',
] as const
export type InvoiceField = (typeof INVOICE_FIELDS)[number]

export const FIELDS = [
  ...SUBSCRIPTION_FIELDS,
  ...INVOICE_FIELDS.filter((field) => !SUBSCRIPTION_FIELDS.some((one) => one === field)),
] as const
export type Field = SubscriptionField | InvoiceField

/** Those that are times. */
export const TIMES = [
  ...(['started', 'trial_end', 'period_start', 'renews', 'ended', 'canceled', 'paused'] as const),
  ...(['period_end', 'due', 'uncollectible'] as const),
] satisfies readonly Field[]

export const FIELDS_OF: Record<Kind, readonly Field[]> = {
  subscriptions: SUBSCRIPTION_FIELDS,
  invoices: INVOICE_FIELDS,
}

const CUSTOMER =
  'account|account id|user id metadata|account id metadata|user id|customer id|customer|customer handle'

/**
 * Header names by what they mean, the preferred first. Stripe writes its times in UTC and says so in the header; Chargebee's
 * API puts `subscriptions.` before each; Paddle's names are those of its API. They rest on what programs that read such files
 * name (the systems publish no list).
 */
const SUBSCRIPTION_NAMES: Record<SubscriptionField, string> = {
  subscription: 'subscription id|subscription|sub id|id',
  customer: CUSTOMER,
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

/**
 * The same of invoices. Stripe's `Period Start` and `Period End` are the period before, in which what is metered was used:
 * what is paid for lies between the first start and the last end of its lines.
 */
const INVOICE_NAMES: Record<InvoiceField, string> = {
  invoice: 'invoice number|invoice id|invoice|number|transaction id|id',
  subscription: 'subscription id|subscription|sub id',
  customer: CUSTOMER,
  plan: 'plan|plan name|plan id|product name|product|item price id|price id',
  currency: 'currency|currency code',
  status: 'status|invoice status|state',
  period_start:
    'minimum line item period start|line item date from|date from|billing period starts at|service period start|period start|period from',
  period_end:
    'maximum line item period end|line item date to|date to|billing period ends at|service period end|period end|period to',
  net: 'net amount|net|amount before tax|amount excluding tax|amount excl tax|total excluding tax|subtotal excluding tax',
  subtotal: 'subtotal|sub total',
  discount: 'total discount amount|discount amount|discount total|discounts|discount',
  included_tax: 'inclusive tax amount|tax included',
  total: 'total|total amount|grand total|amount',
  tax: 'tax|tax total|total tax|tax amount|vat',
  amount_due: 'amount due',
  due: 'due date|due at|due on|due',
  uncollectible: 'marked uncollectible at|written off at|write off date',
}

/** `(UTC)` in `Created (UTC)` says how, not what; a metadata field keeps its name. */
const MANNER = /[（(]\s*(?:UTC|GMT)\s*[）)]/giu
/** The table's name before a column's. */
const TABLE = /^(?:subscriptions?|customers?|invoices?|transactions?)\./iu

interface Meaning {
  field: Field
  /** Lower is preferred. */
  rank: number
}

function meaningsOf(names: Partial<Record<Field, string>>): Map<string, Meaning> {
  return new Map(
    Object.entries(names).flatMap(([field, all]) =>
      all
        .split('|')
        .map((name, rank) => [headerKey(name), { field: field as Field, rank }] as const),
    ),
  )
}

const MEANINGS: Record<Kind, Map<string, Meaning>> = {
  subscriptions: meaningsOf(SUBSCRIPTION_NAMES),
  invoices: meaningsOf(INVOICE_NAMES),
}

/** Where which column stands. */
export type Places = Partial<Record<Field, number>>

/** A name of which no field is, as it is compared. */
export function columnKey(header: string): string {
  const bare = header.replace(MANNER, '')
  const own = bare.replace(TABLE, '')
  // `customers.id` is whose it is, `subscriptions.id` what it is.
  return headerKey(/^customers?\.id$/iu.test(bare) ? 'customer id' : own)
}

/** The columns of a header, of a file of this kind; of two for one field the preferred, then the first. */
export function placesOf(headers: readonly string[], kind: Kind): Places {
  const places: Places = {}
  const ranks: Partial<Record<Field, number>> = {}
  for (const [index, header] of headers.entries()) {
    const meaning = MEANINGS[kind].get(columnKey(header))
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
