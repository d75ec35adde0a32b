import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Visit } from '../../store/visits.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'

/**
 * Visits and lone events that turn out to be of another row of `person`: they become its own, and are cut anew.
 *
 *     user ann's own row     10:10 renewal, alone          (her server knows her, not her browser)
 *     browser b              10:00 pageview      10:20 pageview by ann
 *                            └ nobody's ───────────────┘   now b's visit is ann's, open from 10:00 to 10:50
 *     after                  10:00 · 10:10 · 10:20         one visit of b: the renewal lies in it
 */
export function adopt(station: Station, visitor: number, adopted: readonly Visit[]): void {
  for (const visit of adopted) {
    const { start, last, heard, user } = visit
    station.visits.give(visit, visitor)
    const end = Math.max(last, heard ?? 0)
    station.recuts.mark(visitor, { at: start - 1, last: end, named: user === null ? null : end })
  }
}

/**
 * Server events that stood alone find the visit they fall into, once it is there and its person known: those that this
 * visit may adopt; where it made its browser's earlier visits somebody's, what those may, too.
 */
export function adoptOwned(station: Station, site: IntakeSite, visit: Visit, owner: number): void {
  const { visitor, person } = visit
  if (person === visitor) return
  const claimed = owner === visitor
  const own = claimed ? station.visits.near(visitor, { from: 0, to: visit.start }) : [visit]
  for (const one of own) adoptLone(station, site, one)
}

/**
 * Server events of the person that came before the visit they fall into. Where that may have left the store with its events,
 * they go on standing alone, and are counted.
 */
export function adoptLone(station: Station, site: IntakeSite, visit: Visit): void {
  const { visitor, person, start, last } = visit
  // A browser's own lone events are cut with its visits.
  if (person === visitor) return
  const stretch = { from: start, to: last + visitRules(site).timeout_ms }
  const own = station.visits.alone(person, stretch)
  const mayJoin = (one: Visit) => station.held.mayJoin(site.id, one.start)
  for (const one of own.filter((lone) => !mayJoin(lone)))
    station.quality.count(site.id, one.start, 'trimmed', 'visit')
  adopt(station, visitor, own.filter(mayJoin))
}
