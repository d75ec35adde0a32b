import { LINK_TAGS, type LinkTag, tagLink } from '../../../collector/acquisition/tag-link.ts'
import { readAddress } from '../../../collector/acquisition/typed-address.ts'
import { hasMacro, looksLikeEmail } from '../../../collector/acquisition/warnings.ts'

export type TagValues = Record<LinkTag, string>

export const NO_TAGS: TagValues = { source: '', medium: '', campaign: '', content: '', term: '' }

/** Whether a short link can be made of it: an address and the three tags that every campaign has. */
export function isWhole(address: string, { source, medium, campaign }: TagValues): boolean {
  const said = [source, medium, campaign].every((value) => value.trim() !== '')
  return said && readAddress(address) !== undefined
}

/** Whether a tag holds an e-mail address, which is no name of a campaign and is not counted as one. */
export function namesSomebody(tags: TagValues): boolean {
  return LINK_TAGS.some((tag) => looksLikeEmail(tags[tag]))
}

/** Whether a platform is to fill something in, which it cannot behind a short link. */
export function hasMacros(tags: TagValues): boolean {
  return LINK_TAGS.some((tag) => hasMacro(tags[tag]))
}

/** The link with its tags; undefined while the address or the source is missing. */
export function taggedLink(address: string, tags: TagValues): string | undefined {
  const url = readAddress(address)
  if (!url || tags.source.trim() === '') return undefined
  return tagLink(url.href, tags)
}
