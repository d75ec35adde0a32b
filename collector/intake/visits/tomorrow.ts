import { PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, PAGEVIEW } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import type { AcquiredEvent } from '../road.ts'
import { adopt } from './adopt.ts'
import type { Draft } from './draft.ts'
import { openAt } from './open-visits.ts'
import { LONGEST_MS } from './partition.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'

interface Stored {
  visitor: number
  event: AcquiredEvent
  draft: Draft
}

/**
 * A late event can reach a visit that was filed under the next day's key, when nobody knew of what went before.
 *
 *     came first   ──────────────────────────┃ 00:10 Tuesday's   00:35 Tuesday's │ 01:20 Tuesday's
 *     comes late   23:45, Monday's           ┃
 *     reach        └─ to 00:15: 00:10 is chained, then to 00:40: 00:35 is, then to 01:05: 01:20 is not
 *     after        └─ 23:45 · 00:10 · 00:35 are one visit of Monday's visitor ───┘ └─ stays Tuesday's
 */
export function linkTomorrow(
  station: Station,
  site: IntakeSite,
  { visitor, event, draft }: Stored,
): void {
  const next = dayAfter(station, site, { visitor, event })
  if (next === undefined || next === visitor) return
  adopt(station, visitor, followUpsOn(station, next, draft.facts))
  const timeout = visitRules(site).timeout_ms
  const visit = openAt(station.visits, visitor, draft.facts.at, timeout)
  if (visit) adopt(station, visitor, chained(station, next, visit, timeout))
}

/** The visitor that the same browser is on the day after the one under whose key the event is filed. */
function dayAfter(
  { persons }: Station,
  site: IntakeSite,
  { visitor, event }: Pick<Stored, 'visitor' | 'event'>,
): number | undefined {
  const { kind, key, tomorrow } = event.visitor
  if (kind !== PERSON_KIND.cookieless) return undefined
  const own = persons.find(site.id, kind, key)
  if (own !== undefined && own !== visitor) return own
  const next = tomorrow()
  return next ? persons.find(site.id, kind, next) : undefined
}

/** What the next day's visitor did in one go with the visit. */
function chained({ visits }: Station, next: number, { start, last }: Visit, timeout: number) {
  const chain: Visit[] = []
  let reach = last
  for (const visit of visits.from(next, { from: start, after: -1 }, MOST_CHAINED)) {
    if (visit.start > reach + timeout) break
    chain.push(visit)
    if (visit.alone === 0) reach = Math.max(reach, visit.last)
  }
  return chain
}

const MOST_CHAINED = 10_000

/** What the next day's visitor told of a pageview that had not come yet. */
function followUpsOn(
  { visits, events }: Station,
  next: number,
  { name, at, id: pageview }: EventFacts,
) {
  if (name !== PAGEVIEW) return []
  return visits
    .loneOf(next, { from: at, to: at + LONGEST_MS })
    .filter(({ id, owed }) => owed !== null && events.ofVisit(id).some(({ of }) => of === pageview))
}
