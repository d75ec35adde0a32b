import type { Settings } from './tables.ts'

/**
 * When the site was last told to store nothing where it had stored an id, in epoch ms, by the history of its settings; null where
 * that does not tell.
 */
export async function storesNothingSince(settings: Settings, site: number): Promise<number | null> {
  const row = await settings
    .selectFrom('audit')
    .select('at')
    .where('site', '=', site)
    .where('thing', '=', 'site')
    .where('what', '=', 'changed')
    .where('before', 'like', '%"identity":"stored"%')
    .where('after', 'like', '%"identity":"cookieless"%')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}
