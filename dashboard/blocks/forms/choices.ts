import type { Choice } from '../../parts/field.tsx'
import { language } from '../../texts/texts.ts'

/** Long lists that the browser knows by itself. */
const TIMEZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')]
export const CURRENCIES = Intl.supportedValuesOf('currency')

/** The reader's own time zone, as a first guess for a site's. */
export function ownTimezone(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return TIMEZONES.includes(own) ? own : 'UTC'
}

export function named(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, name: value.replaceAll('_', ' ') }))
}

/** `EUR · Euro`: a code is known to who uses it, its name to everybody. */
export function currencies(codes: readonly string[] = CURRENCIES): Choice[] {
  const names = new Intl.DisplayNames(language.value, { type: 'currency' })
  return codes.map((code) => {
    const name = names.of(code)
    return { value: code, name: name && name !== code ? `${code} · ${name}` : code }
  })
}

/** `Berlin, Europe`: the city is what is sought. A zone that is stored and that this browser does not know stands first. */
export function timezones(chosen: string): Choice[] {
  const known = TIMEZONES.includes(chosen) ? TIMEZONES : [chosen, ...TIMEZONES]
  return known.map((value) => {
    const name = value.replaceAll('_', ' ').split('/').toReversed().join(', ')
    return { value, name }
  })
}

const details = new Map<string, { note: string; also: string }>()

/** How far it is from UTC now, and the place in the reader's language: `UTC+8`, `中国时间`. */
export function timezoneDetail(zone: string) {
  const key = `${language.value} ${zone}`
  const known = details.get(key)
  if (known) return known
  const offset = zone === 'UTC' ? '' : zonePart(zone, 'en', 'shortOffset').replace('GMT', 'UTC')
  const made = {
    note: offset.replace('-', '−'),
    also: `${offset} ${zonePart(zone, language.value, 'shortGeneric')}`,
  }
  details.set(key, made)
  return made
}

type ZoneStyle = Intl.DateTimeFormatOptions['timeZoneName'] & string

/** Empty for a zone that this browser does not know. */
function zonePart(timeZone: string, tag: string, timeZoneName: ZoneStyle): string {
  try {
    const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName }).formatToParts()
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  } catch {
    return ''
  }
}
