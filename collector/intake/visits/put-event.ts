import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isFollowUp, PAGEVIEW } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import { adoptOwned } from './adopt.ts'
import { countEngagement } from './count-engagement.ts'
import { blankAt, type Draft } from './draft.ts'
import { insert, lay } from './late.ts'
import { momentOf } from './moment.ts'
import { latestOwner } from './open-visits.ts'
import { continues, takesIn } from './partition.ts'
import type { Station } from './station.ts'
import { absorb, absorbFollowUp, blankVisit, homeOf, soFar, visitRules } from './visit-so-far.ts'

/** Puts an event of a visitor where it belongs: what comes in time order goes straight there, the rest is for late.ts. */
export function putEvent(station: Station, site: IntakeSite, visitor: number, draft: Draft): void {
  const { facts } = draft
  const latest = station.visits.latest(visitor)
  const late = isLate(station, visitor, latest, facts)
  if (late || facts.at === latest?.last) facts.at = station.instants.roomAt(visitor, facts.at)
  if (!late) follow(station, site, { visitor, latest }, draft)
  else if (!insert(station, site, visitor, draft)) lay(station, site, visitor, draft)
}

/** Where an event goes that nothing there depends on. */
function follow(
  station: Station,
  site: IntakeSite,
  { visitor, latest }: { visitor: number; latest: Visit | undefined },
  draft: Draft,
): void {
  const { visits } = station
  const moment = momentOf(station.arrivals, draft.facts)
  if (latest && continues(soFar(latest, station.arrivals), moment, visitRules(site))) {
    const owner = latest.person
    append(station, site, latest, draft)
    adoptOwned(station, site, latest, owner)
  } else if (moment.opens) {
    const owner = latestOwner(visits, visitor) ?? visitor
    adoptOwned(station, site, openVisit(station, site, { visitor, owner }, draft), owner)
  } else if (!(moment.tells && tell(station, site, visitor, draft))) {
    standAlone(station, site, visitor, draft)
  }
}

/** Whether what is there already may depend on it. */
function isLate(
  { visits, recuts }: Station,
  visitor: number,
  latest: Visit | undefined,
  facts: EventFacts,
): boolean {
  if (latest && !follows(latest, facts)) return true
  if (visits.heard(visitor) >= facts.at || visits.hasLone(visitor, latest?.last ?? 0)) return true
  return recuts.size > 0 && recuts.has(visitor)
}

/** Nothing about the visit depends on which came first: the event is later, or as late and neither opens nor names. */
function follows(latest: Visit, event: EventFacts): boolean {
  if (event.at !== latest.last) return event.at > latest.last
  return event.name !== PAGEVIEW && event.user === null
}

function append(station: Station, site: IntakeSite, visit: Visit, { facts }: Draft): void {
  const seq = visit.size
  const isTold = seq === 0 || (facts.user !== null && facts.user !== visit.user)
  visit.size += 1
  absorb(visit, facts, () => station.arrivals.of(site, facts))
  station.events.insert({ visit: visit.id, seq }, facts)
  if (facts.name === PAGEVIEW) {
    station.events.noteView(visit.id, facts.at)
    station.engagement.noteView(visit, seq, facts.id)
  }
  if (isTold) station.visits.put(visit)
  else station.visits.grow(visit)
  countEngagement(station, visit, facts)
  identify(station, visit, facts.user)
}

/** A follow-up that finds no visit open counts for that of its pageview; false when there is none. */
function tell(station: Station, site: IntakeSite, visitor: number, draft: Draft): boolean {
  const { facts } = draft
  const found = station.engagement.visitOf(visitor, facts)
  if (found === 'unknown') {
    lay(station, site, visitor, draft)
    return true
  }
  const home =
    typeof found === 'object' ? station.visits.one(found.visit) : station.visits.latest(visitor)
  if (!home || !takesIn(homeOf(home), facts)) return false
  const seq = home.size
  home.size += 1
  absorbFollowUp(home, facts, () => station.arrivals.of(site, facts))
  station.events.insert({ visit: home.id, seq }, facts)
  station.visits.put(home)
  countEngagement(station, home, facts)
  return true
}

/** An event that belongs to no visit. One that tells who is there may change what comes after. */
function standAlone(station: Station, site: IntakeSite, visitor: number, draft: Draft): void {
  const { facts } = draft
  if (facts.user !== null && facts.user !== visitor) {
    lay(station, site, visitor, draft)
    return
  }
  const visit = blankAt(station, site, visitor, draft)
  visit.person = latestOwner(station.visits, visitor) ?? visitor
  visit.size += 1
  const take = isFollowUp(facts.name) ? absorbFollowUp : absorb
  take(visit, facts, () => station.arrivals.of(site, facts))
  station.events.insert({ visit: visit.id, seq: 0 }, facts)
  station.visits.put(visit)
  countEngagement(station, visit, facts)
}

function openVisit(
  station: Station,
  site: IntakeSite,
  { visitor, owner }: { visitor: number; owner: number },
  draft: Draft,
): Visit {
  const { at } = draft.facts
  const id = station.visits.newId(site.id, at)
  const { client, place: where } = draft
  const visit = blankVisit({ id, visitor, person: owner, client, place: where, alone: 0 }, at)
  append(station, site, visit, draft)
  station.persons.startsAt(visit.person, at)
  return visit
}

/** A user gets the visits of its browser that belong to nobody yet; another user's stay theirs. */
function identify(station: Station, visit: Visit, user: number | null): void {
  if (user === null || user === visit.person) return
  const claims = visit.person === visit.visitor
  visit.person = user
  station.visits.put(visit)
  const first = claims ? station.visits.claim(visit.visitor, user) : null
  station.persons.startsAt(user, Math.min(visit.start, first ?? visit.start))
}
