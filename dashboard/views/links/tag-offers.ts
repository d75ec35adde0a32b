import { lintLink } from '../../../collector/acquisition/lint-link.ts'
import type { Counted } from '../../../collector/acquisition/near.ts'
import { PLATFORMS } from '../../../collector/acquisition/platforms.ts'
import type { LinkTag } from '../../../collector/acquisition/tag-link.ts'
import { offersOf } from '../../blocks/forms/counted-field.tsx'
import type { OfferGroup } from '../../parts/offers.tsx'
import { linkWords } from '../../texts/links.ts'
import { type LinkCheck, mannerOf, namesFor } from './link-check.ts'
import type { Place } from './platform-tags.ts'
import { NO_TAGS } from './tagged-link.ts'

/** Names to choose from: the site's own, or else those in use, with their visits, and what the platform fills in. */
export function tagOffers(tag: LinkTag, check: LinkCheck, place: Place): OfferGroup[] {
  const text = linkWords.value.offers
  const own = namesFor(tag, check.naming)
  const named = own.length > 0 ? countedOnes(own, check.used[tag]) : soundNames(tag, check, place)
  const macros = place ? PLATFORMS[place].macros : []
  return [
    { label: own.length > 0 ? text.listed : text.used, offers: offersOf(named) },
    { label: text.filled, offers: macros.map((name) => ({ key: name, name })) },
  ]
}

function countedOnes(names: readonly string[], used: readonly Counted[]): Counted[] {
  const counts = new Map(used.map(({ name, count }) => [name.toLowerCase(), count]))
  return names.map((name) => ({ name, count: counts.get(name.toLowerCase()) ?? 0 }))
}

/** Without those that the builder would point at as soon as they are chosen. */
function soundNames(tag: LinkTag, check: LinkCheck, place: Place): Counted[] {
  return check.used[tag].filter(({ name }) => {
    if (NOBODYS.has(name)) return false
    const link = { url: '', tags: { ...NO_TAGS, [tag]: name } }
    return !lintLink(link, mannerOf(check, place)(link)).some(
      ({ field, kind }) => field === tag && SLIPS.has(kind),
    )
  })
}

/** What visits are called that came without a link. */
const NOBODYS: ReadonlySet<string> = new Set(['direct', '(direct)'])

/** What is doubtful about a name by itself, whatever else the link says. */
const SLIPS: ReadonlySet<string> = new Set([
  ...['misspelt', 'macro', 'elsewhere', 'email', 'internal', 'spaces'],
])

/** Whether no visit of late and no list of the site has the name. */
export function isNewName(tag: LinkTag, value: string, { naming, used }: LinkCheck): boolean {
  const name = value.trim().toLowerCase()
  const known = [...namesFor(tag, naming), ...used[tag].map((one) => one.name)]
  return name !== '' && used[tag].length > 0 && !known.some((one) => one.toLowerCase() === name)
}
