import type { IntakeSite } from '../../config/intake-site.ts'
import { type Ledger, visitRules } from './ledger.ts'
import { rebuild } from './rebuild.ts'
import type { Visit } from './visit-rows.ts'

/** Server events that stood alone find the visit they fall into, once it is there and its person known. */

/** What the visit may adopt; where it made its browser's earlier visits somebody's, what those may. */
export function adoptOwned(book: Ledger, site: IntakeSite, visit: Visit, owner: number): void {
  const { visitor, person } = visit
  const claimed = owner === visitor && person !== owner
  const own = claimed ? book.visits.all(visitor).filter(({ alone }) => alone === 0) : [visit]
  for (const one of own) adoptLone(book, site, one)
}

/**
 * Server events of the person that came before the visit they fall into. `fewerThan`: each round must leave fewer
 * of them, because one that another user's presence keeps alone is found again and again.
 */
export function adoptLone(
  book: Ledger,
  site: IntakeSite,
  visit: Visit,
  fewerThan = Number.POSITIVE_INFINITY,
): void {
  const until = visit.last + visitRules(site).timeout_ms
  const adopted = book.visits.alone(visit.person, visit.start, until)
  if (adopted.length === 0 || adopted.length >= fewerThan) return
  const cut = rebuild(book, { site, visitor: visit.visitor, draft: null, adopted })
  // A visit that has grown may reach further ones.
  for (const grown of cut) adoptLone(book, site, grown, adopted.length)
}
