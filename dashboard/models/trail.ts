import type { Filter, FilterValue } from '../../collector/settings/filter.ts'
import type { NamedDimension } from '../../collector/vocabulary.ts'
import { type Condition, isCondition } from './filters.ts'

/** Ways down from the whole: where a row of one level leads to the next. */
const WAYS: readonly (readonly NamedDimension[])[] = [
  ['channel', 'source', 'campaign', 'content', 'term'],
  ['country', 'region', 'city'],
]

/** The page of each level of the first way, below the site. */
const PAGES: Partial<Record<NamedDimension, string>> = {
  channel: 'sources',
  source: 'sources/source',
  campaign: 'sources/campaign',
  content: 'sources/content',
  term: 'sources/keyword',
}

interface Step {
  /** Place among the filters. */
  at: number
  dimension: NamedDimension
  value: FilterValue
}

/** Steps down one way, two at least. */
export interface Trail {
  way: readonly NamedDimension[]
  steps: Step[]
}

/** The way down that filters make, *Paid Search › google › brand*, each of one value; undefined where there is none. */
export function trailOf(filters: readonly Filter[]): Trail | undefined {
  const trails = WAYS.map((way) => ({ way, steps: stepsOn(way, filters) }))
  return trails.find(({ steps }) => steps.length > 1)
}

function stepsOn(way: readonly NamedDimension[], filters: readonly Filter[]): Step[] {
  return way.flatMap((dimension) => {
    const at = filters.findIndex((filter) => isStep(filter) && filter[1] === dimension)
    const filter = filters[at]
    return filter && isStep(filter) ? [{ at, dimension, value: filter[2][0] ?? null }] : []
  })
}

function isStep(filter: Filter): filter is Condition {
  return isCondition(filter) && filter[0] === 'is' && filter[2].length === 1
}

/** The filters with the first so many steps alone: what leads up again. */
export function upTo(filters: readonly Filter[], { steps }: Trail, count: number): Filter[] {
  const left = new Set(steps.slice(count).map(({ at }) => at))
  return filters.filter((_, at) => !left.has(at))
}

/** Where one sees what follows the first so many steps: a page of that level; undefined where the way has none. */
export function pageAfter({ way, steps }: Trail, count: number): string | undefined {
  const last = steps[count - 1]?.dimension
  const next = last === undefined ? way[0] : way[way.indexOf(last) + 1]
  return next && PAGES[next]
}
