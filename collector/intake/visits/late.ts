import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isReport, PAGEVIEW } from '../../store/event-rows.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { membersOf } from '../../store/visits.ts'
import { blankAt, type Draft } from './draft.ts'
import { report } from './engagement.ts'
import { MOST_EVENTS } from './partition.ts'
import { absorb, absorbReport, visitRules } from './visit-so-far.ts'

/** Events that a visit takes until it is cut anew; more of them make one of their own, so that none grows for ever. */
const ROOM = 2 * MOST_EVENTS

/**
 * A late event that changes nothing about where its visit begins, ends or came from is only added: the visit need
 * not be cut again, however long it is. False when it might change more.
 */
export function insert(book: Ledger, site: IntakeSite, visitor: number, { facts }: Draft): boolean {
  const { visits, events } = book
  const visit = joined(book, site, visitor, facts)
  if (!visit) return false
  const { exit } = visit
  const seq = visit.size
  visit.size += 1
  const isExit = facts.name === PAGEVIEW && facts.at > (events.pageviewSpan(visit)?.last ?? 0)
  absorb(visit, facts, () => visit.acquisition)
  if (!isExit) visit.exit = exit
  events.insert({ visit: visit.id, seq }, facts)
  if (facts.name === PAGEVIEW) {
    events.noteView(visit.id, facts.at)
    book.reported.noteView(visit, seq, facts.uid)
  }
  visits.grow(visit)
  report(book, visit, facts)
  return true
}

/** The visit around an event that names no campaign and nobody new, where no server event waits for a visit. */
function joined(
  book: Ledger,
  site: IntakeSite,
  visitor: number,
  facts: EventFacts,
): Visit | undefined {
  const { visits, events, recuts } = book
  if (facts.acquisition !== null || facts.page === null || recuts.has(visitor)) return undefined
  const visit = visits.under(visitor, facts.at, visitRules(site).timeout_ms)
  if (!visit || visits.hasLone(visitor, visit.start) || membersOf(visit) >= MOST_EVENTS)
    return undefined
  if (facts.user !== null && facts.user !== visit.user) return undefined
  if (facts.name !== PAGEVIEW) return visit
  const views = events.pageviewSpan(visit)
  // Before the first, or with the first or the last of them in one instant: it may be another landing, another exit.
  if (!views || facts.at <= views.first || facts.at === views.last) return undefined
  return book.reported.lastOwed(visitor, facts) === null ? visit : undefined
}

/** Stores it where it seems to belong, and has the visits around cut anew. */
export function lay(book: Ledger, site: IntakeSite, visitor: number, draft: Draft): void {
  const { visits, recuts, reported } = book
  const { facts } = draft
  const { at, user } = facts
  const isView = facts.name === PAGEVIEW
  const owed = isView ? (reported.lastOwed(visitor, facts) ?? at) : at
  const open = visits.openAt(visitor, at, visitRules(site).timeout_ms)
  const visit = open && open.size < ROOM ? open : blankAt(book, site, visitor, draft)
  visit.size += 1
  const take = visit.alone === 1 && isReport(facts.name) ? absorbReport : absorb
  take(visit, facts, () => book.arrival(site, facts))
  book.events.insert({ visit: visit.id, seq: visit.size - 1 }, facts)
  if (isView) book.events.noteView(visit.id, at)
  visits.put(visit)
  report(book, visit, facts)
  recuts.mark(visitor, { at: at - 1, last: Math.max(at, owed), named: user === null ? null : at })
}
