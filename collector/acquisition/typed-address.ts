import { type ParsedUrl, parseUrl } from './whatwg-url.ts'

/** A web address as people type it: without a scheme it is taken as https. */
export function readAddress(text: string): ParsedUrl | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const full = /^[a-z][a-z\d+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = parseUrl(full)
  if (url === null) return undefined
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  // `mailto:ann@example.com` would otherwise read as a name before a host.
  return web && url.username === '' && url.hostname.includes('.') ? url : undefined
}
