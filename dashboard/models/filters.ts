import type { Filter, FilterValue } from '../../collector/settings/filter.ts'
import {
  DIMENSIONS,
  type Dimension,
  type NamedDimension,
  OPERATORS,
  type Operator,
} from '../../collector/vocabulary.ts'

/** A condition on one dimension: what a chip shows and a click on a row makes. */
export type Condition = [Operator, Dimension, FilterValue[]]

/** What people did, or did not, in the period: goals or events by name. */
export type Deed = Extract<Filter, ['has_done' | 'has_not_done', ...unknown[]]>

/** The groups of the filter menu, in its order. */
export const FILTER_GROUPS = ['acquisition', 'pages', 'audience', 'behaviour'] as const
export type FilterGroup = (typeof FILTER_GROUPS)[number]

/** Where the filter menu offers a dimension; undefined: filters on it come from elsewhere, as a click on a row. */
const GROUP_OF: Record<NamedDimension, FilterGroup | undefined> = {
  channel: 'acquisition',
  source: 'acquisition',
  medium: 'acquisition',
  campaign: 'acquisition',
  content: 'acquisition',
  term: 'acquisition',
  campaign_id: undefined,
  referrer: 'acquisition',
  click_id: undefined,
  landing_page: 'pages',
  exit_page: 'pages',
  page: 'pages',
  title: undefined,
  hostname: 'pages',
  country: 'audience',
  region: 'audience',
  city: 'audience',
  language: 'audience',
  device: 'audience',
  browser: 'audience',
  browser_version: undefined,
  os: 'audience',
  os_version: undefined,
  screen: 'audience',
  visitor_kind: 'audience',
  weekday: 'audience',
  hour: 'audience',
  event: 'behaviour',
  account: 'behaviour',
  'time:hour': undefined,
  'time:day': undefined,
  'time:week': undefined,
  'time:month': undefined,
}

/** The dimensions of a group of the filter menu. */
export function filterable(group: FilterGroup): NamedDimension[] {
  return DIMENSIONS.filter((name) => GROUP_OF[name] === group)
}

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
export function without<Some>(filters: readonly Some[], index: number): Some[] {
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
