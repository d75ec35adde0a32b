import { leavesOf } from '../../collector/filter-tree.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import type { Operator } from '../../collector/vocabulary.ts'
import { forget, keep, recall } from '../kept.ts'
import { guest } from '../opened-as.ts'
import { type Condition, type Deed, isCondition, isDeed, isFilter, sameTarget } from './filters.ts'

const OPPOSITE: Partial<Record<Operator, Operator>> = {
  is: 'is_not',
  is_not: 'is',
  contains: 'not_contains',
  not_contains: 'contains',
}

/** What leaves out just what a filter shows. */
export function excluded(filter: Filter): Filter {
  if (isDeed(filter)) {
    const verb = filter[0] === 'has_done' ? 'has_not_done' : 'has_done'
    return [verb, filter[1], filter[2]]
  }
  const operator = isCondition(filter) ? OPPOSITE[filter[0]] : undefined
  if (isCondition(filter) && operator) return [operator, filter[1], filter[2]]
  return filter[0] === 'not' ? filter[1] : ['not', filter]
}

/** The filters with another: a value more of what is filtered by already, "Germany or France", else a filter more. */
export function joinedBy(filters: readonly Filter[], filter: Filter): Filter[] {
  if (!(isCondition(filter) || isDeed(filter))) {
    const isThere = filters.some((one) => JSON.stringify(one) === JSON.stringify(filter))
    return isThere ? [...filters] : [...filters, filter]
  }
  const at = filters.findIndex((one) => sameTarget(one, filter))
  const before = filters[at]
  if (!before) return [...filters, filter]
  return filters.with(at, withValues(before as Condition | Deed, filter))
}

function withValues(before: Condition | Deed, { 2: more }: Condition | Deed): Filter {
  const values = [...new Set([...before[2], ...more])]
  return [before[0], before[1], values] as Condition | Deed
}

const MOST_KEPT = 6
/** Guests have their own: they may know none of what others chose here. */
const keptFor = (site: string) => `tributary.filters.${guest ? 'shared.' : ''}${site}`

/** The filters that were chosen last at a site in this browser, the latest first; of removed segments none. */
export function recentFilters(site: string, segments: readonly { id: string }[]): Filter[] {
  const isThere = (filter: Filter) =>
    leavesOf([filter]).every(
      ([head, id]) => head !== 'segment' || segments.some((segment) => segment.id === id),
    )
  return keptFilters(site).filter(isThere)
}

function keptFilters(site: string): Filter[] {
  try {
    const read: unknown = JSON.parse(recall(keptFor(site)) ?? '[]')
    return Array.isArray(read) ? read.filter((one) => isFilter(one)) : []
  } catch {
    // Whoever wrote it was no dashboard of ours.
    forget(keptFor(site))
    return []
  }
}

export function rememberFilter(site: string, filter: Filter): void {
  const text = JSON.stringify(filter)
  const others = keptFilters(site).filter((one) => JSON.stringify(one) !== text)
  keep(keptFor(site), JSON.stringify([filter, ...others].slice(0, MOST_KEPT)))
}
