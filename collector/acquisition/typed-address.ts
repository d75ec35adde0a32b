import { type ParsedUrl, parseUrl } from './whatwg-url.ts'

const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//iu
/** The machine itself, which serves in clear. */
const LOCAL = /^localhost(?=[:/?#]|$)/iu

/** A web address as people type it: without a scheme it is taken as https, and then a word alone is no host. */
export function readAddress(text: string): ParsedUrl | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const isWhole = HAS_SCHEME.test(trimmed)
  const isLocal = LOCAL.test(trimmed)
  const url = parseUrl(isWhole ? trimmed : `${isLocal ? 'http' : 'https'}://${trimmed}`)
  if (url === null) return undefined
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  const isHost = isWhole || isLocal || url.hostname.includes('.')
  // `mailto:ann@example.com` would otherwise read as a name before a host.
  return web && url.username === '' && isHost ? url : undefined
}
