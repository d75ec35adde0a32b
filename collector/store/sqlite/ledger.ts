import { campaignKey, visitKey } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { Moment, VisitRules } from '../../intake/visit.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import {
  type EventFacts,
  type Events,
  events,
  isCountedEvent,
  isReport,
  PAGEVIEW,
} from './events.ts'
import { type Extents, extents } from './extents.ts'
import { Instants } from './instants.ts'
import { type Interner, interner } from './interner.ts'
import type { Connection } from './open.ts'
import { type Persons, persons } from './persons.ts'
import { type Recuts, recuts } from './recuts.ts'
import { type Reported, reported } from './reported.ts'
import { type Spellings, spellings } from './spellings.ts'
import { SqliteVisits } from './sqlite-visits.ts'
import { unpackId } from './uid.ts'
import { withPage } from './visit-pages.ts'
import type { Visit } from './visit-rows.ts'
import { membersOf, type Visits } from './visits.ts'

/** The tables an event is written to, each behind its own small interface, over one connection. */
export interface Ledger {
  interner: Interner
  spellings: Spellings
  persons: Persons
  extents: Extents
  visits: Visits
  events: Events
  reported: Reported
  recuts: Recuts
  instants: Instants
  /** What the visit station asks of an event. */
  moment(event: EventFacts, id: string): Moment
  /** The campaign and the origin that an event means for where visits begin. */
  came(event: Pick<EventFacts, 'name' | 'acquisition'>): Pick<Moment, 'origin' | 'campaign'>
  /** How a visit that begins with this event came. */
  arrival(site: IntakeSite, event: Pick<EventFacts, 'name' | 'page' | 'acquisition'>): number
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

  const cameBy: Ledger['came'] = ({ name, acquisition }) =>
    name === PAGEVIEW ? came(acquisition) : NOTHING
  const visits = new SqliteVisits(db, shelf, (acquisition) => came(acquisition).origin)

  return {
    interner: numbers,
    spellings: spellings(db),
    persons: persons(db),
    extents: shelf,
    visits,
    events: events(db),
    reported: reported(db, visits),
    recuts: recuts(db),
    instants: new Instants(),
    came: cameBy,
    moment(event, id) {
      const { origin, campaign } = cameBy(event)
      const { at, nth, user } = event
      const tells = isReport(event.name)
      const of = event.of === null ? null : unpackId(event.of)
      const opens = event.page !== null && !tells
      return { at, nth: nth ?? 0, id, opens, tells, of, origin, campaign, user }
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

/** The same for a report that comes in when the visit is over. */
export function absorbReport(visit: Visit, event: Absorbed, arrival: () => number): void {
  visit.heard = Math.max(visit.heard ?? 0, event.at)
  count(visit, event, arrival)
}

function count(visit: Visit, event: Absorbed, arrival: () => number): void {
  const pageview = event.name === PAGEVIEW
  if (visit.acquisition === 0 || (pageview && visit.pageviews === 0)) visit.acquisition = arrival()
  visit.members = membersOf(visit) + 1
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
