import type { SiteRules } from '../acquisition/site-rules.ts'
import { Aliases } from './aliases.ts'
import { ChannelRule } from './channels.ts'
import { Exclusions } from './exclusions.ts'
import type { Settings } from './tables.ts'

const COLUMNS = ['channels', 'aliases', 'exclusions'] as const

/** JSON each; null or nothing where the site has none of its own. */
export type StoredRules = Partial<Record<(typeof COLUMNS)[number], string | null>>

/** Everything of the site that decides how an acquisition reads, and what else its exclusions say. */
export function siteRulesOf({
  channels,
  aliases,
  exclusions,
}: StoredRules): SiteRules & { exclusions: Exclusions } {
  return {
    channels: ChannelRule.array().parse(JSON.parse(channels ?? '[]')),
    aliases: Aliases.parse(JSON.parse(aliases ?? '{}')),
    exclusions: Exclusions.parse(JSON.parse(exclusions ?? '{}')),
  }
}

export async function siteRules(settings: Settings, site: number): Promise<SiteRules> {
  const row = await settings
    .selectFrom('rules')
    .select(COLUMNS)
    .where('site', '=', site)
    .executeTakeFirst()
  return siteRulesOf(row ?? {})
}
