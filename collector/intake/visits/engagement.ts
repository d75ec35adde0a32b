import type { EventFacts } from '../../store/event-rows.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'

/** Counts what was reported for its pageview. One that is not there, or not found in time, is owed. */
export function report(book: Ledger, visit: Visit, facts: EventFacts): void {
  if (facts.engaged === null) return
  const found = book.reported.add(visit, facts)
  if (found === 'counted') return
  visit.owed = 1
  book.visits.put(visit)
  const { at } = facts
  if (found === 'unknown') book.recuts.mark(visit.visitor, { at: at - 1, last: at, named: null })
}
