import { leavesOf, withLeaves } from '../../collector/filter-tree.ts'
import type { Condition, Deed, Filter } from '../../collector/settings/filter.ts'
import type { FunnelFilter } from '../../collector/settings/funnel-filter.ts'
import {
  CUSTOMER_FACTS,
  type CustomerFact,
  DIMENSIONS,
  type NamedDimension,
  OPERATORS,
} from '../../collector/vocabulary.ts'

export type { Condition, Deed }

/** The groups of the filter menu, in its order. */
export const FILTER_GROUPS = ['acquisition', 'pages', 'audience', 'behaviour', 'customers'] as const
export type FilterGroup = (typeof FILTER_GROUPS)[number]

/** Where the filter menu offers a dimension; undefined: filters on it come from elsewhere, as a click on a row. */
const GROUP_OF: Record<NamedDimension, Exclude<FilterGroup, 'customers'> | undefined> = {
  link: 'acquisition',
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
export function filterable(group: FilterGroup): (NamedDimension | CustomerFact)[] {
  if (group === 'customers') return [...CUSTOMER_FACTS]
  return DIMENSIONS.filter((name) => GROUP_OF[name] === group)
}

export function isCondition(filter: Filter): filter is Condition {
  return OPERATORS.some((operator) => operator === filter[0])
}

export function isDeed(filter: Filter): filter is Deed {
  return filter[0] === 'has_done' || filter[0] === 'has_not_done'
}

/** How deep the API lets filters nest. */
const DEEPEST = 12

/** Whether what was read has the shape of a filter, all through; what it names may still be unknown. */
export function isFilter(read: unknown, depth = 0): read is Filter {
  if (!Array.isArray(read) || depth > DEEPEST) return false
  const [head, what, values]: unknown[] = read
  const inner = (one: unknown) => isFilter(one, depth + 1)
  if (head === 'not') return inner(what)
  if (head === 'and' || head === 'or') return isFull(what) && what.every(inner)
  if (typeof what !== 'string') return false
  return head === 'segment' || isPlaced(head, what, values) || takes(head, what, values)
}

/** Whether an operator, or a deed, may be about this and stand before these values. */
function takes(head: unknown, what: string, values: unknown): boolean {
  if (!isFull(values)) return false
  if (OPERATORS.some((operator) => operator === head)) return values.every(isValue)
  const isDone = head === 'has_done' || head === 'has_not_done'
  return isDone && (what === 'goal' || what === 'event') && values.every(isText)
}

const STATES: readonly FunnelFilter[1][] = ['reached', 'dropped', 'pending']

/** Whether it chooses by a step of a funnel. */
function isPlaced(head: unknown, state: string, read: unknown): boolean {
  if (head !== 'funnel' || !STATES.some((known) => known === state)) return false
  if (typeof read !== 'object' || read === null) return false
  const { step, steps = [] } = read as Partial<Record<string, unknown>>
  return Number.isInteger(step) && Array.isArray(steps)
}

/** The filters that a funnel of others may have: none of them chooses by a funnel itself. */
export function withoutFunnels(filters: readonly Filter[]): Filter[] {
  return filters.filter((filter) => !leavesOf([filter]).some(([head]) => head === 'funnel'))
}

function isFull(list: unknown): list is unknown[] {
  return Array.isArray(list) && list.length > 0
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isValue(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

/** Whether a filter is about the same, by the same operator. */
export function sameTarget(filter: Filter, [operator, dimension]: Condition | Deed): boolean {
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

/** Whether it goes by what customers bring. */
export function isByMrr(filter: Filter): boolean {
  return leavesOf([filter]).some(([, about]) => about === 'customer:mrr')
}

/** The currencies that a report's warning says have no rate, so that filters by what customers bring take them as 0. */
export function unratedIn(warning: string): string | undefined {
  return /^what customers pay in (.+) has no rate: filters by customer:mrr/u.exec(warning)?.[1]
}

interface NamedFilters {
  id: string
  filters: readonly Filter[]
}

/** The filters with each segment replaced by what it stands for, inside of others as well. */
export function expanded(filters: readonly Filter[], segments: readonly NamedFilters[]): Filter[] {
  return filters.flatMap((filter): Filter[] => {
    if (filter[0] === 'segment') return opened(filter, segments)
    const whole = withLeaves<Filter>(filter, (leaf) => {
      if (leaf[0] !== 'segment') return leaf
      const held = opened(leaf, segments)
      return held.length === 1 && held[0] ? held[0] : ['and', held]
    })
    return [whole]
  })
}

function opened(
  segment: Filter & ['segment', string],
  segments: readonly NamedFilters[],
): Filter[] {
  const named = segments.find(({ id }) => id === segment[1])
  // A segment cannot hold itself; without it, what it holds is all there is to expand.
  const others = segments.filter(({ id }) => id !== segment[1])
  return named ? expanded(named.filters, others) : [segment]
}
