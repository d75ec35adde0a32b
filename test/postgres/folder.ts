import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databasePath } from '../../collector/database-path.ts'
import { openAll } from '../../collector/open-all.ts'
import type { PostgresAddress } from '../../collector/postgres-address.ts'
import { freshDatabase } from '../fresh-database.ts'

/** A data folder with an empty database. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-shared-'))
  freshDatabase(databasePath(folder)).close()
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** What is opened of a folder whose settings lie in PostgreSQL. */
export async function openThere(folder: string, settingsUrl: PostgresAddress) {
  const data = await openAll({ data: folder, settingsUrl })
  if (!data.shared) throw new Error('its settings lie in the file')
  return { ...data, shared: data.shared }
}

export type Opened = Awaited<ReturnType<typeof openThere>>
