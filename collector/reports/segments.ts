import type { Filter, FilterValue, Operator } from '../config/filter.ts'
import { unknownName } from '../config/nearest.ts'
import { Refusal } from '../config/refusal.ts'
import type { Segment } from '../config/segments.ts'
import { type Scope, sourceOf } from './dimensions.ts'
import type { Dimension } from './vocabulary.ts'

export type Condition = [Operator, Dimension, FilterValue[]]
export type Deed = ['has_done' | 'has_not_done', 'goal' | 'event', string[]]

/** Filters with every segment replaced by what it stands for. Throws a 422 for an unknown or circular one. */
export function withoutSegments(
  filters: readonly Filter[],
  segments: readonly Segment[],
  within: readonly string[] = [],
): Filter[] {
  return filters.map((filter) => expand(filter, segments, within))
}

function expand(filter: Filter, segments: readonly Segment[], within: readonly string[]): Filter {
  if (filter[0] === 'segment') return expandSegment(filter[1], segments, within)
  if (filter[0] === 'and' || filter[0] === 'or') {
    return [filter[0], withoutSegments(filter[1], segments, within)]
  }
  return filter[0] === 'not' ? ['not', expand(filter[1], segments, within)] : filter
}

function expandSegment(
  id: string,
  segments: readonly Segment[],
  within: readonly string[],
): Filter {
  const segment = segments.find((known) => known.id === id)
  if (!segment) {
    const ids = segments.map((known) => known.id)
    throw new Refusal(422, unknownName('segment', id, ids))
  }
  if (within.includes(id)) {
    throw new Refusal(422, `segment "${segment.name}" is part of itself`)
  }
  return ['and', withoutSegments(segment.filters, segments, [...within, id])]
}

/** The scopes that filters ask about. Segments are expanded before. */
export function scopesOf(filters: readonly Filter[]): Set<Scope> {
  return new Set(filters.flatMap((filter) => [...scopesOfOne(filter)]))
}

function scopesOfOne(filter: Filter): Set<Scope> {
  const [head] = filter
  if (head === 'and' || head === 'or') return scopesOf(filter[1])
  if (head === 'not') return scopesOfOne(filter[1])
  if (head === 'segment') return new Set()
  return new Set([isDeed(filter) ? 'visit' : sourceOf((filter as Condition)[1]).scope])
}

export function isDeed(filter: Filter): filter is Deed {
  return filter[0] === 'has_done' || filter[0] === 'has_not_done'
}
