import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isCountedEvent, PAGEVIEW } from '../../store/event-rows.ts'
import { withPage } from '../../store/visit-pages.ts'
import type { Visit } from '../../store/visits.ts'
import type { Arrivals } from './arrivals.ts'
import type { Home, VisitRules, VisitSoFar } from './partition.ts'

export function visitRules(site: IntakeSite): VisitRules {
  return {
    timeout_ms: site.visit_timeout_minutes * 60_000,
    split_on_campaign: site.split_on_campaign,
  }
}

/** What `continues` asks of a visit. */
export function soFar(visit: Visit, arrivals: Arrivals): VisitSoFar {
  return {
    start: visit.start,
    last: visit.last,
    count: visit.members,
    origin: visit.pageviews > 0 ? arrivals.originOf(visit.acquisition) : null,
    user: visit.person === visit.visitor ? null : visit.person,
  }
}

/** What `takesIn` asks of a visit. */
export function homeOf({ start, members, user }: Visit): Home {
  return { start, count: members, named: user }
}

/** A visit with nothing in it yet. */
export function blankVisit(
  fixed: Pick<Visit, 'id' | 'visitor' | 'person' | 'client' | 'place' | 'alone'>,
  at: number,
): Visit {
  return {
    id: fixed.id,
    visitor: fixed.visitor,
    person: fixed.person,
    user: null,
    start: at,
    last: at,
    acquisition: 0,
    client: fixed.client,
    place: fixed.place,
    landing: null,
    exit: null,
    pageviews: 0,
    events: 0,
    engaged: 0,
    interactive: 0,
    alone: fixed.alone,
    size: 0,
    members: 0,
    heard: null,
    owed: null,
    pages: '',
  }
}

type Absorbed = Pick<
  EventFacts,
  'at' | 'name' | 'page' | 'user' | 'interactive' | 'engaged' | 'acquisition'
>

/** Takes an event that prolongs the visit, or falls into it, into the visit's figures. */
export function absorb(visit: Visit, event: Absorbed, arrival: () => number): void {
  visit.last = Math.max(visit.last, event.at)
  count(visit, event, arrival)
}

/** The same for a follow-up that comes in when the visit is over. */
export function absorbFollowUp(visit: Visit, event: Absorbed, arrival: () => number): void {
  visit.heard = Math.max(visit.heard ?? 0, event.at)
  count(visit, event, arrival)
}

function count(visit: Visit, event: Absorbed, arrival: () => number): void {
  const pageview = event.name === PAGEVIEW
  if (visit.acquisition === 0 || (pageview && visit.pageviews === 0)) visit.acquisition = arrival()
  visit.members += 1
  visit.user = event.user ?? visit.user
  visit.interactive |= event.interactive
  visit.pages = withPage(visit.pages, event.page)
  if (pageview) {
    visit.landing = visit.pageviews === 0 ? event.page : visit.landing
    visit.exit = event.page
    visit.pageviews += 1
    return
  }
  visit.events += isCountedEvent(event.name) ? 1 : 0
  visit.engaged += event.engaged ?? 0
}
