import type { Acquisition } from '../../../collector/acquisition/derive.ts'
import type { SiteRules } from '../../../collector/acquisition/site-rules.ts'
import { taggedVisit } from '../../../collector/acquisition/tagged-visit.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** What intake would make of a visit through this link, under the site's rules and aliases. */
export function acquisitionOf(link: string, rules: RulesOfSite | undefined): Acquisition {
  return taggedVisit(link, rules && siteRules(rules))
}

/** The API's filters and the rules' are the same shape; values that are no texts match nothing. */
function siteRules({ exclusions, aliases, channels }: RulesOfSite): SiteRules {
  return { exclusions, aliases, channels: channels.rules as SiteRules['channels'] }
}

/** The channel's name, as the reader knows it. */
export function channelNameOf(link: string, rules: RulesOfSite | undefined): string {
  return valueName('channel', acquisitionOf(link, rules).channel, language.value, words.value)
}
