import type { Filter, FilterValue } from '../../../collector/settings/filter.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { isCondition, isDeed } from '../../models/filters.ts'
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
}

/** A filter in three words or so: what its chip shows. */
export function filterWords(filter: Filter, around: Surroundings): FilterWords {
  const { filters } = around.texts
  if (isCondition(filter)) {
    const [operator, dimension, values] = filter
    return {
      subject: dimensionName(dimension, around.texts),
      verb: filters.operators[operator],
      object: namesOf(dimension, values, around),
    }
  }
  if (isDeed(filter)) {
    const verb = filter[0] === 'has_done' ? filters.done : filters.notDone
    return { subject: '', verb, object: filter[2].join(filters.or) }
  }
  return { subject: '', verb: '', ...group(filter, around) }
}

type Group = Exclude<Filter, { 2: unknown }>

/** What holds other filters, each of them in words. */
function group(filter: Group, around: Surroundings): Partial<FilterWords> & { object: string } {
  const { filters } = around.texts
  if (filter[0] === 'segment') {
    const named = around.segments.find(({ id }) => id === filter[1])
    return { subject: filters.segment, object: named?.name ?? filter[1] }
  }
  if (filter[0] === 'not') return { verb: filters.not, object: nested(filter[1], around) }
  const joint = filter[0] === 'or' ? filters.or : filters.and
  return { object: filter[1].map((member) => nested(member, around)).join(joint) }
}

function nested(filter: Filter, around: Surroundings): string {
  const text = inWords(filter, around)
  return filter[0] === 'or' || filter[0] === 'and' ? `(${text})` : text
}

/** A filter as one sentence. */
export function inWords(filter: Filter, around: Surroundings): string {
  const { subject, verb, object } = filterWords(filter, around)
  return [subject, verb, object].filter(Boolean).join(' ')
}

function namesOf(dimension: Dimension, values: FilterValue[], around: Surroundings): string {
  const { texts, language } = around
  return values.map((value) => valueName(dimension, value, language, texts)).join(texts.filters.or)
}
