/** The wire: what a page or server sends to the collector (spec: protocol.md, "An event"). */

/** Names the script itself sends; anything else is a custom event. */
export const OWN_NAMES = [
  'pageview',
  'engagement',
  'exposure',
  'outbound',
  'download',
  'form',
  'notfound',
  'identify',
] as const
export type OwnName = (typeof OWN_NAMES)[number]

/** Events that say nothing of a visitor's intent: they never lift a bounce. */
export const NOT_INTERACTIVE: readonly string[] = [
  'engagement',
  'exposure',
  'notfound',
  'identify',
  'subscription',
] satisfies (OwnName | 'subscription')[]

/** What others' scripts measure beside what happened, by names that no event has: taken, and not kept. */
export const UNKEPT_NAMES: readonly string[] = [
  'umami:performance',
  'umami:engagement',
  'umami:error',
]

export type PropertyValue = string | number | boolean
export type Properties = Record<string, PropertyValue>

export interface WireRevenue {
  /** Decimal text or number in major units; negative for a refund. */
  amount: string | number
  /** ISO 4217. */
  currency: string
  /** Your order, at most 120 characters: events of one name and order count once, a refund names its order. */
  order?: string | number
}

export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Interval = (typeof INTERVALS)[number]

export const SUBSCRIPTION_STATUSES = ['trialing', 'active', 'past_due', 'ended'] as const
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

/** What a subscription is from its event's instant on. */
export interface WireSubscription {
  /** Your own, at most 120 characters; a customer may have several. */
  id: string | number
  plan?: string
  /** Price of one of the quantity for `count` intervals: decimal text or number in major units. */
  amount: string | number
  /** ISO 4217. */
  currency: string
  interval: Interval
  /** Intervals between two payments; 1 when absent. */
  count?: number
  /** Seats, licences; 1 when absent. */
  quantity?: number
  status: SubscriptionStatus
  /** Unix ms or an ISO 8601 instant. */
  renews_at?: number | string
}

export interface WireEvent {
  /** 8–36 of A-Za-z0-9_-, made once by the sender. */
  id: string
  name: string
  /** Unix ms by the sender's clock. */
  at: number
  url?: string
  referrer?: string
  /** On an engagement that of its pageview, as it is by now. */
  title?: string
  props?: Properties
  revenue?: WireRevenue
  /** `subscription` only, from servers, with `user` or `account`. */
  subscription?: WireSubscription
  interactive?: boolean
  /** `engagement` only: the pageview's id, ms engaged since the last report, greatest scroll in %. */
  of?: string
  engaged?: number
  scroll?: number
}

/** Who sent it: once per body from the script, once per line in NDJSON. */
export interface WireSender {
  visitor?: string
  user?: string
  account?: string
  traits?: Properties
  /** The fragment is part of this page's paths: `data-hash` of the tag, whatever the site's setting. */
  hash?: boolean
  screen?: string
  language?: string
}

export interface WireBody extends WireSender {
  /** Unix ms by the sender's clock when the body left; corrects skew. */
  sent?: number
  /** The page was just given leave to store `visitor`: the open cookieless visit of the same browser is this visitor's. */
  consented?: boolean
  events: WireEvent[]
}

export interface Receipt {
  accepted: number
  duplicate: number
  /** `host`: of the reason `hostname`, the host that the site does not count. */
  rejected: { index: number; reason: string; host?: string | undefined }[]
}
