import { isKnownMedium } from '../../../collector/acquisition/channels.ts'
import { LINK_TAGS, type LinkTag, tagLink } from '../../../collector/acquisition/tag-link.ts'
import { hasMacro, looksLikeEmail } from '../../../collector/acquisition/warnings.ts'

export type Tag = LinkTag
export type TagValues = Record<Tag, string>

export const NO_TAGS: TagValues = { source: '', medium: '', campaign: '', content: '', term: '' }

/** The address as a URL; what is typed without a scheme is taken as https. */
export function readAddress(text: string): URL | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const full = /^[a-z][a-z\d+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  const web = url?.protocol === 'https:' || url?.protocol === 'http:'
  // `mailto:ann@example.com` would otherwise read as a name before a host.
  return web && url.username === '' && url.hostname.includes('.') ? url : undefined
}

/** Whether a short link can be made of it: an address and the three tags that every campaign has. */
export function isWhole(address: string, { source, medium, campaign }: TagValues): boolean {
  const said = [source, medium, campaign].every((value) => value.trim() !== '')
  return said && readAddress(address) !== undefined
}

/** The link with its tags; undefined while the address or the source is missing. */
export function taggedLink(address: string, tags: TagValues): string | undefined {
  const url = readAddress(address)
  if (!url || tags.source.trim() === '') return undefined
  return tagLink(url.href, tags)
}

export type LintKind =
  | 'address'
  | 'tagged'
  | 'uppercase'
  | 'spaces'
  | 'macro'
  | 'email'
  | 'medium'
  | 'same'
  | 'missing'
  | 'internal'
  | 'misspelt'

export interface Lint {
  field: Tag | 'url'
  kind: LintKind
  /** The value that would be right, where there is one. */
  fixed?: string
}

/** What is doubtful about a link before it goes out. `ownHost` is the site it leads to. */
export function lintLink(address: string, tags: TagValues, ownHost = ''): Lint[] {
  return [
    ...addressLints(address),
    ...LINK_TAGS.flatMap((tag) => valueLints(tag, tags[tag])),
    ...pairLints(tags),
    ...internalLints(tags, ownHost),
  ]
}

const INTERNAL = new Set(['internal', 'onsite', 'on-site', 'self'])

/** A tag that says the link stands on the site itself. */
function internalLints({ source, medium }: TagValues, ownHost: string): Lint[] {
  const from = source
    .trim()
    .toLowerCase()
    .replace(/^www\./u, '')
  if (from !== '' && (from === ownHost || INTERNAL.has(from))) {
    return [{ field: 'source', kind: 'internal' }]
  }
  return INTERNAL.has(medium.trim().toLowerCase()) ? [{ field: 'medium', kind: 'internal' }] : []
}

function addressLints(address: string): Lint[] {
  if (address.trim() === '') return []
  const url = readAddress(address)
  if (!url) return [{ field: 'url', kind: 'address' }]
  const carried = LINK_TAGS.some((tag) => url.searchParams.has(`utm_${tag}`))
  return carried ? [{ field: 'url', kind: 'tagged' }] : []
}

function valueLints(field: Tag, value: string): Lint[] {
  const found: Lint[] = []
  const trimmed = value.trim()
  if (hasMacro(value)) return [{ field, kind: 'macro' }]
  if (looksLikeEmail(value)) return [{ field, kind: 'email' }]
  if (/\s/u.test(trimmed)) {
    found.push({ field, kind: 'spaces', fixed: trimmed.replace(/\s+/gu, '_') })
  }
  if (value !== value.toLowerCase()) {
    found.push({ field, kind: 'uppercase', fixed: value.toLowerCase() })
  }
  return found
}

function pairLints({ source, medium }: TagValues): Lint[] {
  const [from, kind] = [source.trim().toLowerCase(), medium.trim().toLowerCase()]
  if (from === '') return []
  if (kind === '') return [{ field: 'medium', kind: 'missing' }]
  if (from === kind) return [{ field: 'medium', kind: 'same' }]
  return isKnownMedium(kind) ? [] : [{ field: 'medium', kind: 'medium' }]
}
