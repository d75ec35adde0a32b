import { campaignKey, visitKey } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../config/intake-site.ts'
import type { Moment, VisitRules } from '../../intake/visit.ts'
import { type EventFacts, type Events, events, isCountedEvent, PAGEVIEW } from './events.ts'
import { type Extents, extents } from './extents.ts'
import { type Interner, interner } from './interner.ts'
import type { Connection } from './open.ts'
import { type Persons, persons } from './persons.ts'
import { type Spellings, spellings } from './spellings.ts'
import { withPage } from './visit-pages.ts'
import type { Visit } from './visit-rows.ts'
import { SqliteVisits, type Visits } from './visits.ts'

/** The tables an event is written to, each behind its own small interface, over one connection. */
export interface Ledger {
  interner: Interner
  spellings: Spellings
  persons: Persons
  extents: Extents
  visits: Visits
  events: Events
  /** What the visit station asks of an event. */
  moment(event: EventFacts, id: string): Moment
  /** How a visit that begins with this event came. */
  arrival(site: IntakeSite, event: EventFacts): number
}

/** Nothing known: how a visit without tags, click id or referrer came. */
const DIRECT: AcquisitionFacts = { tags: {}, click_type: null, referrer: null }

/** What an acquisition row means for where visits begin. */
type Came = Pick<Moment, 'origin' | 'campaign'> & { origin: string }
const NOTHING = { origin: null, campaign: null }

export function ledger(db: Connection): Ledger {
  const numbers = interner(db)
  const shelf = extents(db)
  const known = new BoundedMap<number, Came>(50_000)
  const factsOf = db.prepare('select facts from acquisition where id = ?').pluck()
  const direct: Came = { origin: visitKey(DIRECT), campaign: null }

  function came(acquisition: number | null): Came {
    if (acquisition === null) return direct
    const remembered = known.get(acquisition)
    if (remembered) return remembered
    const facts = JSON.parse(factsOf.get(acquisition) as string) as AcquisitionFacts
    const fresh = { origin: visitKey(facts), campaign: campaignKey(facts) }
    known.set(acquisition, fresh)
    return fresh
  }

  return {
    interner: numbers,
    spellings: spellings(db),
    persons: persons(db),
    extents: shelf,
    visits: new SqliteVisits(db, shelf, (acquisition) => came(acquisition).origin),
    events: events(db),
    moment(event, id) {
      const { origin, campaign } = event.name === PAGEVIEW ? came(event.acquisition) : NOTHING
      return {
        at: event.at,
        id,
        opens: event.page !== null,
        origin,
        campaign,
        user: event.user,
      }
    },
    arrival(site, event) {
      if (event.name !== PAGEVIEW) return numbers.acquisition(site, DIRECT, null)
      if (event.acquisition !== null || event.page === null) return event.acquisition ?? 0
      return numbers.acquisition(site, DIRECT, event.page)
    },
  }
}

export function visitRules(site: IntakeSite): VisitRules {
  return {
    timeout_ms: site.visit_timeout_minutes * 60_000,
    split_on_campaign: site.split_on_campaign,
  }
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
    pages: '',
  }
}

/** Takes the event, not earlier than the visit's last, into the visit's figures. */
export function absorb(visit: Visit, event: EventFacts, arrival: () => number): void {
  const pageview = event.name === PAGEVIEW
  if (visit.acquisition === 0 || (pageview && visit.pageviews === 0)) visit.acquisition = arrival()
  visit.last = Math.max(visit.last, event.at)
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
