import type { Condition, Deed, Filter, Operator } from '../../collector/settings/filter.ts'
import type { NamedDimension } from '../../collector/vocabulary.ts'

export type { Condition, Deed }

export const OPERATORS = [
  'is',
  'is_not',
  'contains',
  'not_contains',
  'matches',
  'gt',
  'lt',
] as const satisfies readonly Operator[]

/** Dimensions that a person may filter by, in the groups of the filter menu. */
export const FILTERABLE = {
  acquisition: ['channel', 'source', 'medium', 'campaign', 'content', 'term', 'referrer'],
  pages: ['page', 'landing_page', 'exit_page', 'hostname'],
  audience: [
    'country',
    'region',
    'city',
    'language',
    'device',
    'browser',
    'os',
    'screen',
    'visitor_kind',
    'weekday',
    'hour',
  ],
  behaviour: ['event', 'account'],
} as const satisfies Record<string, readonly NamedDimension[]>

export function isCondition(filter: Filter): filter is Condition {
  return OPERATORS.some((operator) => operator === filter[0])
}

export function isDeed(filter: Filter): filter is Deed {
  return filter[0] === 'has_done' || filter[0] === 'has_not_done'
}

function sameTarget(filter: Filter, [operator, dimension]: Condition | Deed): boolean {
  return filter[0] === operator && filter[1] === dimension
}

/** The filters with one condition more; a condition on the same dimension and operator gives way. */
export function withCondition(filters: readonly Filter[], condition: Condition | Deed): Filter[] {
  return [...filters.filter((filter) => !sameTarget(filter, condition)), condition]
}

/** The filters without the one at `index`. */
export function without(filters: readonly Filter[], index: number): Filter[] {
  return filters.filter((_, i) => i !== index)
}

interface NamedFilters {
  id: string
  filters: readonly Filter[]
}

/** The filters with each segment replaced by what it stands for. */
export function expanded(filters: readonly Filter[], segments: readonly NamedFilters[]): Filter[] {
  return filters.flatMap((filter): Filter[] => {
    if (filter[0] !== 'segment') return [filter]
    const named = segments.find(({ id }) => id === filter[1])
    // A segment cannot hold itself; without it, what it holds is all there is to expand.
    const others = segments.filter(({ id }) => id !== filter[1])
    return named ? expanded(named.filters, others) : [filter]
  })
}
