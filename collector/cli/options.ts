import { type Command, Option } from 'commander'
import { SETTINGS } from '../all-settings.ts'
import type { Flags, SettingName } from '../config.ts'

const names = Object.keys(SETTINGS) as SettingName[]

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
  return text === '' || text === 'false' ? '' : `, default: ${text}`
}

/** Adds the flags of these settings, or of all. Their defaults are the configuration's, not commander's. */
export function withSettings(command: Command, only: readonly SettingName[] = names): Command {
  for (const name of only) {
    const { flag, description, env, fallback } = SETTINGS[name]
    command.addOption(new Option(flag, `${description} (${env}${shown(fallback)})`))
  }
  return command
}

/** Whatever of a command's options is a setting, for `readConfig`. */
export function settingFlags(options: object): Flags {
  const known = Object.entries(options).filter(([name]) => names.some((one) => one === name))
  return Object.fromEntries(known)
}

/** `--data` alone, which every command has. */
export function withData(command: Command): Command {
  return withSettings(command, ['data', 'settingsUrl'])
}
