import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { ownedSites } from '../store/sqlite/owned-sites.ts'
import { nginxOf } from './nginx.ts'
import { settingFlags, withData, withSettings } from './options.ts'
import { printRows } from './print.ts'
import { withOpenData } from './with-data.ts'

function list(): Command {
  return withData(new Command('list'))
    .description('who has which site, and where each is reached')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const rows = await withOpenData(options, async ({ db }) =>
        ownedSites(db).sites.map((site) => ({ ...site })),
      )
      printRows(rows, ['domain', 'collector', 'address', 'moving_to'], options.json)
    })
}

function nginx(): Command {
  return withSettings(new Command('nginx'), ['data', 'trackerPath'])
    .description('print what nginx needs to ask each site’s own collector')
    .action(async (options: object) => {
      const { trackerPath } = readConfig(settingFlags(options))
      const owned = await withOpenData(options, async ({ db }) => ownedSites(db))
      console.log(nginxOf(owned, trackerPath))
    })
}

export function collectorsCommand(): Command {
  return new Command('collectors')
    .description('several collectors: who has which site')
    .addCommand(list())
    .addCommand(nginx())
}
