import { isKnownMedium } from './channels.ts'
import { matchesGlob } from './glob.ts'
import type { Doubt, Manner, Names, TypedLink } from './link-doubt.ts'
import { macroDoubts } from './lint-macros.ts'
import { type Counted, intended, isNear } from './near.ts'
import { macrosIn, outsideMacros, PLATFORMS } from './platforms.ts'
import { LINK_TAGS, type LinkTag, tagLink } from './tag-link.ts'
import { readAddress } from './typed-address.ts'
import { looksLikeEmail } from './warnings.ts'

/** All that is doubtful about a link before it goes out, in the order of its fields. */
export function lintLink(link: TypedLink, manner: Manner): Doubt[] {
  const found = [
    ...addressDoubts(link.url),
    ...LINK_TAGS.flatMap((tag) => valueDoubts(tag, link.tags[tag], manner)),
    ...wholeDoubts(link, manner),
  ]
  const order: readonly string[] = ['url', ...LINK_TAGS]
  return found
    .filter((doubt) => !isSaidBefore(doubt, found))
    .toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
}

/** A medium that is a slip is in no channel for that reason. */
function isSaidBefore({ kind }: Doubt, found: readonly Doubt[]): boolean {
  return kind === 'medium' && found.some((one) => one.field === 'medium' && one.kind === 'misspelt')
}

/** As many as a link can have one after the other, each field twice over. */
const MOST_FIXES = 12

/** The link with everything fixed that has a fix: one uncovers another, as an end without its space is in capitals. */
export function fixedLink(link: TypedLink, manner: (link: TypedLink) => Manner): TypedLink {
  let fixed = link
  for (let i = 0; i < MOST_FIXES; i++) {
    const doubt = lintLink(fixed, manner(fixed)).find((one) => one.fixed !== undefined)
    if (!doubt) break
    fixed = withFix(fixed, doubt)
  }
  return fixed
}

/** The link with one of its doubts done away with. */
export function withFix(link: TypedLink, { field, fixed }: Doubt): TypedLink {
  if (fixed === undefined) return link
  if (field === 'url') return { ...link, url: fixed }
  return { ...link, tags: { ...link.tags, [field]: fixed } }
}

function addressDoubts(typed: string): Doubt[] {
  if (typed.trim() === '') return []
  const url = readAddress(typed)
  if (!url) return [{ field: 'url', kind: 'address' }]
  const bare = tagLink(url.href, {})
  return bare === url.href ? [] : [{ field: 'url', kind: 'tagged', fixed: bare }]
}

function valueDoubts(field: LinkTag, value: string, manner: Manner): Doubt[] {
  if (value.trim() === '') return []
  if (looksLikeEmail(value)) return [emailDoubt(field)]
  return [
    ...macroDoubts(field, value, manner.platform),
    ...spellingDoubts(field, value, manner.names),
    ...(macrosIn(value).length > 0 ? [] : nameDoubts(field, value, manner)),
  ]
}

/** A link goes without what it need not say. */
function emailDoubt(field: LinkTag): Doubt {
  const needed = field === 'source' || field === 'medium' || field === 'campaign'
  return { field, kind: 'email', ...(needed ? {} : { fixed: '' }) }
}

function spellingDoubts(field: LinkTag, value: string, names: Names): Doubt[] {
  if (wordsFor(field, names).includes(value)) return []
  const found: Doubt[] = []
  const underlined = outsideMacros(value.trim(), (text) => text.replace(/\s+/gu, '_'))
  if (/\s/u.test(value.trim())) found.push({ field, kind: 'spaces', fixed: underlined })
  const lower = outsideMacros(value, (text) => text.toLowerCase())
  if (value !== lower) found.push({ field, kind: 'uppercase', fixed: lower })
  return found
}

function nameDoubts(field: LinkTag, value: string, { names, used }: Manner): Doubt[] {
  const name = value.trim().toLowerCase()
  const allowed = wordsFor(field, names)
  const known = allowed.length > 0 ? unlisted(field, name, allowed) : slip(field, name, used[field])
  const { pattern } = names
  const breaks =
    field === 'campaign' && pattern !== null && !matchesGlob(pattern.toLowerCase(), name)
  return breaks ? [...known, { field, kind: 'pattern', about: pattern }] : known
}

/** A name that the site's own list has not, with the one that was meant. */
function unlisted(field: LinkTag, name: string, allowed: readonly string[]): Doubt[] {
  if (allowed.some((word) => word.toLowerCase() === name)) return []
  const meant = allowed.find((word) => isNear(word.toLowerCase(), name))
  if (meant === undefined) return [{ field, kind: 'unlisted' }]
  return [{ field, kind: 'misspelt', about: meant, fixed: meant }]
}

/** A slip of a name that visits come under far more often. */
function slip(field: LinkTag, name: string, used: readonly Counted[] = []): Doubt[] {
  const count = used.find((other) => other.name.toLowerCase() === name)?.count ?? 0
  const meant = intended({ name, count }, used)
  return meant === undefined ? [] : [{ field, kind: 'misspelt', about: meant, fixed: meant }]
}

function wordsFor(field: LinkTag, { sources, media, campaigns }: Names): readonly string[] {
  const lists: Partial<Record<LinkTag, readonly string[]>> = {
    source: sources,
    medium: media,
    campaign: campaigns,
  }
  return lists[field] ?? []
}

function wholeDoubts({ tags }: TypedLink, manner: Manner): Doubt[] {
  if (Object.values(tags).every((value) => value.trim() === '')) return []
  return [
    ...absentDoubts(tags, manner),
    ...mediumDoubts(tags, manner),
    ...internalDoubts(tags, manner.ownHost),
  ]
}

/** What the site wants of every link; on a platform its macro will do. */
function absentDoubts(tags: TypedLink['tags'], { names, platform }: Manner): Doubt[] {
  return names.required
    .filter((field) => tags[field].trim() === '')
    .map((field): Doubt => {
      const fixed = platform ? PLATFORMS[platform].tags[field] : ''
      return { field, kind: 'absent', ...(fixed === '' ? {} : { fixed }) }
    })
}

/** Media that channels know, to take a slip for. */
const MEDIA = [
  'affiliate',
  'audio',
  'display',
  'email',
  'organic',
  'paid_social',
  'referral',
  'social',
]

function mediumDoubts(tags: TypedLink['tags'], { platform, placed }: Manner): Doubt[] {
  const [source, medium] = [tags.source.trim().toLowerCase(), tags.medium.trim().toLowerCase()]
  if (source === '') return []
  const usual = platform && PLATFORMS[platform].tags.medium
  if (medium === '') return placed ? [] : [{ field: 'medium', kind: 'missing', ...fixOf(usual) }]
  if (source === medium) return [sameDoubt(medium, usual)]
  if (placed || macrosIn(medium).length > 0 || isKnownMedium(medium)) return []
  return [
    {
      field: 'medium',
      kind: 'medium',
      ...fixOf(MEDIA.find((known) => isNear(known, medium)) ?? usual),
    },
  ]
}

function sameDoubt(medium: string, usual: string | undefined): Doubt {
  return { field: 'medium', kind: 'same', ...fixOf(usual === medium ? undefined : usual) }
}

function fixOf(fixed: string | undefined): { fixed?: string } {
  return fixed === undefined ? {} : { fixed }
}

const INTERNAL = new Set(['internal', 'onsite', 'on-site', 'self'])

/** A tag that says the link stands on the site itself. */
function internalDoubts({ source, medium }: TypedLink['tags'], ownHost: string): Doubt[] {
  const from = source
    .trim()
    .toLowerCase()
    .replace(/^www\./u, '')
  if (from !== '' && (from === ownHost || INTERNAL.has(from))) {
    return [{ field: 'source', kind: 'internal' }]
  }
  return INTERNAL.has(medium.trim().toLowerCase()) ? [{ field: 'medium', kind: 'internal' }] : []
}
