import { Command } from 'commander'
import { SETTINGS } from '../all-settings.ts'
import { explainConfig } from '../config.ts'
import { settingFlags, withSettings } from './options.ts'
import { printRows } from './print.ts'

export function configCommand(): Command {
  return withSettings(new Command('config'))
    .description('every setting: its value here and where that comes from')
    .option('--json', 'print as JSON')
    .action((options: { json?: boolean }) => {
      const rows = explainConfig(settingFlags(options)).map(({ name, value, origin }) => ({
        name,
        value: value ?? null,
        origin,
        flag: SETTINGS[name].flag.split(' ')[0],
        env: SETTINGS[name].env,
        default: SETTINGS[name].fallback ?? null,
        description: SETTINGS[name].description,
      }))
      printRows(rows, ['flag', 'env', 'value', 'origin', 'description'], options.json)
    })
}
