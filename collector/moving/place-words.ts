import type { ImportedEvent } from './format.ts'

const CODE = /^[A-Z]{2}$/

export interface ForeignPlace {
  /** ISO 3166-1 alpha-2 in either case, or the English name. */
  country?: string | undefined
  /** ISO 3166-2 with or without its country before it, or a name. */
  region?: string | undefined
  city?: string | undefined
}

type Known = Pick<ImportedEvent, keyof ForeignPlace>

const UNKNOWN = /^(?:|xx|zz|t1|unknown|\(not set\)|n\/a)$/i

/** Where it was, as our own look-up says it; nothing of a place without a country. */
export function placeOf({ country = '', region = '', city = '' }: ForeignPlace): Known {
  const code = countryOf(country)
  if (code === undefined) return {}
  const place: Known = { country: code }
  const within = region.startsWith(`${code}-`) ? region.slice(3) : region
  if (!UNKNOWN.test(within)) place.region = within
  if (!UNKNOWN.test(city)) place.city = city
  return place
}

function countryOf(text: string): string | undefined {
  if (UNKNOWN.test(text)) return undefined
  const upper = text.toUpperCase()
  return CODE.test(upper) ? upper : namesOfCountries().get(plain(text))
}

let names: Map<string, string> | undefined

/** Names that reports give and Unicode does not. */
const ALSO: Readonly<Record<string, string>> = {
  'czech republic': 'CZ',
  turkey: 'TR',
  'myanmar burma': 'MM',
  macedonia: 'MK',
  swaziland: 'SZ',
  'palestinian territories': 'PS',
  'viet nam': 'VN',
  'korea republic of': 'KR',
  'russian federation': 'RU',
}

/** Every code's English names, the long and the short. */
function namesOfCountries(): Map<string, string> {
  if (names) return names
  names = new Map(Object.entries(ALSO))
  const styles = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames('en', { type: 'region', style, fallback: 'none' }),
  )
  for (const code of codes()) {
    for (const style of styles) {
      const name = style.of(code)
      if (name && !names.has(plain(name))) names.set(plain(name), todays(code))
    }
  }
  return names
}

function* codes(): Generator<string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const first of letters) for (const second of letters) yield first + second
}

/** Of states that are no more the codes are kept, with today's names. */
function todays(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/gu, 'and')
    .replace(/[^a-z]+/gu, ' ')
    .trim()
}
