import type { Filter } from '../../../collector/settings/filter.ts'
import {
  type Dimension,
  isCustomerFact,
  type NamedDimension,
} from '../../../collector/vocabulary.ts'
import { FILTER_GROUPS, filterable } from '../../models/filters.ts'
import { rank, ranked, rankOf, wordsIn } from '../../models/ranking.ts'
import type { SiteValue } from '../../models/site-values.ts'
import { dimensionName, valueName } from '../../names.ts'
import { filterWords, type Surroundings } from './filter-text.ts'

/** What a filter is to be about: a dimension, what people did, or a property yet to be named. */
export type About = Dimension | 'deed' | 'property'

/** Something that can be chosen: a filter that applies at once, or what one is to be about. */
export type Offer = {
  key: string
  /** What kind of thing it is. */
  lead: string
  name: string
  count?: number
} & ({ filter: Filter } | { about: About })

export interface OfferGroup {
  label: string
  offers: Offer[]
}

/** What there is to choose from. */
export interface Choosable {
  values: readonly SiteValue[]
  /** Those that were found later. */
  more: readonly SiteValue[]
  recent: readonly Filter[]
  /** Names of goals. */
  goals: readonly string[]
  /** A guest is told of no accounts. */
  guest: boolean
}

/** Values that are offered in all, and of one dimension among others. */
const MOST_VALUES = 10
const MOST_OF_ONE = 4
/** Of one dimension alone. */
const MOST_ALONE = 50
/** Dimensions in whose texts a part may be sought. */
const WITH_PARTS: readonly NamedDimension[] = ['page', 'campaign', 'source']

/** Before anything is typed: what was chosen last, and what a filter can be about. */
export function firstOffers({ recent, guest }: Choosable, around: Surroundings): OfferGroup[] {
  const text = around.texts.filters
  return [
    { label: text.recent, offers: recent.map((filter) => offerOf(filter, around)) },
    ...FILTER_GROUPS.filter((group) => !(guest && group === 'customers')).map((group) => ({
      label: text.groups[group],
      offers: [
        ...filterable(group)
          .filter((name) => !(guest && isClosed(name)))
          .map((name) => aboutOffer(name, around)),
        ...(group === 'behaviour'
          ? [aboutOffer('deed', around), aboutOffer('property', around)]
          : []),
      ],
    })),
  ]
}

/** What answers to what was typed: values of any dimension, segments and goals, texts that have it, dimensions. */
export function foundOffers(typed: string, from: Choosable, around: Surroundings): OfferGroup[] {
  const text = around.texts.filters
  const abouts = aboutsFound(typed, from, around)
  const values = { label: text.valuesFound, offers: valuesFound(typed, from.values, around) }
  const isNamed = abouts.some(({ name }) => name.toLowerCase() === typed.trim().toLowerCase())
  const dimensions = { label: text.dimension, offers: abouts }
  return [
    ...(isNamed ? [dimensions, values] : [values]),
    { label: text.groups.behaviour, offers: savedFound(typed, from, around) },
    ...(isNamed ? [] : [dimensions]),
    { label: text.parts, offers: partsOf(typed, around) },
    { label: text.moreValues, offers: valuesFound(typed, from.more, around) },
  ]
}

/** The values of one dimension that answer, and what was typed as one of them. */
export function offersOf(
  dimension: Dimension,
  typed: string,
  values: readonly SiteValue[],
  around: Surroundings,
): Offer[] {
  const own = values.filter((one) => one.dimension === dimension)
  const sought = wordsIn(typed)
  const found = sought.length === 0 ? own : rankedValues(own, sought, around)
  return found.slice(0, MOST_ALONE).map((one) => valueOffer(one, around))
}

function valuesFound(typed: string, values: readonly SiteValue[], around: Surroundings): Offer[] {
  const best = rankedValues(values, wordsIn(typed), around)
  const taken = new Map<Dimension, number>()
  // Several words name the dimension, too: then there may be many of it.
  const most = wordsIn(typed).length > 1 ? MOST_VALUES : MOST_OF_ONE
  const spread = best.filter(({ dimension }) => {
    const count = (taken.get(dimension) ?? 0) + 1
    taken.set(dimension, count)
    return count <= most
  })
  return spread.slice(0, MOST_VALUES).map((one) => valueOffer(one, around))
}

/** The values that answer to the words, by their names or as they are stored; of equals the commonest first. */
export function rankedValues(
  values: readonly SiteValue[],
  sought: readonly string[],
  { language, texts }: Surroundings,
): SiteValue[] {
  const byCount = values.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
  return ranked(byCount, ({ dimension, value }) => {
    const name = valueName(dimension, value, language, texts)
    const stored = value === null || value === name ? '' : ` ${value}`
    return rankOf({ name: name + stored, kind: dimensionName(dimension, texts) }, sought)
  })
}

/** Segments and goals by their names. */
function savedFound(typed: string, { goals }: Choosable, around: Surroundings): Offer[] {
  const sought = wordsIn(typed)
  const filters: Filter[] = [
    ...around.segments.map(({ id }): Filter => ['segment', id]),
    ...goals.map((name): Filter => ['has_done', 'goal', [name]]),
  ]
  const offers = filters.map((filter) => offerOf(filter, around))
  return ranked(offers, ({ name, lead }) => rankOf({ name, kind: lead }, sought))
}

function aboutsFound(typed: string, { guest }: Choosable, around: Surroundings): Offer[] {
  const abouts: About[] = [...FILTER_GROUPS.flatMap(filterable), 'deed', 'property']
  const offers = abouts
    .filter((about) => !(guest && isClosed(about)))
    .map((about) => aboutOffer(about, around))
  return ranked(offers, ({ name }) => rank(name, typed.trim().toLowerCase()))
}

/** Guests are told of nobody's account. */
function isClosed(about: About): boolean {
  return about === 'account' || isCustomerFact(about)
}

function partsOf(typed: string, around: Surroundings): Offer[] {
  const part = typed.trim()
  if (part.length < 2) return []
  return WITH_PARTS.map((dimension) => offerOf(['contains', dimension, [part]], around))
}

function offerOf(filter: Filter, around: Surroundings): Offer {
  const { subject, verb, object } = filterWords(filter, around)
  const isPlain = filter[0] === 'is'
  const lead = [subject, isPlain ? '' : verb].filter(Boolean).join(' ')
  return { key: JSON.stringify(filter), lead, name: object, filter }
}

function valueOffer({ dimension, value, count }: SiteValue, around: Surroundings): Offer {
  const offer = offerOf(['is', dimension, [value]], around)
  return count === undefined ? offer : { ...offer, count }
}

function aboutOffer(about: About, { texts }: Surroundings): Offer {
  const isNamed = about === 'deed' || about === 'property'
  const name = isNamed ? texts.filters[about] : dimensionName(about, texts)
  return { key: `about ${about}`, lead: '', name, about }
}
