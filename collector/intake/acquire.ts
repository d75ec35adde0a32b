import { type AcquisitionFacts, readLanding } from '../acquisition/facts.ts'
import type { SiteHosts } from '../acquisition/referrer.ts'
import type { Warning } from '../acquisition/warnings.ts'
import { redact } from './redact.ts'
import type { AcquiredEvent, EnrichedEvent, Location } from './road.ts'

/** Fourth station: which page, and how a pageview came. */

export interface AcquireRules {
  hosts: SiteHosts
  /** Hash routers: the fragment is part of the path. */
  hash: boolean
}

export function acquire(
  enriched: EnrichedEvent,
  { hosts, hash }: AcquireRules,
): { event: AcquiredEvent; warnings: Warning[] } {
  const { received, client, place, visitor } = enriched
  const { url, name, referrer } = received
  const page = url && pageOf(url, hash || received.sender.hash)
  if (!url || name !== 'pageview')
    return {
      event: { received, client, place, visitor, page, query: null, landing: null },
      warnings: [],
    }
  const { facts, query, warnings } = readLanding(url.href, referrer ?? undefined, hosts)
  const landing = cameFromSomewhere(facts) ? facts : null
  return {
    event: { received, client, place, visitor, page, query: query || null, landing },
    warnings,
  }
}

function cameFromSomewhere({ tags, click_type, referrer }: AcquisitionFacts): boolean {
  return referrer !== null || click_type !== null || Object.keys(tags).length > 0
}

/** Host and path; an app URL's host is whatever stands there. */
function pageOf(url: Location, hash: boolean): { hostname: string; path: string } {
  const { hostname, pathname, fragment } = url
  return { hostname, path: redact(`${pathname || '/'}${hash ? fragment : ''}`) }
}
