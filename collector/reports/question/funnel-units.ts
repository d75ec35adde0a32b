import { withLeaves } from '../../filter-tree.ts'
import { Refusal } from '../../refusal.ts'
import { type Filter, isDeed } from '../../settings/filter.ts'
import { allLeavesOf } from '../../settings/filter-cost.ts'
import type { FoundUnits, FunnelFilter } from '../../settings/funnel-filter.ts'
import type { LocalPeriod } from '../time/period.ts'
import type { ReportContext } from './context.ts'

/** Each is a report of its own. */
const MOST_FUNNELS = 4

export function hasFunnel(filters: readonly Filter[]): boolean {
  return funnelsIn(filters).length > 0
}

function funnelsIn(filters: readonly Filter[]): FunnelFilter[] {
  return allLeavesOf(filters).filter((leaf) => leaf[0] === 'funnel')
}

/** Filters without segments, with who is meant by each funnel in the period. Throws a 422 for too many funnels. */
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
  const known = (filter: Filter): Filter =>
    withLeaves(filter, (leaf) => {
      if (isDeed(leaf)) return [leaf[0], leaf[1], leaf[2], (leaf[3] ?? []).map(known)]
      const units = found.get(JSON.stringify(leaf))
      return leaf[0] === 'funnel' && units ? ['funnel', leaf[1], leaf[2], units] : leaf
    })
  return filters.map(known)
}
