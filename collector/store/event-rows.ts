import { OWN_EVENTS, UNCOUNTED } from '../own-events.ts'

/** Numbers of the script's own names, as every ledger has them. */
export const PAGEVIEW = OWN_EVENTS.pageview.number
export const ENGAGEMENT = OWN_EVENTS.engagement.number
export const EXPOSURE = OWN_EVENTS.exposure.number

/** What of an event is the same wherever it lies. */
export interface EventFacts {
  at: number
  /** Its place among the events of its instant in its batch; null for the first. */
  nth: number | null
  name: number
  page: number | null
  title: number | null
  /** Pageviews that came by a campaign or from another site. */
  acquisition: number | null
  query: number | null
  /** As it was sent. */
  id: string
  /** Engagement: as it was sent. Pageview: the sum of the follow-ups on it, in ms. */
  engaged: number | null
  scroll: number | null
  /** The id of the pageview that it tells of. */
  of: string | null
  amount: number | null
  currency: string | null
  /** The order that the money is of. */
  order_id: string | null
  /** JSON of a `StoredSubscription`. */
  subscription: string | null
  props: string | null
  user: number | null
  account: number | null
  interactive: number
}

/** A stored event. */
export interface EventRow extends EventFacts {
  visit: number
  seq: number
}

/** Where an event lies: the visit's number, and the event's in it. */
export type Lies = Pick<EventRow, 'visit' | 'seq'>

/** `engagement` and `exposure` tell of an older pageview, whose visit they count for (spec: semantics.md, "Visits"). */
export function isFollowUp(name: number): boolean {
  return name === ENGAGEMENT || name === EXPOSURE
}

/** The metric `events` leaves these out (spec: semantics.md, "Metrics"). */
export function isCountedEvent(name: number): boolean {
  return !UNCOUNTED.includes(name)
}

/** What of a stored event decides about its visit and the visit's figures. */
export type VisitEvent = Pick<
  EventRow,
  | 'visit'
  | 'seq'
  | 'at'
  | 'nth'
  | 'name'
  | 'page'
  | 'acquisition'
  | 'id'
  | 'engaged'
  | 'of'
  | 'user'
  | 'interactive'
>

/** What is told of a pageview after it: how long it was read, how far it was scrolled, its title in the end. */
export type Told = Pick<EventFacts, 'at' | 'engaged' | 'scroll' | 'title'> & { of: string }
