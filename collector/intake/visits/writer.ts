import { PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Limits } from '../../store/changes.ts'
import type { EventFacts } from '../../store/event-rows.ts'
import type { May } from '../../store/sqlite/interner.ts'
import { type Ledger, ledger } from '../../store/sqlite/ledger.ts'
import type { Connection } from '../../store/sqlite/open.ts'
import type { Quality } from '../../store/sqlite/quality.ts'
import { seen } from '../../store/sqlite/seen.ts'
import { idHash, packId } from '../../store/sqlite/uid.ts'
import type { AddressShares } from '../address-shares.ts'
import { type Allowances, ANYTHING, allowances } from '../allowances.ts'
import type { AcquiredEvent, Outcome, Sender } from '../road.ts'
import { takeOver } from './consent.ts'
import { descriptions } from './descriptions.ts'
import type { Draft } from './draft.ts'
import { place } from './put-event.ts'
import { type Removal, removal } from './removal.ts'
import { settling } from './settle.ts'
import { linkTomorrow } from './tomorrow.ts'
import { visitorOf } from './whose.ts'

/** Puts events where they belong. Its caller owns the transaction; after a rollback it is made anew. */
export interface Writer extends Removal {
  store(site: IntakeSite, event: AcquiredEvent): Outcome
  /** Cuts visits that are due, as far as a commit goes, and writes what is kept back until the commit. */
  flush(): void
  /** Cuts a slice of the visits that earlier commits have left to be cut. */
  settle(): void
  /** Whether visits are left to be cut. */
  readonly isDue: boolean
}

/** What browsers may add, and where it is counted what they may not. */
export interface Bounds {
  limits: Limits
  now: () => number
  quality: Quality
  shares: AddressShares
}

export function writer(
  db: Connection,
  { limits, now, quality, shares }: Bounds,
  sites: () => ReadonlyMap<string, IntakeSite>,
): Writer {
  const room = allowances(db, limits, { now, quality, shares })
  const book = ledger(db)
  const ids = seen(db)
  const told = descriptions(db)
  const settler = settling(db, book, sites)
  return {
    ...removal(db, book),
    store(site, event) {
      if (!ids.add(idHash(site.id, event.received.id))) return 'duplicate'
      const draft = draftOf(book, site, event, room)
      const visitor = visitorOf(book, site, event, draft)
      takeOver(book, site, visitor, event)
      place(book, site, visitor, draft)
      linkTomorrow(book, site, { visitor, event, draft })
      const { user, account } = draft.facts
      if (!told.note(site, event.received, { visitor, user, account }))
        quality.count(site.id, now(), 'trimmed', 'trust_traits')
      return 'accepted'
    },
    flush() {
      settler.fresh()
      book.visits.flush()
      book.extents.flush()
      book.recuts.flush()
      book.reported.rest()
      ids.flush()
      room.flush()
    },
    settle() {
      settler.one()
    },
    get isDue() {
      return settler.isDue
    },
  }
}

function draftOf(book: Ledger, site: IntakeSite, event: AcquiredEvent, room: Allowances): Draft {
  const { interner } = book
  const { received } = event
  const { trusted, ip } = received.sender
  const from = { site: site.id, ip }
  const may = trusted ? ANYTHING : room.of(from)
  const where = whereabouts(book, site, event, may.page)
  const { props, keys } = received
  const facts: EventFacts = {
    at: received.at,
    nth: received.nth,
    name: interner.name(received.name, may.name),
    page: where.page,
    title: received.title === null ? null : interner.title(received.title, may.title),
    acquisition: where.acquisition,
    query: event.query === null ? null : interner.query(event.query),
    uid: packId(received.id),
    engaged: received.engaged,
    scroll: received.scroll,
    of: received.of === null ? null : packId(received.of),
    amount: received.revenue?.amount ?? null,
    currency: received.revenue?.currency ?? null,
    props: props === null || trusted ? props : room.known(from, keys, props),
    ...peopleOf(book, site, received.sender),
    interactive: Number(received.interactive),
  }
  const client = interner.client(event.client)
  return { id: received.id, facts, client, place: interner.place(event.place) }
}

function peopleOf(
  { persons }: Ledger,
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
  { interner, spellings }: Ledger,
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
