import { redact, redactPath } from './redact.ts'

/**
 * Of an address that a visitor followed, downloaded or submitted to, host and path are kept: a query may hold a
 * signature, a code or a token under any name, and before the `@` stands a password.
 */

/** `data:`, `javascript:`: their rest is content, or code, and no address. */
const CONTENT = /^(?:data|javascript|vbscript|about):/i
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:[/\\]/i
/** More of an address than is kept of it. */
const MOST = 8_192

/** The address without user, query and fragment; of the query only parameters that `allowed` names (lower case). */
export function keptAddress(address: string, allowed: readonly string[]): string {
  const text = address.slice(0, MOST).trim()
  const content = CONTENT.exec(text)?.[0]
  if (content !== undefined) return content.toLowerCase()
  const end = text.search(/[?#]/)
  const place = redactPath(withoutUser(end < 0 ? text : text.slice(0, end)))
  const query =
    allowed.length > 0 && text[end] === '?' ? keptQuery(text.slice(end + 1), allowed) : ''
  return query === '' ? place : `${place}?${redact(query)}`
}

/** What a URL parser takes for the user goes; what is no absolute URL (`report.pdf`, `mailto:`) has none. */
function withoutUser(place: string): string {
  if (!place.includes('@') || !ABSOLUTE.test(place)) return place
  try {
    const url = new URL(place)
    url.username = ''
    url.password = ''
    return url.href
  } catch {
    return place.replace(/^([^:]*:[/\\]*)[^/\\]*@/, '$1') // no URL, and yet somebody's password
  }
}

function keptQuery(query: string, allowed: readonly string[]): string {
  const [parameters = ''] = query.split('#', 1)
  return parameters
    .split('&')
    .filter((parameter) => allowed.includes((parameter.split('=', 1)[0] ?? '').toLowerCase()))
    .join('&')
}
