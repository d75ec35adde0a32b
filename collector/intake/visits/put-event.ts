import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isReport, PAGEVIEW } from '../../store/event-rows.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { membersOf } from '../../store/visits.ts'
import { adoptOwned } from './adopt.ts'
import { blankAt, type Draft } from './draft.ts'
import { report } from './engagement.ts'
import { insert, lay } from './late.ts'
import { continues, takesIn } from './partition.ts'
import { absorb, absorbReport, blankVisit, visitRules } from './visit-so-far.ts'

/** Puts an event of a visitor where it belongs: what comes in time order goes straight there, the rest is for late.ts. */
export function place(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): void {
  const { facts } = draft
  const latest = book.visits.latest(visitor)
  const late = isLate(book, visitor, latest, facts)
  if (late || facts.at === latest?.last) facts.at = book.instants.roomAt(visitor, facts.at)
  if (!late) follow(book, site, { visitor, latest }, draft)
  else if (!insert(book, site, visitor, draft)) lay(book, site, visitor, draft)
}

/** Where an event goes that nothing there depends on. */
function follow(
  book: Ledger,
  site: IntakeSite,
  { visitor, latest }: { visitor: number; latest: Visit | undefined },
  draft: Draft,
): void {
  const { visits } = book
  const moment = book.moment(draft.facts, draft.id)
  if (latest && continues(visits.soFar(latest), moment, visitRules(site))) {
    const owner = latest.person
    append(book, site, latest, draft)
    adoptOwned(book, site, latest, owner)
  } else if (moment.opens) {
    const owner = visits.latestOwner(visitor) ?? visitor
    adoptOwned(book, site, openVisit(book, site, { visitor, owner }, draft), owner)
  } else if (!(moment.tells && tell(book, site, visitor, draft))) {
    standAlone(book, site, visitor, draft)
  }
}

/** Whether what is there already may depend on it. */
function isLate(
  { visits, recuts }: Ledger,
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

function append(book: Ledger, site: IntakeSite, visit: Visit, { facts }: Draft): void {
  const seq = visit.size
  const isTold = seq === 0 || (facts.user !== null && facts.user !== visit.user)
  visit.size += 1
  absorb(visit, facts, () => book.arrival(site, facts))
  book.events.insert({ visit: visit.id, seq }, facts)
  if (facts.name === PAGEVIEW) {
    book.events.noteView(visit.id, facts.at)
    book.reported.noteView(visit, seq, facts.uid)
  }
  if (isTold) book.visits.put(visit)
  else book.visits.grow(visit)
  report(book, visit, facts)
  identify(book, visit, facts.user)
}

/** A report that finds no visit open counts for that of its pageview; false when there is none. */
function tell(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): boolean {
  const { facts } = draft
  const found = book.reported.visitOf(visitor, facts)
  if (found === 'unknown') {
    lay(book, site, visitor, draft)
    return true
  }
  const home =
    typeof found === 'object' ? book.visits.one(found.visit) : book.visits.latest(visitor)
  if (!home || !takesIn({ ...home, count: membersOf(home), named: home.user }, facts)) return false
  const seq = home.size
  home.size += 1
  absorbReport(home, facts, () => book.arrival(site, facts))
  book.events.insert({ visit: home.id, seq }, facts)
  book.visits.put(home)
  report(book, home, facts)
  return true
}

/** An event that belongs to no visit. One that tells who is there may change what comes after. */
function standAlone(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): void {
  const { facts } = draft
  if (facts.user !== null && facts.user !== visitor) {
    lay(book, site, visitor, draft)
    return
  }
  const visit = blankAt(book, site, visitor, draft)
  visit.person = book.visits.latestOwner(visitor) ?? visitor
  visit.size += 1
  const take = isReport(facts.name) ? absorbReport : absorb
  take(visit, facts, () => book.arrival(site, facts))
  book.events.insert({ visit: visit.id, seq: 0 }, facts)
  book.visits.put(visit)
  report(book, visit, facts)
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
