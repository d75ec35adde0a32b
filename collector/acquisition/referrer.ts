import { getDomain } from 'tldts'
import { bareHost, enteredHost, isPrivate, isWithin } from './hosts.ts'
import { pagePlace } from './page-place.ts'
import { knownPlace } from './sources.ts'
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

/** The site's registrable domain and the hostnames it lists; each stands for everything below it. */
export function ownHosts({ domain, hostnames }: SiteHosts): string[] {
  const site = enteredHost(domain)
  const further = hostnames.filter((name) => name !== '*').map(enteredHost)
  return [getDomain(site, SUFFIXES) ?? site, ...further]
}

function isOwnHost(host: string, site: SiteHosts): boolean {
  return ownHosts(site).some((own) => isWithin(host, own))
}

function isWeb({ protocol }: ParsedUrl): boolean {
  return protocol === 'http:' || protocol === 'https:'
}

/** The host of a page, or of the page that it is a copy of; an Android package. */
function placeOf(url: ParsedUrl): { host: string; pathname: string } | null {
  if (isWeb(url)) {
    const { hostname, pathname } = pagePlace(url.hostname, url.pathname)
    return { host: bareHost(hostname), pathname }
  }
  return url.protocol === 'android-app:' ? { host: url.hostname.toLowerCase(), pathname: '' } : null
}

/**
 * The host (or Android package, or `knownPlace`) a visit came from; null for none, another scheme, a private
 * address, or the site itself. Only this much of a referrer is ever stored.
 */
export function externalReferrer(referrer: string | undefined, site: SiteHosts): string | null {
  if (!referrer) return null
  const url = parseUrl(referrer)
  const place = url && placeOf(url)
  if (!place) return null
  const { host, pathname } = place
  // Most referrers are the site's own pages: the first test spares them the suffix list.
  if (host === '' || isWithin(host, site.domain)) return null
  return isPrivate(host) || isOwnHost(host, site) ? null : knownPlace(host, pathname)
}
