/** The tags of a campaign link, in the order in which they are written. */
export const LINK_TAGS = ['source', 'medium', 'campaign', 'content', 'term'] as const
export type LinkTag = (typeof LINK_TAGS)[number]
export type LinkTags = Partial<Record<LinkTag, string | undefined>>

const OWN = new RegExp(`^utm_(?:${LINK_TAGS.join('|')})(?:=|$)`, 'iu')

/** The address with tags in its query, before any fragment; tags that it carries already give way. */
export function tagLink(url: string, tags: LinkTags): string {
  const [address = '', ...fragment] = url.split('#')
  const [page = '', ...query] = address.split('?')
  const carried = query
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !OWN.test(pair))
  const said = LINK_TAGS.flatMap((tag) => {
    const value = tags[tag]?.trim() ?? ''
    return value === '' ? [] : `utm_${tag}=${encodeURIComponent(value).replaceAll('%20', '+')}`
  })
  const pairs = [...carried, ...said]
  const asked = pairs.length === 0 ? page : `${page}?${pairs.join('&')}`
  return [asked, ...fragment].join('#')
}
