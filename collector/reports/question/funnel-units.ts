import { withLeaves } from '../../filter-tree.ts'
import { Refusal } from '../../refusal.ts'
import { type Condition, type Filter, isDeed } from '../../settings/filter.ts'
import { allLeavesOf, isLookedUp } from '../../settings/filter-cost.ts'
import type { FoundUnits, FunnelFilter } from '../../settings/funnel-filter.ts'
import { isCustomerFact } from '../../vocabulary.ts'
import type { LocalPeriod } from '../time/period.ts'
import type { ReportContext } from './context.ts'

/** Each is a report of its own. */
const MOST_FUNNELS = 4
/** For each the people of all customers that fit are looked up. */
const MOST_CUSTOMER_CONDITIONS = 20

export function hasFunnel(filters: readonly Filter[]): boolean {
  return funnelsIn(filters).length > 0
}

/** Whether who is meant is known as of now only. */
export function hasLookups(filters: readonly Filter[]): boolean {
  return allLeavesOf(filters).some(isLookedUp)
}

/** What filters by what customers bring leave out, if anything. */
export function unratedSentences(filters: readonly Filter[]): string[] {
  const currencies = new Set(customersIn(filters).flatMap(([, , , found]) => found?.unrated ?? []))
  if (currencies.size === 0) return []
  const said = [...currencies].sort().join(', ')
  return [`what customers pay in ${said} has no rate: filters by customer:mrr take it as 0`]
}

function customersIn(filters: readonly Filter[]): Condition[] {
  return allLeavesOf(filters).filter((leaf): leaf is Condition => isCustomerFact(leaf[1]))
}

function funnelsIn(filters: readonly Filter[]): FunnelFilter[] {
  return allLeavesOf(filters).filter((leaf) => leaf[0] === 'funnel')
}

/**
 * Filters without segments, with who is meant by each funnel in the period, and by what customers are at its end, or now.
 * Throws a 422 for too many of either.
 */
export async function withUnits(
  context: ReportContext,
  filters: readonly Filter[],
  period: LocalPeriod,
): Promise<Filter[]> {
  const asked = new Map(funnelsIn(filters).map((filter) => [JSON.stringify(filter), filter]))
  if (asked.size > MOST_FUNNELS) {
    throw new Refusal(
      422,
      `filters choose by ${asked.size} funnels, with segments written out; use at most ${MOST_FUNNELS}`,
    )
  }
  const found = new Map<string, FoundUnits>()
  for (const [key, filter] of asked) {
    found.set(key, filter[3] ?? (await context.unitsOf(filter, period)))
  }
  const unknown = customersIn(filters).filter(([, , , known]) => known === undefined)
  const customers = new Map(unknown.map((condition) => [JSON.stringify(condition), condition]))
  if (customers.size > MOST_CUSTOMER_CONDITIONS) {
    throw new Refusal(
      422,
      `filters have ${customers.size} conditions on customers, with segments written out; use at most ${MOST_CUSTOMER_CONDITIONS}, or more values in one`,
    )
  }
  const units = await context.customersOf([...customers.values()], period)
  for (const [i, key] of [...customers.keys()].entries()) {
    const own = units[i]
    if (own) found.set(key, own)
  }
  return filters.map((filter) => withFound(filter, found))
}

function withFound(filter: Filter, found: ReadonlyMap<string, FoundUnits>): Filter {
  return withLeaves(filter, (leaf): Filter => {
    if (leaf[0] === 'segment') return leaf
    if (isDeed(leaf)) {
      const within = (leaf[3] ?? []).map((one) => withFound(one, found))
      return [leaf[0], leaf[1], leaf[2], within]
    }
    const units = found.get(JSON.stringify(leaf))
    return units ? completed(leaf, units) : leaf
  })
}

function completed(leaf: FunnelFilter | Condition, units: FoundUnits): Filter {
  return leaf[0] === 'funnel'
    ? ['funnel', leaf[1], leaf[2], units]
    : [leaf[0], leaf[1], leaf[2], units]
}
