/** A visit, or an event that stands alone, with what its events add up to. */
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
  /** Events in it. */
  members: number
  /** When the last follow-up came in after it was over; of a follow-up that stands alone, when that was. */
  heard: number | null
  /** 1: a follow-up in it names a pageview that has not been found. */
  owed: number | null
  /** Numbers of the pages its events name, as visit-pages.ts writes them. */
  pages: string | null
}

/** What decides whose visits are, and what is so far. */
export type NamedVisit = Pick<Visit, 'id' | 'user' | 'person' | 'alone' | 'heard'>

/** A stretch of time in epoch ms, both ends included. */
export interface Stretch {
  from: number
  to: number
}

/**
 * Visits and events that stand alone. What is read is as it was put last; a change to it counts once it is put. `begins`:
 * when they start.
 */
export interface Visits {
  /** A number for a new one, which will start at `start`. */
  newId(site: number, start: number): number
  /** The visitor's visit that started last. */
  latest(visitor: number): Visit | undefined
  one(id: number): Visit | undefined
  /** It is new or has changed. */
  put(visit: Visit): void
  /** Events were added to a stored one: whose it is and when it began stay, so do `user`, `heard` and `owed`. */
  grow(visit: Visit): void
  remove(visit: Visit): void
  /** It is this visitor's now. */
  give(visit: Visit, visitor: number): void
  own(visit: number, person: number): void
  /** Both kinds, from an instant on, by start and number; of that instant, those of higher numbers than `after`. */
  from(visitor: number, begins: { from: number; after: number }, most: number): Visit[]
  /** The visit that began last by that time. */
  begun(visitor: number, at: number): Visit | undefined
  /** Visits, the latest first. */
  near(visitor: number, begins: Stretch): Visit[]
  /** Visits in which a follow-up came in after they were over, at `heard` or later; at most a thousand. */
  heardAfter(visitor: number, heard: number, begins: Stretch): Visit[]
  /** Both kinds, if they hold follow-ups whose pageview has not been found. */
  owing(visitor: number, begins: Stretch): Visit[]
  /** The latest visit that belongs to a person and whose last event is not before `last`. */
  ofPerson(person: number, begins: Stretch, last: number): Visit | undefined
  /** When the visitor's last follow-up came in that counts for an earlier visit or for none; 0 when none did. */
  heard(visitor: number): number
  /** Events that stand alone of which nothing but the person was known, by start. */
  alone(person: number, begins: Stretch): Visit[]
  /** A visitor's events that stand alone, by start; at most a thousand. */
  loneOf(visitor: number, begins: Stretch): Visit[]
  /** Whether a server's event stands alone then or later. */
  hasLone(visitor: number, since: number): boolean
  /** The latest user that events of a visitor name before a time; a follow-up that stands alone names nobody. */
  userBefore(visitor: number, at: number): number | null
  /** The first that they name at all. */
  firstUser(visitor: number): number | null
  /** Both kinds, by start. */
  named(visitor: number): NamedVisit[]
  /** All that belong to the visitor itself now belong to the user. Answers the start of its first visit among them. */
  claim(visitor: number, user: number): number | null
  /** The visitor is new: there is nothing to read. */
  noteNone(visitor: number): void
  /** Its visits were cut anew: nothing that is remembered of them may be trusted. */
  forget(visitor: number): void
}
