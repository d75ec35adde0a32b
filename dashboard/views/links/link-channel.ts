import type { Acquisition } from '../../../collector/acquisition/derive.ts'
import { taggedVisit } from '../../../collector/acquisition/tagged-visit.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** What intake would make of a visit through this link, under the site's rules and aliases. */
export function acquisitionOf(link: string, rules: RulesOfSite | undefined): Acquisition {
  return taggedVisit(link, rules && { ...rules, channels: rules.channels.rules })
}

/** The channel's name, as the reader knows it. */
export function channelNameOf(link: string, rules: RulesOfSite | undefined): string {
  return valueName('channel', acquisitionOf(link, rules).channel, language.value, words.value)
}
