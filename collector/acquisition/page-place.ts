import { originalPlace, type Place } from './copies.ts'
import { normalEscapes } from './escapes.ts'
import { withoutDot } from './hosts.ts'

/**
 * Where a page of the web is, of all the ways to write it one: a translation or AMP copy is the page it copies, a
 * trailing dot is no host of its own, and percent-encoding is as RFC 3986 wants it.
 */
export function pagePlace(hostname: string, pathname: string): Place {
  const place = originalPlace({ hostname: withoutDot(hostname), pathname })
  return { hostname: place.hostname, pathname: normalEscapes(place.pathname) }
}
