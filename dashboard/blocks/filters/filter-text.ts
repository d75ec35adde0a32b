import { fold, type LeafOf } from '../../../collector/filter-tree.ts'
import type { Filter, FilterValue } from '../../../collector/settings/filter.ts'
import type { FunnelFilter } from '../../../collector/settings/funnel-filter.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { isDeed } from '../../models/filters.ts'
import type { Segment } from '../../models/things.ts'
import { dimensionName, valueName } from '../../names.ts'
import type { Texts } from '../../texts/texts.ts'

export interface Surroundings {
  texts: Texts
  language: string
  segments: readonly Segment[]
}

export interface FilterWords {
  subject: string
  verb: string
  object: string
  /** Holds several filters, which brackets keep together inside of another. */
  joins?: boolean
}

/** A filter in three words or so: what its chip shows. */
export function filterWords(filter: Filter, around: Surroundings): FilterWords {
  const { filters } = around.texts
  const joinedBy = (joint: string) => (members: FilterWords[]) => ({
    subject: '',
    verb: '',
    object: members.map(nested).join(joint),
    joins: true,
  })
  return fold<Filter, FilterWords>(filter, {
    leaf: (leaf) => leafWords(leaf, around),
    and: joinedBy(filters.and),
    or: joinedBy(filters.or),
    not: (member) => ({ subject: '', verb: filters.not, object: nested(member) }),
  })
}

function leafWords(leaf: LeafOf<Filter>, around: Surroundings): FilterWords {
  const { filters } = around.texts
  if (leaf[0] === 'segment') {
    const named = around.segments.find(({ id }) => id === leaf[1])
    return { subject: filters.segment, verb: '', object: named?.name ?? leaf[1] }
  }
  if (leaf[0] === 'funnel') {
    const { step, object } = placeWords(leaf, around)
    return { subject: filters.inFunnel[leaf[1]](step + 1), verb: '', object }
  }
  if (isDeed(leaf)) {
    const [deed, kind, names] = leaf
    return {
      subject: filters.deeds[deed][kind],
      verb: '',
      object: kind === 'event' ? namesOf('event', names, around) : names.join(filters.or),
    }
  }
  const [operator, dimension, values] = leaf
  return {
    subject: dimensionName(dimension, around.texts),
    verb: filters.operators[operator],
    object: namesOf(dimension, values, around),
  }
}

/** A step of a saved funnel has no name here, but for its place. */
function placeWords([, , place]: FunnelFilter, { texts, language }: Surroundings) {
  const { steps, funnel, step } = place
  const { label, event, page, goal } = steps?.[step] ?? {}
  const name = event === undefined ? page : valueName('event', event, language, texts)
  return { step, object: label ?? goal ?? name ?? funnel ?? '' }
}

function nested(words: FilterWords): string {
  return words.joins ? `(${said(words)})` : said(words)
}

function said({ subject, verb, object }: FilterWords): string {
  return [subject, verb, object].filter(Boolean).join(' ')
}

/** A filter as one sentence. */
export function inWords(filter: Filter, around: Surroundings): string {
  return said(filterWords(filter, around))
}

function namesOf(
  dimension: Dimension,
  values: readonly FilterValue[],
  around: Surroundings,
): string {
  const { texts, language } = around
  return values.map((value) => valueName(dimension, value, language, texts)).join(texts.filters.or)
}
