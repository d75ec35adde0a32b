import { BoundedMap } from '../../bounded-map.ts'
import type { VisitSoFar } from '../../intake/visit.ts'
import type { Extents } from './extents.ts'
import type { Connection } from './open.ts'
import {
  grownValuesOf,
  type Visit,
  type VisitStatements,
  valuesOf,
  visitStatements,
} from './visit-rows.ts'

/** Visits of the file, the newest of each visitor kept at hand and written once a commit. */
export interface Visits {
  /** The visitor's visit that started last, server events that stand alone not counted. */
  latest(visitor: number): Visit | undefined
  /** What `continues` asks of a visit. */
  soFar(visit: Visit): VisitSoFar
  /** The visit is new or has changed. */
  put(visit: Visit): void
  /** Events were added to a visit that is stored: whose it is and when it began stay, and so its indexes. */
  grow(visit: Visit): void
  remove(visit: Visit): void
  /** All visits and lone events of the visitor, by start. */
  all(visitor: number): Visit[]
  /** Those that begin by `to` and are not over before `from`. */
  overlapping(visitor: number, from: number, to: number): Visit[]
  /** The visitor's visit that is open at a time: begun, and its last event no more than the timeout ago. */
  openAt(visitor: number, at: number, timeout: number): Visit | undefined
  /** The visit whose events lie around `at`; none at its very end, where the next may begin, unless it is the latest. */
  under(visitor: number, at: number, timeout: number): Visit | undefined
  /** The same of a person, whichever browser it is in. */
  personOpenAt(person: number, at: number, timeout: number): Visit | undefined
  /** Lone events in [from, to] of which nothing but the person was known. */
  alone(person: number, from: number, to: number): Visit[]
  /** Somebody has lone events from now on, so `alone` and `hasLone` have to look. */
  noteLone(): void
  hasLone(visitor: number): boolean
  /** The latest user that events of a visitor name before a time. */
  userBefore(visitor: number, at: number): number | null
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

export class SqliteVisits implements Visits {
  readonly #statements: VisitStatements
  readonly #extents: Extents
  readonly #originOf: (acquisition: number) => string
  /** The newest visit of a visitor; null when it has none. */
  readonly #newest = new BoundedMap<number, Visit | null>(30_000)
  /** Changed and not written yet. */
  readonly #dirty = new Map<number, Visit>()
  /** Of those, the ones that have only grown. */
  readonly #grown = new Map<number, Visit>()
  #anyLone: boolean

  constructor(db: Connection, extents: Extents, originOf: (acquisition: number) => string) {
    this.#statements = visitStatements(db)
    this.#extents = extents
    this.#originOf = originOf
    this.#anyLone = this.#statements.anyLone.get() !== undefined
  }

  /** The statements, once they would see what this transaction has put. */
  #written(): VisitStatements {
    this.flush()
    return this.#statements
  }

  #write(visit: Visit): void {
    this.#statements.upsert.run(...valuesOf(visit))
  }

  flush(): void {
    for (const visit of this.#dirty.values()) this.#write(visit)
    for (const visit of this.#grown.values()) this.#statements.grow.run(...grownValuesOf(visit))
    this.#dirty.clear()
    this.#grown.clear()
  }

  latest(visitor: number): Visit | undefined {
    const remembered = this.#newest.get(visitor)
    if (remembered !== undefined) return remembered ?? undefined
    const visit = this.#written().latest.get(visitor)
    this.#newest.set(visitor, visit ?? null)
    return visit
  }

  soFar(visit: Visit): VisitSoFar {
    return {
      last: visit.last,
      origin: visit.pageviews > 0 ? this.#originOf(visit.acquisition) : null,
      user: visit.person === visit.visitor ? null : visit.person,
    }
  }

  put(visit: Visit): void {
    this.#extents.cover(visit.id, visit.start, visit.last)
    if (visit.alone === 1) {
      this.#write(visit)
      return
    }
    this.#grown.delete(visit.id)
    this.#dirty.set(visit.id, visit)
    this.#noteNewest(visit)
  }

  grow(visit: Visit): void {
    this.#extents.cover(visit.id, visit.start, visit.last)
    const changed = this.#dirty.has(visit.id) ? this.#dirty : this.#grown
    changed.set(visit.id, visit)
    this.#noteNewest(visit)
  }

  #noteNewest(visit: Visit): void {
    const newest = this.#newest.get(visit.visitor)
    if (newest === null || (newest && newest.start <= visit.start))
      this.#newest.set(visit.visitor, visit)
  }

  remove(visit: Visit): void {
    this.#dirty.delete(visit.id)
    this.#grown.delete(visit.id)
    this.#statements.remove.run(visit.id)
    this.forget(visit.visitor)
  }

  noteNone(visitor: number): void {
    this.#newest.set(visitor, null)
  }

  forget(visitor: number): void {
    this.#newest.delete(visitor)
  }

  all(visitor: number): Visit[] {
    return this.#written().all.all(visitor)
  }

  overlapping(visitor: number, from: number, to: number): Visit[] {
    return this.#written().overlapping.all(visitor, to, from)
  }

  openAt(visitor: number, at: number, timeout: number): Visit | undefined {
    const newest = this.latest(visitor)
    if (!newest) return undefined
    if (newest.start <= at) return newest.last >= at - timeout ? newest : undefined
    return this.#written().openOfVisitor.get({ visitor, at, from: at - timeout })
  }

  under(visitor: number, at: number, timeout: number): Visit | undefined {
    const visit = this.openAt(visitor, at, timeout)
    if (!visit || at > visit.last) return undefined
    return at < visit.last || this.latest(visitor)?.id === visit.id ? visit : undefined
  }

  personOpenAt(person: number, at: number, timeout: number): Visit | undefined {
    return this.#written().openOfPerson.get({ person, at, from: at - timeout })
  }

  noteLone(): void {
    this.#anyLone = true
  }

  hasLone(visitor: number): boolean {
    return this.#anyLone && this.#statements.loneOf.get(visitor) !== undefined
  }

  alone(person: number, from: number, to: number): Visit[] {
    return this.#anyLone ? this.#statements.lone.all(person, from, to) : []
  }

  userBefore(visitor: number, at: number): number | null {
    return this.#written().userBefore.get(visitor, at) ?? null
  }

  latestOwner(visitor: number): number | null {
    const newest = this.latest(visitor)
    return newest && newest.person !== visitor ? newest.person : null
  }

  claim(visitor: number, user: number): number | null {
    const start = this.#written().firstOwn.get(visitor, visitor) ?? null
    this.#statements.claim.run({ visitor, user })
    this.forget(visitor)
    return start
  }
}
