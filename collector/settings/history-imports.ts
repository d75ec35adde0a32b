import type { Selectable } from 'kysely'
import { found } from '../refusal.ts'
import type { Settings } from './tables.ts'

/** `stopped`: by who asked, or because the server ended; what was stored by then stays. */
export const IMPORT_STATES = ['running', 'done', 'failed', 'stopped'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** A file of another tool's history that was brought in, as it lies in the settings. */
export interface HistoryImportRow {
  id: string
  site: number
  format: string
  /** `events` or `days`. */
  kind: string
  /** What the file was called. */
  file: string | null
  state: string
  /** JSON: what it came to, and why it ended where it did not end well. */
  told: string
  at: number
  ended_at: number | null
}

export type HistoryImport = Selectable<HistoryImportRow>

/** The newest, also where the clock has gone back since the one before. */
export async function addHistoryImport(settings: Settings, row: HistoryImport): Promise<void> {
  const [before] = await listHistoryImports(settings, row.site, { limit: 1, offset: 0 })
  const at = Math.max(row.at, (before?.at ?? 0) + 1)
  await settings
    .insertInto('history_import')
    .values({ ...row, at })
    .execute()
}

export async function changeHistoryImport(
  settings: Settings,
  { id, site }: Pick<HistoryImport, 'id' | 'site'>,
  change: Partial<Pick<HistoryImport, 'state' | 'told' | 'ended_at'>>,
): Promise<void> {
  await settings
    .updateTable('history_import')
    .set(change)
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
}

/** The newest first. */
export async function listHistoryImports(
  settings: Settings,
  site: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<HistoryImport[]> {
  return await settings
    .selectFrom('history_import')
    .selectAll()
    .where('site', '=', site)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Throws a 404 for one that is not there. */
export async function historyImport(
  settings: Settings,
  site: number,
  id: string,
): Promise<HistoryImport> {
  const row = await settings
    .selectFrom('history_import')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row, `import "${id}"`)
}

export async function removeHistoryImport(
  settings: Settings,
  site: number,
  id: string,
): Promise<void> {
  await settings
    .deleteFrom('history_import')
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
}
