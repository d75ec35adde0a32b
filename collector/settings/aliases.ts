import { z } from 'zod'
import type { Aliased } from '../acquisition/site-rules.ts'
import type { Settings } from './tables.ts'

const Names = z.record(z.string().trim().min(1).max(200), z.string().trim().min(1).max(200))

/** Spellings that mean another name, applied on reading: `{source: {"fb": "facebook"}}`. */
export const Aliases = z.object({
  source: Names.default({}),
  medium: Names.default({}),
  campaign: Names.default({}),
} satisfies Record<Aliased, z.ZodType>)
export type Aliases = z.infer<typeof Aliases>

export async function aliasesOf(settings: Settings, site: number): Promise<Aliases> {
  const row = await settings
    .selectFrom('rules')
    .select('aliases')
    .where('site', '=', site)
    .executeTakeFirst()
  return Aliases.parse(JSON.parse(row?.aliases ?? '{}'))
}

export async function replaceAliases(
  settings: Settings,
  site: number,
  input: Aliases,
): Promise<void> {
  const aliases = JSON.stringify(input)
  await settings
    .insertInto('rules')
    .values({ site, channels: '[]', aliases, exclusions: '{}' })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ aliases }))
    .execute()
}
