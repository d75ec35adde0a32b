import { boxOf, keepIn } from './auth/box.ts'
import type { Config } from './config.ts'
import { type OpenData, openData } from './data-folder.ts'
import type { PostgresAddress } from './postgres-address.ts'
import { bind } from './settings/postgres/bind.ts'
import { copyOf, numberOf } from './settings/postgres/copy.ts'
import type { SharedSettings } from './settings/postgres/open.ts'
import type { Settings } from './settings/tables.ts'
import { StartError } from './storage-trouble.ts'

/** The folder's database and the settings, wherever they lie. */
export interface AllData extends OpenData {
  /** What the file says of them: the settings themselves, or a copy of those that intake and reports read. */
  file: Settings
  /** Settings in PostgreSQL. */
  shared: JoinedSettings | undefined
}

export interface JoinedSettings extends SharedSettings {
  address: PostgresAddress
  /** Brings their schema and the file's copy up to date. Throws a StartError where they cannot be, or do not belong together. */
  join(): Promise<void>
}

interface Options {
  /** After a look at the pages of the file, if they are not too many. */
  checked?: boolean
  /** As the collector of that number. */
  serves?: boolean
  /** Called with the reason where PostgreSQL does not answer: then the copy has to do. Absent: nothing is opened then. */
  unanswered?(reason: string): void
}

/**
 * Opens both. Throws a StartError where they do not belong together, and what `openData` throws.
 */
export async function openAll(
  {
    data: folder,
    settingsUrl,
    collector = 0,
  }: Pick<Config, 'data' | 'settingsUrl'> & Partial<Pick<Config, 'collector'>>,
  { checked = false, serves = false, unanswered }: Options = {},
): Promise<AllData> {
  const data = openData(folder, { checked })
  const file = data.settings
  if (!settingsUrl) {
    if (!copyOf(data.db)) return { ...data, file, shared: undefined }
    await data.close()
    throw new StartError(
      'The settings of this data folder lie in PostgreSQL: name it in TRIBUTARY_SETTINGS_URL, or bring them back into the file with "tributary settings fetch".',
    )
  }
  const before = numberOf(data.db) ?? collector
  if (serves && before !== collector) {
    await data.close()
    throw new StartError(
      `This is the data folder of collector ${before}. Set TRIBUTARY_COLLECTOR to that number.`,
    )
  }
  // Its client is loaded by whoever needs it.
  const { isUnanswered, prepare, sharedSettings } = await import('./settings/postgres/open.ts')
  const shared = sharedSettings(settingsUrl)
  const secrets = boxOf(file)
  keepIn(shared.settings, secrets)
  const close = async () => {
    await shared.close()
    await data.close()
  }
  const join = async () => {
    await prepare(shared, settingsUrl, copyOf(data.db) !== undefined)
    await bind(data.db, shared.pool, keyCheckBy(secrets))
  }
  try {
    await join()
  } catch (error) {
    if (!(unanswered && isUnanswered(error) && copyOf(data.db))) {
      await close()
      throw error
    }
    unanswered(String((error as Error).message))
  }
  const joined = { ...shared, address: settingsUrl, join }
  return { db: data.db, settings: shared.settings, file, shared: joined, close }
}

function keyCheckBy({ sign }: ReturnType<typeof boxOf>): (store: string) => string {
  return (store) => sign(`settings ${store}`).toString('base64url')
}
