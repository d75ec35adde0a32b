import type { Aliases } from '../../collector/settings/aliases.ts'
import type { ChannelRules } from '../../collector/settings/channels.ts'
import type { Exclusions } from '../../collector/settings/exclusions.ts'
import { ask, sitePath } from '../api.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Aliases, ChannelRules, Exclusions }

/** A question for one of the site's sheets: a thing there is exactly one of. */
export function sheetQuestion<Sheet>(name: string): Question<Sheet> | undefined {
  const domain = siteDomain.value
  if (domain === undefined) return undefined
  const path = sitePath(domain, name)
  return { key: path, fetch: (signal) => ask<Sheet>('GET', path, { signal }) }
}

export function saveSheet(name: string, sheet: object): Promise<unknown> {
  return ask('PUT', sitePath(siteDomain.peek() ?? '', name), { body: sheet })
}

export interface RulesOfSite {
  channels: ChannelRules
  aliases: Aliases
  exclusions: Exclusions
}

/** Everything that decides the channel of a landing, in one go. */
export function rulesQuestion(): Question<RulesOfSite> | undefined {
  const channels = sheetQuestion<ChannelRules>('channels')
  const aliases = sheetQuestion<Aliases>('aliases')
  const exclusions = sheetQuestion<Exclusions>('exclusions')
  if (!(channels && aliases && exclusions)) return undefined
  return {
    key: `rules ${channels.key}`,
    fetch: async (signal) => ({
      channels: await channels.fetch(signal),
      aliases: await aliases.fetch(signal),
      exclusions: await exclusions.fetch(signal),
    }),
  }
}
