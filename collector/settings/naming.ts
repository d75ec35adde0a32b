import { z } from 'zod'
import type { Settings } from './tables.ts'

const Words = z.array(z.string().trim().min(1).max(200)).max(500).default([])

/** What a site's campaign links may be called; an empty list allows everything. */
export const Naming = z.object({
  sources: Words,
  media: Words,
  campaigns: Words,
  /** Glob of campaigns, like `*-2026-*`; null allows every name. */
  pattern: z.string().trim().min(1).max(200).nullable().default(null),
  /** Tags that every link has, beside source, medium and campaign. */
  required: z
    .array(z.enum(['content', 'term']))
    .max(2)
    .default([]),
})
export type Naming = z.infer<typeof Naming>

export async function namingOf(settings: Settings, site: number): Promise<Naming> {
  const row = await settings
    .selectFrom('rules')
    .select('naming')
    .where('site', '=', site)
    .executeTakeFirst()
  return Naming.parse(JSON.parse(row?.naming ?? '{}'))
}

export async function replaceNaming(
  settings: Settings,
  site: number,
  input: Naming,
): Promise<void> {
  const naming = JSON.stringify(input)
  await settings
    .insertInto('rules')
    .values({ site, channels: '[]', aliases: '{}', exclusions: '{}', naming })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ naming }))
    .execute()
}
