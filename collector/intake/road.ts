import type { AcquisitionFacts } from '../acquisition/facts.ts'
import type { Money } from '../money.ts'
import type { PersonKind } from '../person-kind.ts'
import type { Client, Place } from '../store/ledger.ts'

/**
 * The values that travel the road. Each station takes one and hands on a richer one:
 * receive → ReceivedEvent, screen drops or passes, enrich → EnrichedEvent, acquire → AcquiredEvent,
 * visit and commit → an Outcome.
 */

/** Why an event is not stored. The same words are counted, answered and shown. */
export const REASONS = [
  'invalid_event',
  'invalid_id',
  'invalid_name',
  'invalid_at',
  'invalid_url',
  'invalid_json',
  'bot',
  'hostname',
  'ignored',
  /** It happened before what the file holds. */
  'too_old',
  /** No event, but the script's word that a variant could not be shown. */
  'experiment_fault',
  /** What another's script measured, of which nothing is kept here. */
  'unkept',
] as const
export type Reason = (typeof REASONS)[number]

/** A link to a host of the site's own, which the script cannot tell from others: dropped, and nothing that anybody missed. */
export const OWN_LINK = 'own_link'

/**
 * What of a stored event was cut or left out, because it is worth more than its details. Counted once an event
 * and word, under the kind `trimmed`.
 */
export const TRIMMABLE = [
  'url',
  'referrer',
  'title',
  'name',
  'props',
  'traits',
  'visitor',
  'user',
  'account',
  'revenue',
  'order',
  'subscription',
  /** An amount over what the site takes from a browser. */
  'max_amount',
  'of',
  'engaged',
  'scroll',
  /** Traits or an account that a browser may not change. */
  'trust_traits',
  /** A server's event that would have become part of a visit whose events have left the file. */
  'visit',
] as const
export type Trimmed = (typeof TRIMMABLE)[number]

/** What a known client or place looks like when an export is read back: it replaces UA and IP. */
export interface KnownClient {
  browser?: string
  browser_version?: string
  os?: string
  os_version?: string
  device?: string
  country?: string
  region?: string
  city?: string
}

export interface Sender {
  visitor: string | null
  user: string | null
  account: string | null
  /** JSON object text, or null. */
  traits: string | null
  screen: string | null
  language: string | null
  /** Its page is told apart by the fragment too. */
  hash: boolean
  /** Consent was given on its page: until then the browser was cookieless. */
  consented: boolean
  /** Empty when unknown (imports without one). */
  ip: string
  userAgent: string
  known: KnownClient | null
  /** Behind a token, or an import; a browser may be anybody's. */
  trusted: boolean
  trimmed: readonly Trimmed[]
}

/** A URL as it was sent, and what of it is asked for. */
export interface Location {
  href: string
  /** `http` or `https`; app URLs have another. */
  web: boolean
  /** With the scheme before it where that is not the web's. */
  hostname: string
  pathname: string
  /** With its `#`, or empty. */
  fragment: string
}

/** A well-formed event at its corrected time. */
export interface ReceivedEvent {
  id: string
  name: string
  at: number
  /** Its place among the events of its instant in its batch; null for the first. */
  nth: number | null
  url: Location | null
  referrer: string | null
  title: string | null
  props: string | null
  /** Of the properties; empty when there are none. */
  keys: readonly string[]
  revenue: Money | null
  /** What the sender calls the order that the money is of. */
  order: string | null
  /** JSON of a `StoredSubscription`. */
  subscription: string | null
  interactive: boolean
  of: string | null
  engaged: number | null
  scroll: number | null
  sender: Sender
  trimmed: Trimmed[]
}

/** Which browser it was. Cookieless keys change at midnight UTC, visits do not: the neighbours are asked for when needed. */
export interface VisitorKey {
  kind: PersonKind
  key: Buffer | string
  /** The same browser under yesterday's salt, when that salt still exists. */
  yesterday(): Buffer | null
  /** … and under tomorrow's, which only a late event can find there already. */
  tomorrow(): Buffer | null
  /** The cookieless keys, today's and yesterday's, of a browser that has just consented; none of any other. */
  before(): Buffer[]
}

export interface EnrichedEvent {
  received: ReceivedEvent
  client: Client
  place: Place
  visitor: VisitorKey
}

export interface AcquiredEvent extends EnrichedEvent {
  page: { hostname: string; path: string } | null
  query: string | null
  /** Pageviews that came by a campaign or from another site. */
  landing: AcquisitionFacts | null
}

export type Outcome = 'accepted' | 'duplicate' | 'too_old'
