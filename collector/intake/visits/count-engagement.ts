import type { EventFacts } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import type { Station } from './station.ts'

/** Counts what a follow-up tells for its pageview. One that is not there, or not found in time, is owed. */
export function countEngagement(station: Station, visit: Visit, facts: EventFacts): void {
  if (facts.engaged === null) return
  const found = station.engagement.add(visit, facts)
  if (found === 'counted') return
  visit.owed = 1
  station.visits.put(visit)
  const { at } = facts
  if (found === 'unknown') station.recuts.mark(visit.visitor, { at: at - 1, last: at, named: null })
}
