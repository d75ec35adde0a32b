/** A page's host and path, parsed: the host in lower case and punycode. */
export interface Place {
  readonly hostname: string
  readonly pathname: string
}

/**
 * Services that show a page again under a name made of its host's: dots are dashes there, and dashes are doubled
 * (amp.dev/documentation/guides-and-tutorials/learn/amp-caches-and-cors/amp-cache-urls).
 */
const COPIERS = ['.translate.goog', '.cdn.ampproject.org', '.bing-amp.com']

/** `/c/s/example.com/page` in an AMP cache, `/amp/s/example.com/page` in Google's viewer: `s` says https. */
const IN_CACHE = /^\/(?:[civ]|wp)\/(?:s\/)?([^/]+\.[^/]+)(.*)$/
const IN_VIEWER = /^\/amp\/(?:s\/)?([^/]+\.[^/]+)(.*)$/
const VIEWER = /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/

const HOST = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/

/** `my--site-example-com` is my-site.example.com; a name that is no encoded host (a hash, punycode) is undefined. */
function decoded(label: string): string | undefined {
  // Where the third and fourth characters are dashes, `0-` and `-0` keep them from looking like punycode.
  const bare = /^0-.*-0$/.test(label) ? label.slice(2, -2) : label
  if (bare.startsWith('xn--')) return undefined
  const host = bare
    .split('--')
    .map((part) => part.replaceAll('-', '.'))
    .join('-')
  return HOST.test(host) ? host : undefined
}

function originalHost(hostname: string): string | undefined {
  const copier = COPIERS.find((name) => hostname.endsWith(name))
  return copier && decoded(hostname.slice(0, -copier.length))
}

/** Host and path as they stand in the path of a cache or viewer. */
function namedInPath({ hostname, pathname }: Place): Place | undefined {
  const form = VIEWER.test(hostname) ? IN_VIEWER : isAmpCache(hostname) ? IN_CACHE : undefined
  const found = form?.exec(pathname)
  const host = found?.[1]?.toLowerCase()
  return host !== undefined && HOST.test(host)
    ? { hostname: host, pathname: found?.[2] || '/' }
    : undefined
}

const isAmpCache = (hostname: string) =>
  hostname.endsWith('.cdn.ampproject.org') || hostname.endsWith('.bing-amp.com')

/** Nearly every host has none of these marks, and looking for one costs a tenth of the rest. */
const MAY_COPY = /\.goog$|amp|^(?:www\.)?google\./

/** The page that this one is a translation or an AMP copy of, else itself. */
export function originalPlace(place: Place): Place {
  if (!MAY_COPY.test(place.hostname)) return place
  const named = namedInPath(place)
  if (named) return named
  const hostname = originalHost(place.hostname)
  return hostname === undefined ? place : { hostname, pathname: place.pathname }
}
