import { PLATFORMS, type PlatformName } from '../../../collector/acquisition/platforms.ts'
import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import { NO_TAGS, type TagValues } from './tagged-link.ts'

/** Where a link runs; undefined for one that one puts up oneself. */
export type Place = PlatformName | undefined

/** The tags with the next platform's in place of what is empty or was the last one's; what was typed stays. */
export function tagsAt(next: Place, before: Place, tags: TagValues): TagValues {
  const [suggested, left] = [suggestedAt(next), suggestedAt(before)]
  const pairs = LINK_TAGS.map((tag) => {
    const isOwn = tags[tag].trim() !== '' && tags[tag] !== left[tag]
    return [tag, isOwn ? tags[tag] : suggested[tag]] as const
  })
  return { ...NO_TAGS, ...Object.fromEntries(pairs) }
}

function suggestedAt(place: Place): TagValues {
  return place ? PLATFORMS[place].tags : NO_TAGS
}
