import { getDomain } from 'tldts'
import { bareHost, enteredHost, isPrivate, isWithin } from './hosts.ts'
import { type ParsedUrl, parseUrl } from './whatwg-url.ts'

/** Which hosts are the site's own. */
export interface SiteHosts {
  /** Host of the site, e.g. `example.com`. */
  readonly domain: string
  /** Further hosts whose pages count; `*` opens intake and makes no host the site's own. */
  readonly hostnames: readonly string[]
  /** Query parameters that the site keeps beside the campaign's. */
  readonly query?: readonly string[]
}

/** With the private section of the list, so that alice.github.io is not bob.github.io. */
const SUFFIXES = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }

/** The site's registrable domain and the hostnames it lists, each with everything below it. */
function isOwnHost(host: string, site: SiteHosts): boolean {
  const domain = enteredHost(site.domain)
  if (isWithin(host, getDomain(domain, SUFFIXES) ?? domain)) return true
  return site.hostnames.some((name) => name !== '*' && isWithin(host, enteredHost(name)))
}

function hostOf(url: ParsedUrl): string | null {
  if (url.protocol === 'http:' || url.protocol === 'https:') return bareHost(url.hostname)
  return url.protocol === 'android-app:' ? url.hostname.toLowerCase() : null
}

/**
 * The host (or Android package) a visit came from; null for none, another scheme, a private
 * address, or the site itself. Only this much of a referrer is ever stored.
 */
export function externalReferrer(referrer: string | undefined, site: SiteHosts): string | null {
  if (!referrer) return null
  const url = parseUrl(referrer)
  const host = url && hostOf(url)
  // Most referrers are the site's own pages: the first test spares them the suffix list.
  if (!host || isWithin(host, site.domain)) return null
  return isPrivate(host) || isOwnHost(host, site) ? null : host
}
