import { CLICK_ID_PARAMETERS } from './click-ids.ts'
import { LINK_PARAMETER } from './link-parameter.ts'
import { hasMacro } from './warnings.ts'

/** The tags of a campaign link, in the order in which they are written. */
export const LINK_TAGS = ['source', 'medium', 'campaign', 'content', 'term'] as const
export type LinkTag = (typeof LINK_TAGS)[number]
export type LinkTags = Partial<Record<LinkTag, string | undefined>>

const OWN = new RegExp(`^utm_(?:${LINK_TAGS.join('|')})(?:=|$)`, 'iu')

/** What comes with a click on a short link. */
interface Followed {
  /** Query of the click, without `?`: what the link does not say itself passes on. */
  query: string
  slug: string
}

/**
 * The address with tags in its query, before any fragment; tags that it carries already give way, and of a click those
 * that the link says itself. A click id is the click's own; of other parameters the address's stay.
 *
 *     /sale?color=red&utm_source=old#top   clicked as /l/spring?gclid=AbC&color=blue
 *     → /sale?color=red&gclid=AbC&utm_source=newsletter&tl=spring#top
 */
export function tagLink(url: string, tags: LinkTags, followed?: Followed): string {
  const [address = '', ...fragment] = url.split('#')
  const [page = '', ...query] = address.split('?')
  const said = LINK_TAGS.flatMap((tag) => {
    const value = tags[tag]?.trim() ?? ''
    return value === '' ? [] : `utm_${tag}=${written(value)}`
  })
  const pairs = [...joined(query.join('?'), said, followed), ...said]
  if (followed) pairs.push(`${LINK_PARAMETER}=${followed.slug}`)
  const asked = pairs.length === 0 ? page : `${page}?${pairs.join('&')}`
  return [asked, ...fragment].join('#')
}

/** What the address carries, and what a click brings beside it. */
function joined(query: string, said: readonly string[], followed: Followed | undefined): string[] {
  const carried = pairsOf(query).filter((pair) => !OWN.test(pair))
  const brought = pairsOf(followed?.query ?? '')
  const clicked = new Set(brought.map(nameOf).filter((name) => CLICK_ID_PARAMETERS.has(name)))
  const kept = carried.filter((pair) => !clicked.has(nameOf(pair)))
  const known = new Set([...kept, ...said].map(nameOf))
  return [...kept, ...brought.filter((pair) => !known.has(nameOf(pair)))]
}

function pairsOf(query: string): string[] {
  return query.split('&').filter((pair) => pair !== '' && nameOf(pair) !== LINK_PARAMETER)
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0]?.toLowerCase() ?? ''
}

/** A macro is filled in by the platform as it is written: its brackets are no text to encode. */
function written(value: string): string {
  const encoded = encodeURIComponent(value).replaceAll('%20', '+')
  if (!hasMacro(value)) return encoded
  return encoded.replace(/%7B|%7D|%5B|%5D|%7C|%3A/giu, decodeURIComponent)
}
