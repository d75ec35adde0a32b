import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Visit } from '../../store/visits.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'

/** Visits and lone events that turn out to be of another row of `person`: they become its own, and are cut anew. */
export function adopt(station: Station, visitor: number, adopted: readonly Visit[]): void {
  for (const visit of adopted) {
    const { start, last, heard, user } = visit
    station.visits.give(visit, visitor)
    const end = Math.max(last, heard ?? 0)
    station.recuts.mark(visitor, { at: start - 1, last: end, named: user === null ? null : end })
  }
}

/** Server events that stood alone find the visit they fall into, once it is there and its person known. */

/** What the visit may adopt; where it made its browser's earlier visits somebody's, what those may. */
export function adoptOwned(station: Station, site: IntakeSite, visit: Visit, owner: number): void {
  const { visitor, person } = visit
  if (person === visitor) return
  const claimed = owner === visitor
  const own = claimed ? station.visits.near(visitor, { from: 0, to: visit.start }) : [visit]
  for (const one of own) adoptLone(station, site, one)
}

/** Server events of the person that came before the visit they fall into. */
export function adoptLone(station: Station, site: IntakeSite, visit: Visit): void {
  const { visitor, person, start, last } = visit
  // A browser's own lone events are cut with its visits.
  if (person === visitor) return
  adopt(
    station,
    visitor,
    station.visits.alone(person, { from: start, to: last + visitRules(site).timeout_ms }),
  )
}
