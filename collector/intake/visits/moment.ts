import { type EventFacts, isFollowUp } from '../../store/event-rows.ts'
import type { Arrivals } from './arrivals.ts'
import type { Moment } from './partition.ts'

/** What the rules of visits ask of an event that is not stored yet. */
export function momentOf(arrivals: Arrivals, event: EventFacts): Moment {
  const { origin, campaign } = arrivals.came(event)
  const { at, nth, id, of, user } = event
  const tells = isFollowUp(event.name)
  const opens = event.page !== null && !tells
  return { at, nth: nth ?? 0, id, opens, tells, of, origin, campaign, user }
}
