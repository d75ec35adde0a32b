import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, isReport } from '../../store/event-rows.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { blankVisit } from './visit-so-far.ts'

/** An event that is not stored yet, with what its visit would need of it. */
export interface Draft {
  id: string
  facts: EventFacts
  client: number
  place: number
}

/** A row with nothing in it yet, at the time of an event that fits no visit: a visit if it may open one. */
export function blankAt(
  book: Ledger,
  site: IntakeSite,
  visitor: number,
  { facts, client, place }: Draft,
): Visit {
  const id = book.extents.allocate(site.id, facts.at)
  const opens = facts.page !== null && !isReport(facts.name)
  const alone = opens ? 0 : 1
  return blankVisit({ id, visitor, person: visitor, client, place, alone }, facts.at)
}
