import type { IntakeSite } from '../../config/intake-site.ts'
import { type AcquiredEvent, type Outcome, PERSON_KIND } from '../../intake/road.ts'
import { takeOver } from './consent.ts'
import type { Draft } from './draft.ts'
import type { EventFacts } from './events.ts'
import { type Ledger, ledger } from './ledger.ts'
import type { Connection } from './open.ts'
import { place } from './place.ts'
import { type Removal, removal } from './removal.ts'
import { seen } from './seen.ts'
import { settling } from './settle.ts'
import { linkTomorrow } from './tomorrow.ts'
import { idHash, packId } from './uid.ts'
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

export function writer(db: Connection, sites: () => ReadonlyMap<string, IntakeSite>): Writer {
  const book = ledger(db)
  const ids = seen(db)
  const settler = settling(db, book, sites)
  return {
    ...removal(db, book),
    store(site, event) {
      if (!ids.add(idHash(site.id, event.received.id))) return 'duplicate'
      const draft = draftOf(book, site, event)
      const visitor = visitorOf(book, site, event, draft)
      takeOver(book, site, visitor, event)
      place(book, site, visitor, draft)
      linkTomorrow(book, site, { visitor, event, draft })
      describe(book, event, visitor, draft.facts)
      return 'accepted'
    },
    flush() {
      settler.fresh()
      book.visits.flush()
      book.extents.flush()
      book.recuts.flush()
      book.reported.rest()
      ids.flush()
    },
    settle() {
      settler.one()
    },
    get isDue() {
      return settler.isDue
    },
  }
}

function draftOf(book: Ledger, site: IntakeSite, event: AcquiredEvent): Draft {
  const { interner, persons } = book
  const { received } = event
  const { user, account } = received.sender
  const where = whereabouts(book, site, event)
  const facts: EventFacts = {
    at: received.at,
    nth: received.nth || null,
    name: interner.name(received.name),
    page: where.page,
    title: received.title === null ? null : interner.title(received.title),
    acquisition: where.acquisition,
    query: event.query === null ? null : interner.query(event.query),
    uid: packId(received.id),
    engaged: received.engaged,
    scroll: received.scroll,
    of: received.of === null ? null : packId(received.of),
    amount: received.revenue?.amount ?? null,
    currency: received.revenue?.currency ?? null,
    props: received.props,
    user: user === null ? null : persons.id(site.id, PERSON_KIND.user, user),
    account: account === null ? null : persons.id(site.id, PERSON_KIND.account, account),
    interactive: Number(received.interactive),
  }
  const client = interner.client(event.client)
  return { id: received.id, facts, client, place: interner.place(event.place) }
}

/** Page and, for a pageview that came from somewhere, how. */
function whereabouts(
  { interner, spellings }: Ledger,
  site: IntakeSite,
  { page, landing, received }: AcquiredEvent,
): Pick<EventFacts, 'page' | 'acquisition'> {
  if (!page) return { page: null, acquisition: null }
  const id = interner.page(site.id, page)
  if (!landing) return { page: id, acquisition: null }
  spellings.note(site, landing, received.at)
  return { page: id, acquisition: interner.acquisition(site, landing, id) }
}

function describe(
  { persons }: Ledger,
  { received: { sender, at } }: AcquiredEvent,
  visitor: number,
  { user, account }: EventFacts,
): void {
  if (account === null && sender.traits === null) return
  persons.describe(user ?? visitor, at, { account, traits: sender.traits })
}
