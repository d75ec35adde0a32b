import { classify } from '../../../collector/acquisition/classify.ts'
import type { Acquisition } from '../../../collector/acquisition/derive.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { site } from '../../models/sites.ts'
import { valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** What intake would make of a visit through this link, under the site's rules and aliases. */
export function acquisitionOf(link: string, rules: RulesOfSite | undefined): Acquisition {
  const hosts = { domain: site.value?.domain ?? '', hostnames: site.value?.hostnames ?? [] }
  // The API's filters and the rules' are the same shape; values that are no texts match nothing.
  const own = rules && {
    exclusions: rules.exclusions,
    aliases: rules.aliases,
    channels: rules.channels.rules as Parameters<typeof classify>[3] extends infer Rules
      ? Rules extends { channels: infer Channels }
        ? Channels
        : never
      : never,
  }
  return classify(link, undefined, hosts, own)
}

/** The channel's name, as the reader knows it. */
export function channelNameOf(link: string, rules: RulesOfSite | undefined): string {
  return valueName('channel', acquisitionOf(link, rules).channel, language.value, words.value)
}
