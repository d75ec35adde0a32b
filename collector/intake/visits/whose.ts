import { isBrowser, PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { isFollowUp } from '../../store/event-rows.ts'
import type { AcquiredEvent } from '../road.ts'
import type { Draft } from './draft.ts'
import { openAt, openOfPerson } from './open-visits.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'

/** Which row of `person` the event's browser is. A server that knows only the user means whichever one is in use. */
export function visitorOf(
  station: Station,
  site: IntakeSite,
  event: AcquiredEvent,
  draft: Draft,
): number {
  const { facts } = draft
  const visitor = browserOf(station, site, event, draft)
  if (event.visitor.kind !== PERSON_KIND.user || facts.page !== null) return visitor
  const timeout = visitRules(site).timeout_ms
  return openOfPerson(station.visits, visitor, facts.at, timeout)?.visitor ?? visitor
}

/**
 * A cookieless visit that is open since yesterday keeps yesterday's key, so that it survives midnight.
 *
 *     key of   ── Monday ──────────┃── Tuesday ──────────────────────
 *     events   23:40      23:55    ┃ 00:10        │ 01:00
 *     visit    └── Monday's visitor, open to 00:40┘ └── Tuesday's: nothing was open any more
 */
function browserOf(station: Station, site: IntakeSite, event: AcquiredEvent, draft: Draft): number {
  const { visitor } = event
  const { at } = event.received
  const { persons, visits } = station
  if (visitor.kind !== PERSON_KIND.cookieless)
    return persons.find(site.id, visitor.kind, visitor.key) ?? newcomer(station, site, event, draft)
  const timeout = visitRules(site).timeout_ms
  const today = persons.find(site.id, visitor.kind, visitor.key)
  if (today !== undefined && openAt(visits, today, at, timeout)) return today
  const key = visitor.yesterday()
  const yesterday = key ? persons.find(site.id, visitor.kind, key) : undefined
  const goesOn =
    yesterday !== undefined &&
    (openAt(visits, yesterday, at, timeout) || tellsOf(station, yesterday, draft))
  return goesOn ? yesterday : (today ?? newcomer(station, site, event, draft))
}

/** Whether it is a follow-up on a pageview of that visitor. */
function tellsOf({ engagement }: Station, visitor: number, { facts }: Draft): boolean {
  return facts.of !== null && typeof engagement.visitOf(visitor, facts) === 'object'
}

function newcomer(
  { persons, visits }: Station,
  site: IntakeSite,
  event: AcquiredEvent,
  { facts }: Draft,
): number {
  const { kind, key } = event.visitor
  // What comes from a page and is nobody's yet opens a visit.
  const opens = event.page && isBrowser(kind) && !isFollowUp(facts.name)
  const visitor = persons.add(site.id, kind, key, opens ? facts.at : undefined)
  // A user or an account may have been named before anything came from it; only a browser is sure to have no visit.
  if (isBrowser(kind)) visits.noteNone(visitor)
  return visitor
}
