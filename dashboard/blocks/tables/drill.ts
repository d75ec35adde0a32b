import type { FilterValue } from '../../../collector/settings/filter.ts'
import { Problem } from '../../api.ts'
import { address, go } from '../../models/address.ts'
import { type Condition, withCondition } from '../../models/filters.ts'
import { askReport } from '../../models/report.ts'
import { siteDomain } from '../../models/sites.ts'
import { aloneRequest, changed, pagePath, view } from '../../models/view.ts'
import type { Level, Tabbed } from './question.ts'

type RowValue = Exclude<FilterValue, boolean>

function nextOf(levels: readonly Level[], dimension: Tabbed): Tabbed | undefined {
  return levels.find((level) => level.dimension === dimension)?.next
}

/** The address of a level, with the filter that a row above it is; undefined: of the level in view. */
export function drilled(
  levels: readonly Level[],
  row: Condition,
  next: Tabbed | undefined,
): string {
  const { filters, options } = view.peek()
  const { rows: _, find: __, ...kept } = options
  const page = levels.find((level) => level.dimension === next)?.page
  const by = next && page === undefined ? { by: next } : {}
  return changed(
    { filters: withCondition(filters, row), options: { ...kept, ...by } },
    page === undefined ? undefined : pagePath(page),
  )
}

/** The next level down on which there is more to see than "(none)"; undefined where there is none. */
export async function levelBelow(
  levels: readonly Level[],
  dimension: Tabbed,
  hasMore: (level: Tabbed) => Promise<boolean>,
): Promise<Tabbed | undefined> {
  for (let next = nextOf(levels, dimension); next; next = nextOf(levels, next)) {
    if (await hasMore(next)) return next
  }
  return undefined
}

/** Filters by a row and goes to the next level that says something, unless the reader has gone elsewhere meanwhile. */
export async function drill(
  levels: readonly Level[],
  dimension: Tabbed,
  value: RowValue,
): Promise<void> {
  const row: Condition = ['is', dimension, [value]]
  const here = address.peek()
  const next = await levelBelow(levels, dimension, (level) => hasValues(row, level))
  if (address.peek() === here) go(drilled(levels, row, next))
}

/** Whether visits of a row have anything but "(none)" on a level; where that cannot be told they may. */
async function hasValues(row: Condition, level: Tabbed): Promise<boolean> {
  const { period, filters } = aloneRequest.peek()
  const request = {
    period,
    filters: withCondition(filters, row),
    metrics: ['visits'],
    dimensions: [level],
    limit: 2,
  } as const
  try {
    const { rows } = await askReport('stats', request, { site: siteDomain.peek() ?? '' })
    return rows.some((one) => one[level] !== null)
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    return true
  }
}
