import { normalEscapes } from '../acquisition/escapes.ts'
import { pagePlace } from '../acquisition/page-place.ts'
import { cut } from './properties.ts'
import type { Location, Trimmed } from './road.ts'

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]/i
/** Of a path, and of what a hash router adds to it. */
const MOST_PATH = 2_048
/** Of an address before it is read; a whole live body is no longer. */
const MOST_URL = 65_536
/** RFC 1035's 253, and room for an app's scheme. */
const MOST_HOST = 300
/** What a cut leaves of `%C3`. */
const HALF_ESCAPE = /%[\da-f]?$/i

/**
 * A page's address, parsed once; null for anything that is no absolute URL with a host. An over-long path is cut; the
 * query is cut where it is known what of it is kept.
 */
export function locationOf(value: unknown, trimmed: Trimmed[]): Location | null {
  const url = typeof value === 'string' ? parsed(value.slice(0, MOST_URL)) : null
  if (url === null || url.pathname.length > MOST_PATH) trimmed.push('url')
  if (url !== null && url.pathname.length + url.fragment.length > MOST_PATH) shorten(url)
  return url
}

function parsed(href: string): Location | null {
  if (!SCHEME.test(href)) return null
  try {
    const { protocol, hostname, pathname, hash } = new URL(href)
    const web = protocol === 'https:' || protocol === 'http:'
    const place = pagePlace(hostname, pathname)
    const host = web ? place.hostname : `${protocol}//${hostname}`
    if (host.length > MOST_HOST) return null
    return { href, web, hostname: host, pathname: place.pathname, fragment: normalEscapes(hash) }
  } catch {
    return null // foreign text; the caller decides what that means
  }
}

function shorten(url: Location): void {
  url.pathname = cut(url.pathname, MOST_PATH).replace(HALF_ESCAPE, '')
  url.fragment = cut(url.fragment, MOST_PATH - url.pathname.length).replace(HALF_ESCAPE, '')
}
