import type { Selectable } from 'kysely'
import { found, Refusal } from '../refusal.ts'
import type { Settings } from './tables.ts'

/** A file of subscriptions that was taken in, as it lies in the file. */
export interface SubscriptionImportRow {
  id: string
  site: number
  /** What the file was called. */
  file: string | null
  subscriptions: number
  /** Changes that came with it. */
  events: number
  at: number
}

export type SubscriptionImport = Selectable<SubscriptionImportRow>

/** The newest, also where the clock has gone back since the one before. */
export async function addSubscriptionImport(
  settings: Settings,
  row: SubscriptionImport,
): Promise<void> {
  const [before] = await listSubscriptionImports(settings, row.site, { limit: 1, offset: 0 })
  const at = Math.max(row.at, (before?.at ?? 0) + 1)
  await settings
    .insertInto('subscription_import')
    .values({ ...row, at })
    .execute()
}

/** How many changes have come with it so far. */
export async function countSubscriptionImport(
  settings: Settings,
  { site, id }: Pick<SubscriptionImport, 'site' | 'id'>,
  events: number,
): Promise<void> {
  await settings
    .updateTable('subscription_import')
    .set({ events })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
}

/** The newest first. */
export async function listSubscriptionImports(
  settings: Settings,
  site: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<SubscriptionImport[]> {
  return await settings
    .selectFrom('subscription_import')
    .selectAll()
    .where('site', '=', site)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/**
 * The newest import. Throws a 404 for one that is not there, and a 409 for an earlier one: what the later ones tell is what has
 * changed since.
 */
export async function newestSubscriptionImport(
  settings: Settings,
  site: number,
  id: string,
): Promise<SubscriptionImport> {
  const rows = await listSubscriptionImports(settings, site, { limit: 1_000, offset: 0 })
  const row = found(
    rows.find((one) => one.id === id),
    `import "${id}"`,
  )
  if (rows[0]?.id === id) return row
  throw new Refusal(
    409,
    'a later import tells what has changed since this one; take that back first',
  )
}

export async function removeSubscriptionImport(
  settings: Settings,
  site: number,
  id: string,
): Promise<void> {
  await settings
    .deleteFrom('subscription_import')
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
}
