import { LINK_PARAMETER } from '../acquisition/link-parameter.ts'
import { LINK_TAGS } from '../acquisition/tag-link.ts'
import type { Arrival } from './arrivals.ts'

/** The tags as a query, as a link carries them: `?utm_source=…`, or nothing. */
export function query({ tags, link }: Pick<Arrival, 'tags' | 'link'>): string {
  if (tags === undefined) return ''
  const pairs = tags.split('/').map((value, i) => [`utm_${LINK_TAGS[i]}`, value] as const)
  const said = pairs.filter(([, value]) => value !== '')
  const all = link === undefined ? said : [...said, [LINK_PARAMETER, link] as const]
  return `?${all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}
