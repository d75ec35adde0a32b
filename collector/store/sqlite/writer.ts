import type { IntakeSite } from '../../config/intake-site.ts'
import { type AcquiredEvent, type Outcome, PERSON_KIND } from '../../intake/road.ts'
import { continues } from '../../intake/visit.ts'
import { adoptLone, adoptOwned } from './adopt.ts'
import { type Allowances, ANYTHING, allowances, type Limits } from './allowances.ts'
import { descriptions } from './descriptions.ts'
import { type EventFacts, PAGEVIEW } from './events.ts'
import type { May } from './interner.ts'
import { absorb, blankVisit, type Ledger, ledger, visitRules } from './ledger.ts'
import type { Connection } from './open.ts'
import type { Quality } from './quality.ts'
import { type Draft, rebuild } from './rebuild.ts'
import { seen } from './seen.ts'
import { idHash, packId } from './uid.ts'
import type { Visit } from './visit-rows.ts'

/** Puts events where they belong. Its caller owns the transaction; after a rollback it is made anew. */
export interface Writer {
  store(site: IntakeSite, event: AcquiredEvent): Outcome
  /** Writes what is kept back until the commit. */
  flush(): void
}

/** What browsers may add, and where it is counted what they may not. */
export interface Bounds {
  limits: Limits
  now: () => number
  quality: Quality
}

export function writer(db: Connection, { limits, now, quality }: Bounds): Writer {
  const room = allowances(db, limits, { now, quality })
  const book = ledger(db)
  const ids = seen(db)
  const told = descriptions(db)
  return {
    store(site, event) {
      if (!ids.add(idHash(site.id, event.received.id))) return 'duplicate'
      const draft = draftOf(book, site, event, room)
      const visitor = visitorOf(book, site, event, draft)
      place(book, site, visitor, draft)
      linkTomorrow(book, site, visitor, event)
      const { user, account } = draft.facts
      if (!told.note(site, event.received, { visitor, user, account }))
        quality.count(site.id, now(), 'trimmed', 'trust_traits')
      return 'accepted'
    },
    flush() {
      book.visits.flush()
      book.extents.flush()
      ids.flush()
      room.flush()
    },
  }
}

function draftOf(book: Ledger, site: IntakeSite, event: AcquiredEvent, room: Allowances): Draft {
  const { interner, persons } = book
  const { received } = event
  const { user, account, trusted } = received.sender
  const may = trusted ? ANYTHING : room.of(site.id)
  const where = whereabouts(book, site, event, may.page)
  const { props, keys } = received
  const facts: EventFacts = {
    at: received.at,
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
    props: props === null || trusted ? props : room.known(site.id, keys, props),
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
  may: May,
): Pick<EventFacts, 'page' | 'acquisition'> {
  if (!page) return { page: null, acquisition: null }
  const id = interner.page(site, page, may)
  if (!landing) return { page: id, acquisition: null }
  spellings.note(site, landing, received.at)
  return { page: id, acquisition: interner.acquisition(site, landing, id) }
}

/** Which row of `person` the event's browser is. A server that knows only the user means whichever one is in use. */
function visitorOf(book: Ledger, site: IntakeSite, event: AcquiredEvent, { facts }: Draft): number {
  const visitor = browserOf(book, site, event)
  if (event.visitor.kind !== PERSON_KIND.user || facts.page !== null) return visitor
  const timeout = visitRules(site).timeout_ms
  return book.visits.personOpenAt(visitor, facts.at, timeout)?.visitor ?? visitor
}

/** A cookieless visit that is open since yesterday keeps yesterday's key, so that it survives midnight. */
function browserOf(book: Ledger, site: IntakeSite, event: AcquiredEvent): number {
  const { visitor } = event
  const { at } = event.received
  const { persons, visits } = book
  if (visitor.kind !== PERSON_KIND.cookieless)
    return persons.find(site.id, visitor.kind, visitor.key) ?? newcomer(book, site, event)
  const timeout = visitRules(site).timeout_ms
  const today = persons.find(site.id, visitor.kind, visitor.key)
  if (today !== undefined && visits.openAt(today, at, timeout)) return today
  const key = visitor.yesterday()
  const yesterday = key ? persons.find(site.id, visitor.kind, key) : undefined
  if (yesterday !== undefined && visits.openAt(yesterday, at, timeout)) return yesterday
  return today ?? newcomer(book, site, event)
}

function newcomer({ persons, visits }: Ledger, site: IntakeSite, event: AcquiredEvent): number {
  const { kind, key } = event.visitor
  // What comes from a page and is nobody's yet opens a visit.
  const start = event.page && kind !== PERSON_KIND.user ? event.received.at : undefined
  const visitor = persons.add(site.id, kind, key, start)
  // A user may have been named before anything came from it; only a browser is sure to have no visit.
  if (kind !== PERSON_KIND.user) visits.noteNone(visitor)
  return visitor
}

function place(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): void {
  const { visits } = book
  const moment = book.moment(draft.facts, draft.id)
  const latest = visits.latest(visitor)
  if ((latest && !follows(latest, draft.facts)) || visits.hasLone(visitor)) {
    placeLate(book, site, visitor, draft)
  } else if (latest && continues(visits.soFar(latest), moment, visitRules(site))) {
    const owner = latest.person
    append(book, site, latest, draft)
    adoptOwned(book, site, latest, owner)
  } else if (moment.opens) {
    const owner = visits.latestOwner(visitor) ?? visitor
    adoptOwned(book, site, openVisit(book, site, { visitor, owner }, draft), owner)
  } else {
    rebuild(book, { site, visitor, draft, adopted: [] })
    visits.noteLone()
  }
}

function placeLate(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): void {
  if (insert(book, site, visitor, draft)) return
  const cut = rebuild(book, { site, visitor, draft, adopted: [] })
  for (const visit of cut) adoptLone(book, site, visit)
}

/** Nothing about the visit depends on which came first: the event is later, or as late and neither opens nor names. */
function follows(latest: Visit, event: EventFacts): boolean {
  if (event.at !== latest.last) return event.at > latest.last
  return event.name !== PAGEVIEW && event.user === null
}

function append(book: Ledger, site: IntakeSite, visit: Visit, { facts }: Draft): void {
  const lies = { visit: visit.id, seq: visit.size }
  const isNew = visit.size === 0
  visit.size += 1
  absorb(visit, facts, () => book.arrival(site, facts))
  book.events.insert(lies, facts)
  if (isNew) book.visits.put(visit)
  else book.visits.grow(visit)
  if (facts.engaged !== null && !book.events.report(visit.id, facts)) {
    book.visits.flush()
    book.events.reportNear(facts, visit.visitor)
  }
  identify(book, visit, facts.user)
}

/**
 * A late event that changes nothing about where its visit begins, ends or came from is only added: the visit need
 * not be cut again, however long it is. False when it might change more.
 */
function insert(book: Ledger, site: IntakeSite, visitor: number, { facts }: Draft): boolean {
  const { visits, events } = book
  const visit = joined(book, site, visitor, facts)
  const pageview = facts.name === PAGEVIEW
  const inside = { before: true, after: true }
  const around = visit && pageview ? events.pageviewsAround(visit.id, facts) : inside
  if (!visit || !around.before) return false
  const { exit } = visit
  visit.size += 1
  absorb(visit, facts, () => visit.acquisition)
  if (around.after) visit.exit = exit
  events.insert({ visit: visit.id, seq: visit.size - 1 }, facts)
  visits.grow(visit)
  visits.flush()
  if (facts.engaged !== null && !events.report(visit.id, facts)) events.reportNear(facts, visitor)
  if (pageview) events.recountReported({ ...facts, of: facts.uid }, visitor)
  return true
}

/** The visit around an event that names no campaign and nobody new, where no server event waits for a visit. */
function joined({ visits }: Ledger, site: IntakeSite, visitor: number, facts: EventFacts) {
  if (facts.acquisition !== null || facts.page === null || visits.hasLone(visitor)) return undefined
  const visit = visits.under(visitor, facts.at, visitRules(site).timeout_ms)
  return facts.user === null || facts.user === visit?.user ? visit : undefined
}

function openVisit(
  book: Ledger,
  site: IntakeSite,
  { visitor, owner }: { visitor: number; owner: number },
  draft: Draft,
): Visit {
  const { at } = draft.facts
  const id = book.extents.allocate(site.id, at)
  const { client, place: where } = draft
  const visit = blankVisit({ id, visitor, person: owner, client, place: where, alone: 0 }, at)
  append(book, site, visit, draft)
  book.persons.startsAt(visit.person, at)
  return visit
}

/** A user gets the visits of its browser that belong to nobody yet; another user's stay theirs. */
function identify(book: Ledger, visit: Visit, user: number | null): void {
  if (user === null || user === visit.person) return
  const claims = visit.person === visit.visitor
  visit.person = user
  book.visits.put(visit)
  const first = claims ? book.visits.claim(visit.visitor, user) : null
  book.persons.startsAt(user, Math.min(visit.start, first ?? visit.start))
}

/** A late event before midnight can reach a visit that was filed under the next day's key. */
function linkTomorrow(book: Ledger, site: IntakeSite, visitor: number, event: AcquiredEvent): void {
  const tomorrow = event.visitor.tomorrow()
  if (!tomorrow) return
  const next = book.persons.find(site.id, PERSON_KIND.cookieless, tomorrow)
  if (next === undefined || next === visitor) return
  const timeout = visitRules(site).timeout_ms
  const visit = book.visits.openAt(visitor, event.received.at, timeout)
  if (!visit) return
  const adopted = book.visits.overlapping(next, visit.start, visit.last + timeout)
  if (adopted.length > 0) rebuild(book, { site, visitor, draft: null, adopted })
}
