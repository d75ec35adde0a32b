import { LONGEST_MS, type VisitSoFar } from '../intake/visits/partition.ts'

/** A stretch of time, both ends included. */
export interface Stretch {
  from: number
  to: number
}

/** Visits of the file, the newest of each visitor kept at hand and written once a commit. */
export interface Visits {
  /** The visitor's visit that started last, server events that stand alone not counted. */
  latest(visitor: number): Visit | undefined
  /** What `continues` asks of a visit. */
  soFar(visit: Visit): VisitSoFar
  one(id: number): Visit | undefined
  /** The visit is new or has changed. */
  put(visit: Visit): void
  /** Events were added to a visit that is stored: whose it is and when it began stay, and so its indexes. */
  grow(visit: Visit): void
  remove(visit: Visit): void
  /** The visit was another browser's; both must be cut again. */
  give(visit: Visit, visitor: number): void
  own(visit: number, person: number): void
  /** Visits and lone events that begin at or after an instant, by start; of that instant, those of higher numbers. */
  from(visitor: number, begins: { from: number; after: number }, most: number): Visit[]
  /** The visit that began last by that time. */
  begun(visitor: number, at: number): Visit | undefined
  /** Visits that begin in the stretch, the latest first. */
  near(visitor: number, begins: Stretch): Visit[]
  /** Those in which a report came in after they were over, then or later. */
  heardAfter(visitor: number, heard: number, begins: Stretch): Visit[]
  /** Those that hold reports whose pageview has not been found. */
  owing(visitor: number, begins: Stretch): Visit[]
  /** The visitor's visit that is open at a time: begun, and its last event no more than the timeout ago. */
  openAt(visitor: number, at: number, timeout: number): Visit | undefined
  /** The visit whose events lie around `at`; none at its very end, where the next may begin, unless it is the latest. */
  under(visitor: number, at: number, timeout: number): Visit | undefined
  /** The same of a person, whichever browser it is in. */
  personOpenAt(person: number, at: number, timeout: number): Visit | undefined
  /** When the visitor's last report came in that counts for an earlier visit or for none; 0 when none did. */
  heard(visitor: number): number
  /** Lone events in [from, to] of which nothing but the person was known. */
  alone(person: number, from: number, to: number): Visit[]
  /** Lone events of a visitor, at most a thousand. */
  loneOf(visitor: number, span: Stretch): Visit[]
  /** Whether a server's event stands alone then or later. */
  hasLone(visitor: number, since: number): boolean
  /** The latest user that events of a visitor name before a time. */
  userBefore(visitor: number, at: number): number | null
  /** The first that they name at all. */
  firstUser(visitor: number): number | null
  /** Every visit and lone event of the visitor, by start. */
  named(visitor: number): NamedVisit[]
  /** Who a visit that follows all others of the visitor belongs to, if anybody is known. */
  latestOwner(visitor: number): number | null
  /** All that belong to the visitor itself now belong to the user. Answers the least start. */
  claim(visitor: number, user: number): number | null
  /** The visitor is new: there is nothing to read. */
  noteNone(visitor: number): void
  /** The visitor's newest visit is read again when next asked for. */
  forget(visitor: number): void
  flush(): void
}

/** How many events a visit holds. */
export function membersOf({ members, size }: Pick<Visit, 'members' | 'size'>): number {
  return members ?? size
}

/** Where a visit can begin that may still take what happens at a time. */
export function dayBefore(at: number): Stretch {
  return { from: at - LONGEST_MS, to: at }
}

/** A row of `visit`, its columns by name. */
export interface Visit {
  id: number
  visitor: number
  person: number
  /** The user its own events name; `person` may come from another visit. */
  user: number | null
  start: number
  /** Of its last event that prolongs it. */
  last: number
  acquisition: number
  client: number
  place: number
  landing: number | null
  exit: number | null
  pageviews: number
  events: number
  engaged: number
  interactive: number
  alone: number
  /** Numbers (`event.seq`) given out in it: events may have left. */
  size: number
  /** Events in it; null where an older version wrote it: `size`, then. */
  members: number | null
  /** When the last report came in after it was over; of a report that stands alone, when that was. */
  heard: number | null
  /** 1: a report in it names a pageview that has not been found. */
  owed: number | null
  /** Numbers of the pages its events name, as visit-pages.ts writes them. */
  pages: string | null
}

/** What decides whose visits are, and what is so far. */
export interface NamedVisit {
  id: number
  user: number | null
  person: number
  /** 1 for a report that stands alone: it says nothing of who is there. */
  stray: number
}
