import { leavesOf } from '../filter-tree.ts'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import type { Filter } from './filter.ts'
import type { Settings } from './tables.ts'

/** The saved funnels that filters choose by, by id or name. */
export function funnelsNamedIn(filters: readonly Filter[]): string[] {
  return leavesOf(filters).flatMap((leaf) => (leaf[0] === 'funnel' ? (leaf[2].funnel ?? []) : []))
}

/** Throws a 422 for a saved funnel that the site has not. */
export async function requireKnownFunnels(
  settings: Settings,
  site: number,
  filters: readonly Filter[],
): Promise<void> {
  const named = funnelsNamedIn(filters)
  if (named.length === 0) return
  const saved = await settings
    .selectFrom('funnel')
    .select(['id', 'name'])
    .where('site', '=', site)
    .execute()
  const unknown = named.find(
    (given) => !saved.some(({ id, name }) => id === given || name === given),
  )
  if (unknown === undefined) return
  const names = saved.map(({ name }) => name)
  throw new Refusal(422, unknownName('funnel', unknown, names))
}
