import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { visitRules } from './visit-so-far.ts'

/** Visits and lone events that turn out to be of another row of `person`: they become its own, and are cut anew. */
export function adopt(book: Ledger, visitor: number, adopted: readonly Visit[]): void {
  for (const visit of adopted) {
    const { start, last, heard, user } = visit
    book.visits.give(visit, visitor)
    const end = Math.max(last, heard ?? 0)
    book.recuts.mark(visitor, { at: start - 1, last: end, named: user === null ? null : end })
  }
}

/** Server events that stood alone find the visit they fall into, once it is there and its person known. */

/** What the visit may adopt; where it made its browser's earlier visits somebody's, what those may. */
export function adoptOwned(book: Ledger, site: IntakeSite, visit: Visit, owner: number): void {
  const { visitor, person } = visit
  if (person === visitor) return
  const claimed = owner === visitor
  const own = claimed ? book.visits.near(visitor, { from: 0, to: visit.start }) : [visit]
  for (const one of own) adoptLone(book, site, one)
}

/** Server events of the person that came before the visit they fall into. */
export function adoptLone(book: Ledger, site: IntakeSite, visit: Visit): void {
  const { visitor, person, start, last } = visit
  // A browser's own lone events are cut with its visits.
  if (person === visitor) return
  adopt(book, visitor, book.visits.alone(person, start, last + visitRules(site).timeout_ms))
}
