import type { Filter, FilterValue } from '../../settings/filter.ts'
import type { Dimension, Operator } from '../../vocabulary.ts'
import { type Scope, sourceOf } from './dimensions.ts'

export type Condition = [Operator, Dimension, FilterValue[]]
export type Deed = ['has_done' | 'has_not_done', 'goal' | 'event', string[], within?: Filter[]]

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
