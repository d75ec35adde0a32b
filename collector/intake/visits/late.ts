import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isFollowUp, PAGEVIEW } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import { countEngagement } from './count-engagement.ts'
import { blankAt, type Draft } from './draft.ts'
import { openAt, under } from './open-visits.ts'
import { MOST_EVENTS } from './partition.ts'
import type { Station } from './station.ts'
import { absorb, absorbFollowUp, visitRules } from './visit-so-far.ts'

/** Events that a visit takes until it is cut anew; more of them make one of their own, so that none grows for ever. */
const ROOM = 2 * MOST_EVENTS

/**
 * A late event that changes nothing about where its visit begins, ends or came from is only added: the visit need
 * not be cut again, however long it is. False when it might change more.
 *
 *     visit            10:00 landing ──── 10:20 page ──── 10:40 exit
 *     10:10 page         only added: landing, exit and window stay
 *     10:10 ?utm=b       may cut the visit in two: laid, and cut again
 *     09:50 page         would be the landing: laid, and cut again; so is 10:55, which may reach a visit at 11:20
 */
export function insert(
  station: Station,
  site: IntakeSite,
  visitor: number,
  { facts }: Draft,
): boolean {
  const { visits, events } = station
  const visit = joined(station, site, visitor, facts)
  if (!visit) return false
  const { exit } = visit
  const seq = visit.size
  visit.size += 1
  const isExit =
    facts.name === PAGEVIEW && facts.at > (events.pageviewSpan(visit.id, visit.size)?.last ?? 0)
  absorb(visit, facts, () => visit.acquisition)
  if (!isExit) visit.exit = exit
  events.insert({ visit: visit.id, seq }, facts)
  if (facts.name === PAGEVIEW) {
    events.noteView(visit.id, facts.at)
    station.engagement.noteView(visit, seq, facts.id)
  }
  visits.grow(visit)
  countEngagement(station, visit, facts)
  return true
}

/** The visit around an event that names no campaign and nobody new, where no server event waits for a visit. */
function joined(
  station: Station,
  site: IntakeSite,
  visitor: number,
  facts: EventFacts,
): Visit | undefined {
  const { visits, events, recuts } = station
  if (facts.acquisition !== null || facts.page === null || recuts.has(visitor)) return undefined
  const visit = under(visits, visitor, facts.at, visitRules(site).timeout_ms)
  if (!visit || visits.hasLone(visitor, visit.start) || visit.members >= MOST_EVENTS)
    return undefined
  if (facts.user !== null && facts.user !== visit.user) return undefined
  if (facts.name !== PAGEVIEW) return visit
  const views = events.pageviewSpan(visit.id, visit.size)
  // Before the first, or with the first or the last of them in one instant: it may be another landing, another exit.
  if (!views || facts.at <= views.first || facts.at === views.last) return undefined
  return station.engagement.lastOwed(visitor, facts) === null ? visit : undefined
}

/**
 * Stores it where it seems to belong, and has the visits around cut anew.
 *
 *     visits    a 10:00 ─ 10:10      b 10:50 ─ 11:00        no gap over 30 minutes is left with it:
 *     late                  10:35 ┘                         laid in a, due from 10:35 − 1 ms, cut to one visit
 */
export function lay(station: Station, site: IntakeSite, visitor: number, draft: Draft): void {
  const { visits, recuts, engagement } = station
  const { facts } = draft
  const { at, user } = facts
  const isView = facts.name === PAGEVIEW
  const owed = isView ? (engagement.lastOwed(visitor, facts) ?? at) : at
  const open = openAt(visits, visitor, at, visitRules(site).timeout_ms)
  const visit = open && open.size < ROOM ? open : blankAt(station, site, visitor, draft)
  visit.size += 1
  const take = visit.alone === 1 && isFollowUp(facts.name) ? absorbFollowUp : absorb
  take(visit, facts, () => station.arrivals.of(site, facts))
  station.events.insert({ visit: visit.id, seq: visit.size - 1 }, facts)
  if (isView) station.events.noteView(visit.id, at)
  visits.put(visit)
  countEngagement(station, visit, facts)
  recuts.mark(visitor, { at: at - 1, last: Math.max(at, owed), named: user === null ? null : at })
}
