import type { AcquisitionFacts } from '../acquisition/facts.ts'
import { DAY } from '../durations.ts'
import type { PersonKind } from '../person-kind.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import type { Scarce } from './changes.ts'
import type { EventFacts, Lies, Told, VisitEvent } from './event-rows.ts'
import type { Stretch, Visits } from './visits.ts'

/**
 * What the visit station (intake/visits/) asks of the store that it writes to: rows, found and put. Which event belongs to
 * which visit is decided above this port, so it is decided once, whatever lies below.
 */

/** All that is stored of events, behind one small interface a table. */
export interface Ledger {
  ids: Ids
  interner: Interner
  spellings: Spellings
  persons: Persons
  visits: Visits
  events: Events
  views: Views
  recuts: Recuts
  removed: Removed
  allowances: AllowanceRows
  salts: Salts
  quality: Quality
  held: Held
}

/** The ledger's only writer: sites as they are now, and all-or-nothing commits. */
export interface EventStore {
  sites(): Map<string, IntakeSite>
  /**
   * Another one after a commit that failed, after `forget`, and when somebody else has written: what was remembered
   * beside the one before is out of date. It is written to in a commit only.
   */
  ledger(): Ledger
  /** Runs `work` in one transaction; when it returns, everything is on the disk. */
  commit<T>(work: (ledger: Ledger) => T): T
  /** Destroys what may not be kept any longer. */
  tidy(): void
  /** Rows were removed beside it: nothing kept in memory may be trusted. */
  forget(): void
}

/** Which event ids are stored. */
export interface Ids {
  /** Remembers the id; false when it was there already. */
  add(site: number, id: string): boolean
  has(site: number, id: string): boolean
}

/** From when on the store holds a site's events: what happened before may be in another engine alone. Times in epoch ms. */
export interface Held {
  /** Whether an event of then is taken: all that it has cut again is there. */
  takes(site: number, at: number): boolean
  /** Whether what stood alone then may become part of a visit. */
  mayJoin(site: number, at: number): boolean
}

/** Whether a value that is new may be added; asked only then. */
export type May = () => boolean

/** What a value is called that nobody has room for. */
export const OTHER = '(other)'

export interface Client {
  browser: string | null
  browser_version: string | null
  os: string | null
  os_version: string | null
  device: string | null
  screen: string | null
  language: string | null
}

export interface Place {
  country: string | null
  region: string | null
  city: string | null
}

/** Small integers for what repeats: every distinct page, title, client … gets one, once. */
export interface Interner {
  /** `(other)` for a new one that `may` not be added; so are titles and pages. */
  name(text: string, may: May): number
  title(text: string, may: May): number
  query(text: string): number
  page(site: IntakeSite, page: { hostname: string; path: string }, may: May): number
  client(client: Client): number
  place(place: Place): number
  /** `page`: the number of the page it landed on. */
  acquisition(site: IntakeSite, facts: AcquisitionFacts, page: number | null): number
  factsOf(acquisition: number): AcquisitionFacts
}

/** Values are compared in lower case and shown as the earliest event spelt them. */
export interface Spellings {
  note(site: IntakeSite, facts: AcquisitionFacts, at: number): void
}

/** What somebody is said to be; each null where nothing is said. `traits`: JSON object text. */
export interface Said {
  account: number | null
  traits: string | null
}

/** Visitors, users and accounts by their own key, and what is known of them. */
export interface Persons {
  /** Number of the row, made when new. */
  id(site: number, kind: PersonKind, key: Buffer | string): number
  find(site: number, kind: PersonKind, key: Buffer | string): number | undefined
  /** A row for somebody who has none, with a first visit when that is known already. */
  add(site: number, kind: PersonKind, key: Buffer | string, start?: number): number
  siteOf(person: number): number | undefined
  /** The person has a visit that starts at `start`. */
  startsAt(person: number, start: number): void
  /** Reads the person's first visit again, after visits moved. */
  recountFirst(person: number): void
  said(person: number): Said
  /** Puts what is not null, where nothing later was said. */
  say(person: number, at: number, said: Said): void
}

export interface Events {
  insert(lies: Lies, event: EventFacts): void
  move(lies: Lies, visit: number, seq: number): void
  /** In any order; so are the others. */
  ofVisit(visit: number): VisitEvent[]
  /** Follow-ups that count for the visit though it was over by then: those later than `last`, from `from` on. */
  followUpsAfter(visit: number, last: number, from: number): VisitEvent[]
  /** When the visit's first and last pageview were; null without any. `size`: the visit's. */
  pageviewSpan(visit: number, size: number): { first: number; last: number } | null
  /** A pageview was added to a visit. */
  noteView(visit: number, at: number): void
  /** The visit's pageviews are no longer what they were. */
  forget(visit: number): void
}

/** A follow-up finds its pageview in visits that began within a day of it, and the other way round. */
export const REACH_MS = DAY

/** Pageviews, with the sums of what was told of them later. Only what is told after a pageview counts for it. */
export interface Views {
  /** Adds it to the pageview, if that is in the visit (with that number, where one is given). */
  add(visit: number, told: Told, seq?: number): boolean
  has(visit: number, told: Pick<Told, 'at' | 'of'>): boolean
  /** Id of the latest pageview of a page in the visit, by that time, from that number in it on. */
  latestOf(visit: number, seen: { page: number; at: number; from: number }): string | undefined
  /** Whether something told later of the same pageview, in that visit, has a title. */
  isTitledAfter(visit: number, told: Pick<Told, 'at' | 'of'>): boolean
  /** When a pageview was last told of in visits that owe, within reach of it. */
  lastOwed(visitor: number, view: { at: number; id: string }): number | null
  /** Sums anew what is told of a pageview, after some of it went. */
  recount(visitor: number, told: Pick<Told, 'at' | 'of'>): void
  /** Sums anew all that is owed in visits that begin in the stretch; those whose pageviews are all there owe no more. */
  collect(visitor: number, begins: Stretch): void
}

/** Why and from where a visitor's visits are to be cut again. Times in epoch ms. */
export interface Due {
  /** Visits that began by then began rightly. */
  at: number
  /** The last event that is new, gone or another browser's. */
  last: number
  /** The last of those that names a user, who is carried into later visits; null when none does. */
  named: number | null
}

/** Visitors whose events do not lie in their visits yet, so that a stop loses nothing. */
export interface Recuts {
  all(): [visitor: number, due: Due][]
  put(visitor: number, due: Due): void
  remove(visitor: number): void
}

/** A removed event, kept to be brought back. */
export interface RemovedEvent {
  n: number
  visitor: number
  client: number
  place: number
  facts: EventFacts
}

/** Events that were taken out of their visits, by removal. */
export interface Removed {
  /** The first number that is free in it. */
  next(removal: number): number
  /** Keeps a stored event of a visit. */
  keep(
    from: { site: number; visitor: number; client: number; place: number },
    lies: Lies,
    to: { removal: number; n: number },
  ): void
  /** Drops the event from where it lies. */
  drop(lies: Lies): void
  /** What these visits and their events refer to may be nobody's when they go. */
  noteLeftovers(visits: Iterable<number>): void
  first(removal: number, most: number): RemovedEvent[]
  /** Those up to `n` are back. */
  forget(removal: number, n: number): void
}

/** New values that sites have gained from browsers, by UTC day, and the properties that they know. */
export interface AllowanceRows {
  used(site: number, day: number, kind: Scarce): number
  put(site: number, day: number, kind: Scarce, used: number): void
  forgetBefore(day: number): void
  hasProperty(site: number, key: string): boolean
  addProperty(site: number, key: string): void
}

/** Random salts of UTC days (days since 1970). Without a day's salt nobody can tell who its cookieless visitors were. */
export interface Salts {
  /** The day's salt for a site, made when first asked for. */
  of(day: number, site: number): Buffer
  /** The day's salt if it is there. */
  find(day: number, site: number): Buffer | null
}

/** Counts what was taken and dropped, by site, UTC day and kind; the data quality page reads them. */
export interface Quality {
  count(site: number, at: number, kind: string, detail?: string): void
}
