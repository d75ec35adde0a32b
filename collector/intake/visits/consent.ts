import { PERSON_KIND } from '../../person-kind.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import type { AcquiredEvent } from '../road.ts'
import { adopt } from './adopt.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'

/**
 * Consent in the middle of a visit: what the browser did cookieless, as far as that visit is still open, is the
 * stored visitor's from now on. Its earlier visits stay nobody's.
 *
 *     cookieless   08:00 visit │ 10:00 pageview  10:05 pageview
 *     stored                   │                                10:06 pageview, just consented
 *     after        08:00 stays │ 10:00 · 10:05 · 10:06: one visit of the stored visitor
 */
export function takeOver(
  station: Station,
  site: IntakeSite,
  visitor: number,
  { visitor: browser, received: { at } }: AcquiredEvent,
): void {
  const timeout = visitRules(site).timeout_ms
  for (const key of browser.before()) {
    const before = station.persons.find(site.id, PERSON_KIND.cookieless, key)
    const latest = before === undefined ? undefined : station.visits.latest(before)
    if (latest && latest.start <= at && latest.last >= at - timeout)
      adopt(station, visitor, [latest])
  }
}
