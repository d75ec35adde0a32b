import type { Visit, Visits } from '../../store/visits.ts'
import { dayBefore } from './partition.ts'

/** The visitor's visit that is open at a time: begun, and its last event no more than the timeout ago. */
export function openAt(
  visits: Visits,
  visitor: number,
  at: number,
  timeout: number,
): Visit | undefined {
  const latest = visits.latest(visitor)
  if (!latest) return undefined
  const visit = latest.start <= at ? latest : visits.begun(visitor, at)
  return visit && visit.last >= at - timeout ? visit : undefined
}

/** The visit whose events lie around `at`; none at its very end, where the next may begin, unless it is the latest. */
export function under(
  visits: Visits,
  visitor: number,
  at: number,
  timeout: number,
): Visit | undefined {
  const visit = openAt(visits, visitor, at, timeout)
  if (!visit || at > visit.last) return undefined
  return at < visit.last || visits.latest(visitor)?.id === visit.id ? visit : undefined
}

/** A person's visit that is open at a time, whichever browser it is in. */
export function openOfPerson(
  visits: Visits,
  person: number,
  at: number,
  timeout: number,
): Visit | undefined {
  const { from } = dayBefore(at - timeout)
  return visits.ofPerson(person, { from, to: at }, at - timeout)
}

/** Who a visit that follows all others of the visitor belongs to, if anybody is known. */
export function latestOwner(visits: Visits, visitor: number): number | null {
  const latest = visits.latest(visitor)
  return latest && latest.person !== visitor ? latest.person : null
}
