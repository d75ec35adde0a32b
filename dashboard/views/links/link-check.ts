import type { Doubt, Manner, TypedLink } from '../../../collector/acquisition/link-doubt.ts'
import { lintLink } from '../../../collector/acquisition/lint-link.ts'
import type { Counted } from '../../../collector/acquisition/near.ts'
import { LINK_TAGS, type LinkTag } from '../../../collector/acquisition/tag-link.ts'
import { periodRequest } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import {
  type Naming,
  type RulesOfSite,
  rulesQuestion,
  sheetQuestion,
} from '../../models/site-rules.ts'
import { site } from '../../models/sites.ts'
import { numberOf } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { todayHere } from '../../models/view.ts'
import { acquisitionOf } from './link-channel.ts'
import type { Place } from './platform-tags.ts'
import { taggedLink } from './tagged-link.ts'

/** Names that visits of the last 90 days came under, by how many. */
export type NamesUsed = Record<LinkTag, Counted[]>

const MOST_NAMES = 50

/** The names in use, all tags in one go. */
export function namesUsedQuestion(): Question<NamesUsed> | undefined {
  const period = periodRequest('last90', todayHere.value)
  const questions = LINK_TAGS.map((tag) =>
    reportQuestion('stats', { period, metrics: ['visits'], dimensions: [tag], limit: MOST_NAMES }),
  )
  const [first] = questions
  if (!first) return undefined
  return {
    key: `names ${first.key}`,
    fetch: async (signal) => {
      const answers = await Promise.all(questions.map((question) => question?.fetch(signal)))
      const names = LINK_TAGS.map((tag, i) => {
        const rows = answers[i]?.rows ?? []
        const counted = rows.flatMap((row) =>
          typeof row[tag] === 'string'
            ? [{ name: row[tag], count: numberOf(row, 'visits') ?? 0 }]
            : [],
        )
        return [tag, counted] as const
      })
      return { ...NO_NAMES, ...Object.fromEntries(names) }
    },
  }
}

const NO_NAMES: NamesUsed = { source: [], medium: [], campaign: [], content: [], term: [] }

const FREE: Naming = { sources: [], media: [], campaigns: [], pattern: null, required: [] }

/** The site's own names for a tag; of what it has no list, none. */
export function namesFor(tag: LinkTag, naming: Naming): readonly string[] {
  const { sources: source, media: medium, campaigns: campaign } = naming
  const own: Partial<Record<LinkTag, readonly string[]>> = { source, medium, campaign }
  return own[tag] ?? []
}

/** What links are held against: the site's names, those in use, its rules. */
export interface LinkCheck {
  rules: RulesOfSite | undefined
  naming: Naming
  used: NamesUsed
}

/** Until an answer is there, and where it is refused, nothing is held against it. */
export function useLinkCheck(): LinkCheck {
  const rules = useResource<RulesOfSite>(rulesQuestion).data.value
  const naming = useResource<Naming>(() => sheetQuestion('naming')).data.value ?? FREE
  const used = useResource<NamesUsed>(namesUsedQuestion).data.value ?? NO_NAMES
  return { rules, naming, used }
}

/** How a link is judged where it runs. */
export function mannerOf({ rules, naming, used }: LinkCheck, place: Place) {
  const ownHost = site.value?.domain ?? ''
  return ({ url, tags }: TypedLink): Manner => {
    const link = taggedLink(url.trim() === '' ? ownHost : url, tags)
    const placed = link !== undefined && acquisitionOf(link, rules).channel !== 'Unassigned'
    return { names: naming, used, ownHost, platform: place, placed }
  }
}

/** All that is doubtful about a link where it runs. */
export function doubtsOf(link: TypedLink, check: LinkCheck, place: Place): Doubt[] {
  return lintLink(link, mannerOf(check, place)(link))
}
