/** One setting of the configuration. */
export interface Setting<T> {
  /** For the command line, as commander takes it. */
  flag: string
  env: string
  fallback: T
  description: string
  /** Throws a text of what was expected. */
  parse(text: string): T
}

export function setting<T>(definition: Setting<T>): Setting<T> {
  return definition
}
