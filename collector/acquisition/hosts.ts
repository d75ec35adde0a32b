import { parseUrl } from './whatwg-url.ts'

/** RFC 1918, loopback, link-local, unspecified; the parser has made the four numbers decimal. */
const PRIVATE_IPV4 = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./

/** Loopback, unspecified, unique local (fc00::/7) and link-local (fe80::/10). */
const PRIVATE_IPV6 = /^\[(?:::1?\]|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/
const MAPPED_IPV4 = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/

function isPrivateIpv6(host: string): boolean {
  if (PRIVATE_IPV6.test(host)) return true
  const mapped = MAPPED_IPV4.exec(host)
  if (!mapped) return false
  const pairs = [mapped[1], mapped[2]].map((hex) => Number.parseInt(hex ?? '', 16))
  return PRIVATE_IPV4.test(pairs.flatMap((pair) => [pair >> 8, pair & 255]).join('.'))
}

/** A machine nobody else can reach: whoever came from it came from nowhere that has a name. */
export function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return isPrivateIpv6(host)
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return /^\d[\d.]*$/.test(host) && PRIVATE_IPV4.test(host)
}

/** A parsed host without the dot that may end it. */
export function withoutDot(host: string): string {
  let bare = host
  while (bare.endsWith('.')) bare = bare.slice(0, -1)
  return bare
}

/** A parsed host without trailing dot and one `www.`. */
export function bareHost(host: string): string {
  const bare = withoutDot(host)
  return bare.startsWith('www.') && bare.includes('.', 4) ? bare.slice(4) : bare
}

/** A host as people enter it in settings: `https://www.Bücher.example:8443/`, `*.example.com`. */
export function enteredHost(text: string): string {
  const host = text.trim().replace(/^\*\./, '')
  return bareHost(parseUrl(host.includes('://') ? host : `http://${host}`)?.hostname ?? host)
}

/** Suffixes that search engines put their name before: a country's or a common one, so google.evil.com is none. */
export const COUNTRY_SUFFIX = /(?:com|net|cat|off\.ai|it\.ao|(?:com?|ne)\.[a-z]{2}|[a-z]{2})/.source

const BELOW_GOOGLE = new RegExp(`^(.+\\.google)\\.${COUNTRY_SUFFIX}$`)

/** A country's Google is google.com under another suffix: accounts.google.de, images.google.co.uk. */
export function commonHost(host: string): string {
  return host.includes('.google.') ? host.replace(BELOW_GOOGLE, '$1.com') : host
}

/** The host itself, or below it on a label boundary. */
export function isWithin(host: string, parent: string): boolean {
  return host === parent || host.endsWith(`.${parent}`)
}
