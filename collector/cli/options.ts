import { type Command, Option } from 'commander'
import { SETTINGS } from '../all-settings.ts'
import type { Flags, SettingName } from '../config.ts'

const names = Object.keys(SETTINGS) as SettingName[]

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
  return text === '' || text === 'false' ? '' : `, default: ${text}`
}

/** Where what a command works on lies: each command that has settings takes these. */
const WHEREABOUTS: readonly SettingName[] = ['data', 'settingsUrl']

/** Adds the flags of these settings and of the whereabouts, or of all. Their defaults are the configuration's, not commander's. */
export function withSettings(command: Command, only: readonly SettingName[] = names): Command {
  for (const name of names.filter((one) => WHEREABOUTS.includes(one) || only.includes(one))) {
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

/** The whereabouts alone. */
export function withData(command: Command): Command {
  return withSettings(command, [])
}
