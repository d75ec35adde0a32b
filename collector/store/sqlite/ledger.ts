import { campaignKey, visitKey } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import { Instants } from '../../intake/visits/instants.ts'
import type { Moment } from '../../intake/visits/partition.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isReport, PAGEVIEW } from '../event-rows.ts'
import type { Visits } from '../visits.ts'
import { type Events, events } from './events.ts'
import { type Extents, extents } from './extents.ts'
import { type Interner, interner } from './interner.ts'
import type { Connection } from './open.ts'
import { type Persons, persons } from './persons.ts'
import { type Recuts, recuts } from './recuts.ts'
import { type Reported, reported } from './reported.ts'
import { type Spellings, spellings } from './spellings.ts'
import { SqliteVisits } from './sqlite-visits.ts'
import { unpackId } from './uid.ts'

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
