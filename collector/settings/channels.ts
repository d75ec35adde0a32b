import { z } from 'zod'
import { RuleFilter } from './rule-filter.ts'
import type { Settings } from './tables.ts'

/** One rule: all of `when` must hold; the first rule that holds names the channel. */
export const ChannelRule = z.object({
  channel: z.string().trim().min(1).max(60),
  when: z.array(RuleFilter).min(1).max(20),
})
export type ChannelRule = z.infer<typeof ChannelRule>

/** The site's own list, asked before the default list. */
export const ChannelRules = z.object({ rules: z.array(ChannelRule).max(200) })
export type ChannelRules = z.infer<typeof ChannelRules>

export async function channelRules(settings: Settings, site: number): Promise<ChannelRules> {
  const row = await settings
    .selectFrom('rules')
    .select('channels')
    .where('site', '=', site)
    .executeTakeFirst()
  return ChannelRules.parse({ rules: JSON.parse(row?.channels ?? '[]') })
}

export async function replaceChannelRules(
  settings: Settings,
  site: number,
  { rules }: ChannelRules,
): Promise<void> {
  const channels = JSON.stringify(rules)
  await settings
    .insertInto('rules')
    .values({ site, channels, aliases: '{}', exclusions: '{}' })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ channels }))
    .execute()
}
