import { readLanding } from '../acquisition/facts.ts'
import type { SiteHosts } from '../acquisition/referrer.ts'
import type { Warning } from '../acquisition/warnings.ts'
import { redactPath } from './redact.ts'
import type { AcquiredEvent, EnrichedEvent } from './road.ts'

/** Fourth station: which page, and how a pageview came. */

export interface AcquireRules {
  hosts: SiteHosts
  /** Hash routers: the fragment is part of the path. */
  hash: boolean
}

export function acquire(
  event: EnrichedEvent,
  { hosts, hash }: AcquireRules,
): { event: AcquiredEvent; warnings: Warning[] } {
  const page = event.url === null ? null : pageOf(event.url, hash)
  if (event.url === null || event.name !== 'pageview')
    return { event: { ...event, page, query: null, landing: null }, warnings: [] }
  const { facts, query, warnings } = readLanding(event.url, event.referrer ?? undefined, hosts)
  const came =
    facts.referrer !== null || facts.click_type !== null || Object.keys(facts.tags).length > 0
  return { event: { ...event, page, query: query || null, landing: came ? facts : null }, warnings }
}

/** Host and path of a valid URL; an app URL's host is whatever stands there. */
function pageOf(url: string, hash: boolean): { hostname: string; path: string } {
  const { hostname, pathname, hash: fragment } = new URL(url)
  const routed = hash || fragment.startsWith('#/') || fragment.startsWith('#!/')
  const path = `${pathname || '/'}${routed ? fragment : ''}`
  return { hostname, path: redactPath(path) }
}
