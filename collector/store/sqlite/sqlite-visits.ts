import { BoundedMap } from '../../bounded-map.ts'
import type { NamedVisit, Stretch, Visit, Visits } from '../visits.ts'
import type { Extents } from './extents.ts'
import type { Connection } from './open.ts'
import { grownValuesOf, type VisitStatements, valuesOf, visitStatements } from './visit-rows.ts'

export class SqliteVisits implements Visits {
  readonly #statements: VisitStatements
  readonly #extents: Extents
  /** The newest visit of a visitor; null when it has none. */
  readonly #newest = new BoundedMap<number, Visit | null>(30_000)
  /** When a visitor's last late follow-up came in; 0 for never. */
  readonly #heard = new BoundedMap<number, number>(30_000)
  /** Changed and not written yet. */
  readonly #dirty = new Map<number, Visit>()
  /** Of those, the ones that have only grown. */
  readonly #grown = new Map<number, Visit>()
  #anyLone: boolean

  constructor(db: Connection, extents: Extents) {
    this.#statements = visitStatements(db)
    this.#extents = extents
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

  newId(site: number, start: number): number {
    return this.#extents.allocate(site, start)
  }

  /** Writes what is put and not written yet. */
  flush(): void {
    for (const visit of this.#dirty.values()) this.#write(visit)
    for (const visit of this.#grown.values()) this.#statements.grow.run(...grownValuesOf(visit))
    this.#dirty.clear()
    this.#grown.clear()
  }

  latest(visitor: number): Visit | undefined {
    const remembered = this.#newest.get(visitor)
    if (remembered !== undefined) return remembered ?? undefined
    const visit = this.begun(visitor, Number.MAX_SAFE_INTEGER)
    this.#newest.set(visitor, visit ?? null)
    return visit
  }

  one(id: number): Visit | undefined {
    return this.#dirty.get(id) ?? this.#grown.get(id) ?? this.#statements.one.get(id)
  }

  put(visit: Visit): void {
    this.#cover(visit)
    if (visit.heard !== null && visit.heard > (this.#heard.get(visit.visitor) ?? 0))
      this.#heard.delete(visit.visitor)
    if (visit.alone === 1) {
      this.#anyLone = true
      this.#write(visit)
      return
    }
    this.#grown.delete(visit.id)
    this.#dirty.set(visit.id, visit)
    this.#noteNewest(visit)
  }

  grow(visit: Visit): void {
    this.#cover(visit)
    const changed = this.#dirty.has(visit.id) ? this.#dirty : this.#grown
    changed.set(visit.id, visit)
    this.#noteNewest(visit)
  }

  #cover({ id, start, last, heard }: Visit): void {
    this.#extents.cover(id, start, heard !== null && heard > last ? heard : last)
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

  give(visit: Visit, visitor: number): void {
    this.#written().give.run(visitor, visit.id)
    this.forget(visit.visitor)
    this.forget(visitor)
  }

  own(visit: number, person: number): void {
    this.#written().own.run(person, visit)
  }

  noteNone(visitor: number): void {
    this.#newest.set(visitor, null)
    this.#heard.set(visitor, 0)
  }

  forget(visitor: number): void {
    this.#newest.delete(visitor)
    this.#heard.delete(visitor)
  }

  from(visitor: number, begins: { from: number; after: number }, most: number): Visit[] {
    return this.#written().from.all({ visitor, ...begins, most })
  }

  begun(visitor: number, at: number): Visit | undefined {
    return this.#written().begun.get(visitor, at)
  }

  near(visitor: number, { from, to }: Stretch): Visit[] {
    return this.#written().near.all({ visitor, from, to })
  }

  heardAfter(visitor: number, heard: number, { from, to }: Stretch): Visit[] {
    return this.#written().heardAfter.all({ visitor, heard, from, to })
  }

  owing(visitor: number, { from, to }: Stretch): Visit[] {
    return this.#written().owing.all({ visitor, from, to })
  }

  ofPerson(person: number, begins: Stretch, last: number): Visit | undefined {
    return this.#written().ofPerson.get({ person, ...begins, last })
  }

  heard(visitor: number): number {
    const known = this.#heard.get(visitor)
    if (known !== undefined) return known
    const heard = this.#written().heard.get(visitor) ?? 0
    this.#heard.set(visitor, heard)
    return heard
  }

  hasLone(visitor: number, since: number): boolean {
    return this.#anyLone && this.#statements.loneSince.get(visitor, since) !== undefined
  }

  alone(person: number, { from, to }: Stretch): Visit[] {
    return this.#anyLone ? this.#statements.lone.all(person, from, to) : []
  }

  loneOf(visitor: number, { from, to }: Stretch): Visit[] {
    return this.#anyLone ? this.#statements.loneOf.all(visitor, from, to) : []
  }

  userBefore(visitor: number, at: number): number | null {
    return this.#written().userBefore.get({ visitor, at })?.user ?? null
  }

  firstUser(visitor: number): number | null {
    return this.#written().firstUser.get({ visitor })?.user ?? null
  }

  named(visitor: number): NamedVisit[] {
    return this.#written().named.all(visitor)
  }

  claim(visitor: number, user: number): number | null {
    const start = this.#written().firstOwn.get(visitor, visitor) ?? null
    this.#statements.claim.run({ visitor, user })
    this.forget(visitor)
    return start
  }
}
