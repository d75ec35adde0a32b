import { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { openAll } from '../open-all.ts'
import { takeServeLock } from '../serve-lock.ts'
import { copyOf, numberOf } from '../settings/postgres/copy.ts'
import { fetchAll } from '../settings/postgres/fetch.ts'
import { listSites } from '../settings/sites.ts'
import { StartError } from '../storage-trouble.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { ownedSites } from '../store/sqlite/owned-sites.ts'
import { settingFlags, withData } from './options.ts'
import { say } from './print.ts'

/** Nobody may write settings into the one while they are brought back from the other. */
async function alone<T>({ data }: Config, work: () => Promise<T>): Promise<T> {
  const lock = takeServeLock(data)
  if (!lock) throw new StartError(`A server is serving ${data}. Stop it first.`)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Two that each have settings of their own would number new sites alike. */
function requireAllHere(db: Connection): void {
  const own = numberOf(db)
  const { collectors, sites } = ownedSites(db)
  const first = sites.find(({ collector }) => collector !== own)
  if (!first || collectors.length === 0) return
  throw new StartError(
    `Collector ${first.collector} has ${first.domain}: bring all sites here first, with "tributary collectors move", and stop the others.`,
  )
}

function fetchCommand(): Command {
  return withData(new Command('fetch'))
    .description('bring the settings back from PostgreSQL into the file')
    .action(async (options: object) => {
      const config = readConfig(settingFlags(options))
      if (!config.settingsUrl) {
        throw new StartError(
          'Name the PostgreSQL that holds the settings in TRIBUTARY_SETTINGS_URL.',
        )
      }
      await alone(config, async () => {
        const data = await openAll(config)
        try {
          requireAllHere(data.db)
          const copy = copyOf(data.db)
          if (copy && data.shared) await fetchAll(data.db, data.shared.pool, copy.store)
          say(`the settings of ${(await listSites(data.file)).length} sites lie in the file again`)
        } finally {
          await data.close()
        }
      })
      say('Start without TRIBUTARY_SETTINGS_URL. What PostgreSQL holds stays there.')
    })
}

export function settingsCommand(): Command {
  return new Command('settings')
    .description('settings that lie in PostgreSQL')
    .addCommand(fetchCommand())
}
