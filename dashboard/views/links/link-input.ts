import type { LinkTags } from '../../../collector/acquisition/tag-link.ts'
import type { Link, LinkInput } from '../../../collector/settings/links.ts'
import { NO_TAGS, readAddress, type TagValues } from './tagged-link.ts'

/** What the API stores of a link; of what may be missing, empty fields are left out. */
export function inputOf(address: string, tags: LinkTags, slug: string): LinkInput {
  const { source = '', medium = '', campaign = '', content = '', term = '' } = tags
  return {
    url: readAddress(address)?.href ?? address,
    source,
    medium,
    campaign,
    ...(isSaid(slug) ? { slug } : {}),
    ...(isSaid(content) ? { content } : {}),
    ...(isSaid(term) ? { term } : {}),
  }
}

function isSaid(value: string): boolean {
  return value.trim() !== ''
}

/** A stored link's tags as the form edits them. */
export function tagsOf({ source, medium, campaign, content, term }: Link): TagValues {
  return { ...NO_TAGS, source, medium, campaign, content: content ?? '', term: term ?? '' }
}
