import type { Choice } from '../../parts/field.tsx'

/** Long lists that the browser knows by itself. */
export const TIMEZONES = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
]
export const CURRENCIES = Intl.supportedValuesOf('currency')

/** The reader's own time zone, as a first guess for a site's. */
export function ownTimezone(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return TIMEZONES.includes(own) ? own : 'UTC'
}

export function named(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, name: value.replaceAll('_', ' ') }))
}
