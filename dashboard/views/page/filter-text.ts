import type { Filter, FilterValue } from '../../../collector/config/filter.ts'
import type { Dimension } from '../../../collector/reports/vocabulary.ts'
import { isCondition } from '../../models/filters.ts'
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
  if (filter[0] === 'segment') {
    const named = around.segments.find(({ id }) => id === filter[1])
    return { subject: filters.segment, verb: '', object: named?.name ?? filter[1] }
  }
  if (filter[0] === 'has_done' || filter[0] === 'has_not_done') {
    const verb = filter[0] === 'has_done' ? filters.done : filters.notDone
    return { subject: '', verb, object: filter[2].join(filters.or) }
  }
  return { subject: filters.nested, verb: '', object: '' }
}

function namesOf(dimension: Dimension, values: FilterValue[], around: Surroundings): string {
  const { texts, language } = around
  return values.map((value) => valueName(dimension, value, language, texts)).join(texts.filters.or)
}
