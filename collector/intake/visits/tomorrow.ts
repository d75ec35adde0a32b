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

export interface Stored {
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

/**
 * Late events of a commit, looked at once more when their visits are cut: what stood alone may have made these reach on.
 *
 *     came first   23:37 Monday's exposure, alone ┃ 00:00 Tuesday's
 *     comes late   23:12, Monday's: reaches to 23:42, and once it is cut with the exposure to 00:07
 */
export interface LateLinks {
  note(site: IntakeSite, stored: Stored): void
  /** Call when the visits are cut. */
  link(): void
}

export function lateLinks(station: Station): LateLinks {
  const latest = new Map<number, { site: IntakeSite; stored: Stored }>()
  return {
    note(site, stored) {
      const { visitor, event, draft } = stored
      if (event.visitor.kind !== PERSON_KIND.cookieless || !station.recuts.has(visitor)) return
      const known = latest.get(visitor)?.stored.draft.facts.at ?? 0
      if (draft.facts.at >= known) latest.set(visitor, { site, stored })
    },
    link() {
      for (const { site, stored } of latest.values()) linkTomorrow(station, site, stored)
      latest.clear()
    },
  }
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
    // A follow-up that stood alone falls into the visit, and keeps it open.
    reach = Math.max(reach, visit.alone === 0 ? visit.last : visit.start)
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
