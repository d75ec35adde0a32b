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

export async function addSubscriptionImport(
  settings: Settings,
  row: SubscriptionImport,
): Promise<void> {
  await settings.insertInto('subscription_import').values(row).execute()
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
