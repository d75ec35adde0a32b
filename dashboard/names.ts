import type { FilterValue } from '../collector/settings/filter.ts'
import type { Dimension } from '../collector/vocabulary.ts'
import { weekday } from './dates.ts'
import type { Texts } from './texts/texts.ts'

/** Country by its ISO code in the reader's language; what is no code stays as it is. */
export function countryName(code: string, language: string): string {
  return displayName(code, language, 'region')
}

function displayName(code: string, language: string, type: 'region' | 'language'): string {
  try {
    return new Intl.DisplayNames(language, { type }).of(code) ?? code
  } catch {
    // Not a code at all: an old import may carry names.
    return code
  }
}

/** The name for a word, where there is one; people may call things `constructor`, too. */
export function spelled(names: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(names, word) ? (names[word] ?? word) : word
}

const SPELLED: Partial<
  Record<Dimension, (value: string, language: string, texts: Texts) => string>
> = {
  channel: (value, _, { channels }) => spelled(channels, value),
  // As visits without a campaign and a referrer have it; of others it may be unknown, which is called `(none)`, too.
  medium: (value, _, { channels }) =>
    value === '(none)' ? `(${spelled(channels, 'Direct').toLowerCase()})` : value,
  country: (value, language) => countryName(value, language),
  language: (value, language) => displayName(value, language, 'language'),
  event: (value, _, { eventNames }) => spelled(eventNames, value),
  weekday: (value, language) => (/^[1-7]$/.test(value) ? weekday(Number(value), language) : value),
  hour: (value) => (/^\d{1,2}$/u.test(value) ? `${value.padStart(2, '0')}:00` : value),
  device: (value, _, { audience }) => spelled(audience.devices, value),
  'customer:state': (value, _, { customerStates }) => spelled(customerStates, value),
  visitor_kind: (value, _, { audience }) =>
    value === 'new' ? audience.new : value === 'returning' ? audience.returning : value,
}

/** What every visit has: only an event that belongs to none lacks it. Others may be absent from a visit, too. */
const OF_EVERY_VISIT: ReadonlySet<Dimension> = new Set(['channel', 'visitor_kind'])

/** A dimension's value as people read it. */
export function valueName(
  dimension: Dimension,
  value: FilterValue | undefined,
  language: string,
  texts: Texts,
): string {
  if (value === null || value === undefined || value === '') {
    return OF_EVERY_VISIT.has(dimension)
      ? texts.metricNotes.withoutVisit
      : `(${texts.filters.absent})`
  }
  return SPELLED[dimension]?.(String(value), language, texts) ?? String(value)
}

/** The name of a row: what has no value and no visit belongs to none, whatever a visit may lack. */
export function rowName(
  dimension: Dimension,
  row: Readonly<Record<string, FilterValue | undefined>>,
  language: string,
  texts: Texts,
): string {
  const value = row[dimension]
  const isAbsent = (value ?? null) === null
  const ofVisits = dimension !== 'event' && !/^(?:prop|variant):/u.test(dimension)
  return isAbsent && ofVisits && (row.visits ?? row.visitors) === 0
    ? texts.metricNotes.withoutVisit
    : valueName(dimension, value, language, texts)
}

/** What a value is called and, of an event, by what name it is sent where that is another: `Sign-up (Signup)`. */
export function wholeName(
  dimension: Dimension,
  value: FilterValue | undefined,
  language: string,
  texts: Texts,
): string {
  const name = valueName(dimension, value, language, texts)
  return dimension === 'event' && value && name !== value ? `${name} (${value})` : name
}

/** A dimension's name; a property is called by its key. */
export function dimensionName(dimension: Dimension, texts: Texts): string {
  return spelled(texts.dimensions, dimension).replace(/^(prop|variant):/u, '')
}
