import { PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isFollowUp } from '../../store/event-rows.ts'
import type { May } from '../../store/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { type Allowances, ANYTHING } from '../allowances.ts'
import type { AcquiredEvent, Sender } from '../road.ts'
import type { Station } from './station.ts'
import { blankVisit } from './visit-so-far.ts'

/** An event that is not stored yet, with what its visit would need of it. */
export interface Draft {
  facts: EventFacts
  client: number
  place: number
}

/** The event with numbers for all that repeats, as far as its sender may add such. */
export function draftOf(
  station: Station,
  site: IntakeSite,
  event: AcquiredEvent,
  room: Allowances,
): Draft {
  const { interner } = station
  const { received } = event
  const { trusted, ip } = received.sender
  const from = { site: site.id, ip }
  const may = trusted ? ANYTHING : room.of(from)
  const where = whereabouts(station, site, event, may.page)
  const { props, keys } = received
  const facts: EventFacts = {
    at: received.at,
    nth: received.nth,
    name: interner.name(received.name, may.name),
    page: where.page,
    title: received.title === null ? null : interner.title(received.title, may.title),
    acquisition: where.acquisition,
    query: event.query === null ? null : interner.query(event.query),
    id: received.id,
    engaged: received.engaged,
    scroll: received.scroll,
    of: received.of,
    amount: received.revenue?.amount ?? null,
    currency: received.revenue?.currency ?? null,
    order_id: received.revenue === null ? null : received.order,
    subscription: received.subscription,
    props: props === null || trusted ? props : room.known(from, keys, props),
    ...peopleOf(station, site, received.sender),
    interactive: Number(received.interactive),
  }
  const client = interner.client(event.client)
  return { facts, client, place: interner.place(event.place) }
}

function peopleOf(
  { persons }: Station,
  { id }: IntakeSite,
  { user, account }: Sender,
): Pick<EventFacts, 'user' | 'account'> {
  return {
    user: user === null ? null : persons.id(id, PERSON_KIND.user, user),
    account: account === null ? null : persons.id(id, PERSON_KIND.account, account),
  }
}

/** Page and, for a pageview that came from somewhere, how. */
function whereabouts(
  { interner, spellings }: Station,
  site: IntakeSite,
  { page, landing, received }: AcquiredEvent,
  may: May,
): Pick<EventFacts, 'page' | 'acquisition'> {
  if (!page) return { page: null, acquisition: null }
  const id = interner.page(site, page, may)
  if (!landing) return { page: id, acquisition: null }
  spellings.note(site, landing, received.at)
  return { page: id, acquisition: interner.acquisition(site, landing, id) }
}

/** A row with nothing in it yet, at the time of an event that fits no visit: a visit if it may open one. */
export function blankAt(
  station: Station,
  site: IntakeSite,
  visitor: number,
  { facts, client, place }: Draft,
): Visit {
  const id = station.visits.newId(site.id, facts.at)
  const opens = facts.page !== null && !isFollowUp(facts.name)
  const alone = opens ? 0 : 1
  return blankVisit({ id, visitor, person: visitor, client, place, alone }, facts.at)
}
