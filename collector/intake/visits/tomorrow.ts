import { PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, PAGEVIEW } from '../../store/event-rows.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import type { AcquiredEvent } from '../road.ts'
import { adopt } from './adopt.ts'
import type { Draft } from './draft.ts'
import { LONGEST_MS } from './partition.ts'
import { visitRules } from './visit-so-far.ts'

interface Stored {
  visitor: number
  event: AcquiredEvent
  draft: Draft
}

/** A late event before midnight can reach a visit that was filed under the next day's key. */
export function linkTomorrow(
  book: Ledger,
  site: IntakeSite,
  { visitor, event, draft }: Stored,
): void {
  const tomorrow = event.visitor.tomorrow()
  if (!tomorrow) return
  const next = book.persons.find(site.id, PERSON_KIND.cookieless, tomorrow)
  if (next === undefined || next === visitor) return
  adopt(book, visitor, reportsOn(book, next, draft.facts))
  const timeout = visitRules(site).timeout_ms
  const visit = book.visits.openAt(visitor, draft.facts.at, timeout)
  if (visit) adopt(book, visitor, chained(book, next, visit, timeout))
}

/** What the next day's visitor did in one go with the visit. */
function chained({ visits }: Ledger, next: number, { start, last }: Visit, timeout: number) {
  const chain: Visit[] = []
  let reach = last
  for (const visit of visits.from(next, { from: start, after: -1 }, MOST_CHAINED)) {
    if (visit.start > reach + timeout) break
    chain.push(visit)
    if (visit.alone === 0) reach = Math.max(reach, visit.last)
  }
  return chain
}

const MOST_CHAINED = 10_000

/** What the next day's visitor reported on a pageview that had not come yet. */
function reportsOn({ visits, events }: Ledger, next: number, { name, at, uid }: EventFacts) {
  if (name !== PAGEVIEW) return []
  return visits
    .loneOf(next, { from: at, to: at + LONGEST_MS })
    .filter(({ id, owed }) => owed !== null && events.ofVisit(id).some(({ of }) => isSame(of, uid)))
}

function isSame(one: EventFacts['of'], other: EventFacts['uid']): boolean {
  return typeof one === 'object' && one !== null && typeof other === 'object'
    ? one.equals(other)
    : one === other
}
