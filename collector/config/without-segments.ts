import type { Filter } from './filter.ts'
import { unknownName } from './nearest.ts'
import { Refusal } from './refusal.ts'

interface NamedFilters {
  id: string
  name: string
  filters: readonly Filter[]
}

/** Filters with every segment replaced by what it stands for. Throws a 422 for an unknown or circular one. */
export function withoutSegments(
  filters: readonly Filter[],
  segments: readonly NamedFilters[],
  within: readonly NamedFilters[] = [],
): Filter[] {
  return filters.map((filter) => expand(filter, segments, within))
}

function expand(
  filter: Filter,
  segments: readonly NamedFilters[],
  within: readonly NamedFilters[],
): Filter {
  if (filter[0] === 'segment') return expandSegment(filter[1], segments, within)
  if (filter[0] === 'and' || filter[0] === 'or') {
    return [filter[0], withoutSegments(filter[1], segments, within)]
  }
  if (filter[0] === 'not') return ['not', expand(filter[1], segments, within)]
  if (filter[0] !== 'has_done' && filter[0] !== 'has_not_done') return filter
  const [verb, what, names, where] = filter
  return where ? [verb, what, names, withoutSegments(where, segments, within)] : filter
}

function expandSegment(
  id: string,
  segments: readonly NamedFilters[],
  within: readonly NamedFilters[],
): Filter {
  const segment = segments.find((known) => known.id === id)
  if (!segment) {
    const ids = segments.map((known) => known.id)
    throw new Refusal(422, unknownName('segment', id, ids))
  }
  if (within.includes(segment)) throw new Refusal(422, loop(segment, within))
  return ['and', withoutSegments(segment.filters, segments, [...within, segment])]
}

/** `segment "A" is part of itself: A → B → A` */
function loop(segment: NamedFilters, within: readonly NamedFilters[]): string {
  const round = [...within.slice(within.indexOf(segment)), segment]
  const way = round.map(({ name }) => name).join(' → ')
  return `segment "${segment.name}" is part of itself: ${way}`
}
