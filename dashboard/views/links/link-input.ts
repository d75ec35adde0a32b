import type { LinkTags } from '../../../collector/acquisition/tag-link.ts'
import { readAddress } from '../../../collector/acquisition/typed-address.ts'
import type { Link, LinkInput } from '../../../collector/settings/links.ts'
import { NO_TAGS, type TagValues } from './tagged-link.ts'

/** What a link has beside its address and tags. */
type Kept = Partial<Pick<Link, 'owner' | 'note' | 'archived'>>

/** What the API stores of a link; of what may be missing, empty fields are left out. */
export function inputOf(
  address: string,
  tags: LinkTags,
  slug: string,
  { owner = '', note = '', archived = false }: Kept = {},
): LinkInput {
  const { source = '', medium = '', campaign = '', content = '', term = '' } = tags
  return {
    url: readAddress(address)?.href ?? address,
    source,
    medium,
    campaign,
    archived,
    ...(isSaid(slug) ? { slug } : {}),
    ...(isSaid(content) ? { content } : {}),
    ...(isSaid(term) ? { term } : {}),
    ...(isSaid(owner) ? { owner } : {}),
    ...(isSaid(note) ? { note } : {}),
  }
}

function isSaid(value: string): boolean {
  return value.trim() !== ''
}

/** A stored link's tags as the form edits them. */
export function tagsOf({ source, medium, campaign, content, term }: Link): TagValues {
  return { ...NO_TAGS, source, medium, campaign, content: content ?? '', term: term ?? '' }
}
