import { type AcquisitionFacts, type Landing, readLanding } from '../acquisition/facts.ts'
import type { SiteHosts } from '../acquisition/referrer.ts'
import type { Warning } from '../acquisition/warnings.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import { redactPath } from './redact.ts'
import type { AcquiredEvent, EnrichedEvent, Location } from './road.ts'
import { shortened } from './shortened.ts'

/** Fourth station: which page, and how a pageview came. */

export interface AcquireRules {
  hosts: SiteHosts
  /** Hash routers: the fragment is part of the path. */
  hash: boolean
  /** What was read lately: most pageviews are a few links' or come from the page before. */
  landings: Landings
  /** Tells what these rules read from what others did. */
  serial: number
}

/** One memory for all sites. */
export type Landings = BoundedMap<string, Landing>
const MOST_LANDINGS = 20_000

export const emptyLandings = (): Landings => new BoundedMap(MOST_LANDINGS)

let made = 0

export function acquireRules(
  { domain, hostnames, script }: IntakeSite,
  landings: Landings,
): AcquireRules {
  made += 1
  const hosts = { domain, hostnames, query: script.query }
  return { hosts, hash: script.hash, landings, serial: made }
}

export function acquire(
  enriched: EnrichedEvent,
  rules: AcquireRules,
): { event: AcquiredEvent; warnings: Warning[]; cut: boolean } {
  const { received, client, place, visitor } = enriched
  const { url, name, referrer } = received
  const page = url && pageOf(url, rules.hash || received.sender.hash)
  if (!url || name !== 'pageview')
    return {
      event: { received, client, place, visitor, page, query: null, landing: null },
      warnings: [],
      cut: false,
    }
  const { facts, query, warnings, cut } = landingOf(url.href, referrer ?? '', rules)
  const landing = cameFromSomewhere(facts) ? facts : null
  return {
    event: { received, client, place, visitor, page, query: query || null, landing },
    warnings,
    cut: cut ?? false,
  }
}

/** Long addresses are each their own: remembering them would only fill the memory. */
const MEMORABLE = 400

/** The path says nothing of how a visit came, so pages share what is remembered. */
function landingOf(
  href: string,
  referrer: string,
  { hosts, landings, serial }: AcquireRules,
): Landing & { cut?: boolean } {
  const mark = href.search(/[?#]/)
  const key = `${serial}${mark < 0 ? '' : href.slice(mark)} ${referrer}`
  if (key.length > MEMORABLE) return shortened(readLanding(href, referrer, hosts))
  const known = landings.get(key)
  if (known) return known
  const landing = readLanding(href, referrer, hosts)
  landings.set(key, landing)
  return landing
}

function cameFromSomewhere({ tags, click_type, referrer, link }: AcquisitionFacts): boolean {
  const told = referrer !== null || click_type !== null || link !== undefined
  return told || Object.keys(tags).length > 0
}

/** Host and path; an app URL's host is whatever stands there. */
function pageOf(url: Location, hash: boolean): { hostname: string; path: string } {
  const { hostname, pathname, fragment } = url
  return { hostname, path: redactPath(`${pathname || '/'}${hash ? routeOf(fragment) : ''}`) }
}

/** What a hash router takes for the path: without a query of its own, and the root's where there is none. */
function routeOf(fragment: string): string {
  const [route] = fragment.split('?')
  return route || '#/'
}
