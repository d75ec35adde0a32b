import type { Config } from '../config.ts'
import type { PostgresAddress } from '../postgres-address.ts'
import { type Copy, copyOf } from '../settings/postgres/copy.ts'
import { sharedSettings } from '../settings/postgres/open.ts'
import { type Finding, finding } from './finding.ts'
import { inDatabase } from './in-database.ts'

/** Whether the settings answer, are those of this folder, and how far its copy is behind. */
export async function settings(config: Config): Promise<Finding> {
  const copy = inDatabase(config, copyOf)
  const { settingsUrl } = config
  if (settingsUrl) return await settingsAt(settingsUrl, copy)
  const mend = 'set TRIBUTARY_SETTINGS_URL, or bring them back with "tributary settings fetch"'
  return copy
    ? finding('settings', 'bad', 'they lie in a PostgreSQL that is not set', mend)
    : finding('settings', 'good', 'in the file')
}

async function settingsAt(address: PostgresAddress, copy: Copy | undefined): Promise<Finding> {
  const { pool, close } = sharedSettings(address)
  try {
    const { rows } = await pool.query<{ id: string; behind: number }>(
      'select id, (select count(*) from setting_change where n > $1) as behind from settings_store',
      [copy?.upto ?? 0],
    )
    return copied(`${address}`, copy, rows[0])
  } catch (error) {
    if (isEmpty(error) && !copy)
      return finding('settings', 'good', `${address}; the first start moves the settings there`)
    const reason = error instanceof Error ? error.message : String(error)
    const mend = 'start it, or put TRIBUTARY_SETTINGS_URL right; events are taken meanwhile'
    return finding('settings', 'bad', `${address}: ${reason}`, mend)
  } finally {
    await close()
  }
}

function copied(
  there: string,
  copy: Copy | undefined,
  store: { id: string; behind: number } | undefined,
): Finding {
  if (!(copy && store))
    return finding('settings', 'good', `${there}; the first start brings them together`)
  if (copy.store !== store.id) {
    const mend = 'name the database that this folder belongs to'
    return finding('settings', 'bad', `${there} holds the settings of other collectors`, mend)
  }
  if (store.behind === 0) return finding('settings', 'good', there)
  const mend = 'start the server: it copies them'
  return finding('settings', 'warn', `${there}, ${store.behind} changes are not copied yet`, mend)
}

/** PostgreSQL's word for a table that is not there. */
function isEmpty(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42P01'
}
