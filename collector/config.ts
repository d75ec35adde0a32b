import { SETTINGS } from './all-settings.ts'
import { Explained } from './explained.ts'
import { unknownName } from './nearest.ts'
import type { Setting } from './setting.ts'
import { Unexpected } from './setting-values.ts'

/** A setting that can't be meant; the message says which, where it came from and what would do. */
export class ConfigError extends Explained {}

/** The same of a flag, which whoever typed it has to mend: wrong use of the command. */
export class WrongFlag extends ConfigError {}

export type SettingName = keyof typeof SETTINGS
type Value<S> = S extends Setting<infer T> ? T : never
/** The whole configuration, read once at the start. */
export type Config = { readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> }
type Origin = 'flag' | 'environment' | 'default'
export type Environment = Readonly<Record<string, string | undefined>>
/** Flags as commander gives them: text, or true for a flag without a value. */
export type Flags = Readonly<Partial<Record<SettingName, string | boolean>>>

const names = Object.keys(SETTINGS) as SettingName[]

function refuseUnknown(environment: Environment): void {
  const known = names.map((name) => SETTINGS[name].env as string)
  const unknown = Object.keys(environment).find(
    (name) => name.startsWith('TRIBUTARY_') && !known.includes(name),
  )
  if (unknown === undefined) return
  const detail = unknownName('setting', unknown, known)
  throw new ConfigError(`${detail}. \`tributary config\` lists all settings.`)
}

/** What stands before the host may be a password, and messages end in logs. */
function withoutSecret(text: string): string {
  return text.replace(/^([a-z]+:\/\/).*@/u, '$1…@')
}

interface Given {
  text: string
  /** The flag or the variable. */
  where: string
  Wrong: typeof ConfigError
}

function parsed<T>(definition: Setting<T>, { text, where, Wrong }: Given): T {
  try {
    return definition.parse(text)
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error
    throw new Wrong(`${where} is "${withoutSecret(text)}"; expected ${error.message}.`)
  }
}

function readSetting<T>(
  definition: Setting<T>,
  flag: string | boolean | undefined,
  variable: string | undefined,
): { value: T; origin: Origin } {
  const { flag: usage, env, fallback } = definition
  const [name = usage] = usage.split(' ')
  if (flag !== undefined) {
    const given = { text: String(flag), where: name, Wrong: WrongFlag }
    return { value: parsed(definition, given), origin: 'flag' }
  }
  // An empty variable is what container files leave behind for "not set".
  if (variable === undefined || variable === '') return { value: fallback, origin: 'default' }
  const given = { text: variable, where: env, Wrong: ConfigError }
  return { value: parsed(definition, given), origin: 'environment' }
}

export interface ConfigEntry {
  name: SettingName
  value: unknown
  origin: Origin
}

/** Every setting with its value and where that came from. Throws ConfigError. */
export function explainConfig(flags: Flags, environment: Environment = process.env): ConfigEntry[] {
  refuseUnknown(environment)
  return names.map((name) => {
    const definition = SETTINGS[name] as Setting<unknown>
    return { name, ...readSetting(definition, flags[name], environment[definition.env]) }
  })
}

/** Flags before environment before defaults. Throws ConfigError. */
export function readConfig(flags: Flags, environment: Environment = process.env): Config {
  const entries = explainConfig(flags, environment).map(({ name, value }) => [name, value])
  return Object.fromEntries(entries) as Config
}
