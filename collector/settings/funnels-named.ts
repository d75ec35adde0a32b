import { leavesOf, withLeaves } from '../filter-tree.ts'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import type { Filter } from './filter.ts'
import { type FunnelDefinition, faultsOfDefinition } from './funnel-definition.ts'
import { type FunnelFilter, faultOfStep, type PlaceInFunnel } from './funnel-filter.ts'
import type { Settings } from './tables.ts'

interface NamedFunnel {
  id: string
  name: string
}

interface SavedFunnel extends NamedFunnel {
  definition: FunnelDefinition
}

/** The places in saved funnels that filters choose by. */
function placesIn(filters: readonly Filter[]): PlaceInFunnel[] {
  return leavesOf(filters)
    .filter((leaf) => leaf[0] === 'funnel')
    .map(([, , place]) => place)
}

/** The places in one funnel, named by its id or name. */
export function placesNaming({ id, name }: NamedFunnel, filters: readonly Filter[]) {
  return placesIn(filters).filter(({ funnel }) => funnel === id || funnel === name)
}

/** What of a funnel does not go with what a filter asks of it; undefined: nothing. */
export function misfitOf(saved: FunnelDefinition, place: PlaceInFunnel): string | undefined {
  const asked: FunnelDefinition = {
    steps: saved.steps,
    window: place.window ?? saved.window,
    order: place.order ?? saved.order,
    by: place.by ?? saved.by,
    exclude: place.exclude ?? saved.exclude,
  }
  return faultOfStep(place.step, saved.steps) ?? faultsOfDefinition(asked)[0]?.message
}

/**
 * Filters that name saved funnels by id, so that one which is renamed is still meant. Throws a 422 for one that the site
 * has not, and for what does not fit it.
 */
export async function withFunnelIds(
  settings: Settings,
  site: number,
  filters: readonly Filter[],
): Promise<Filter[]> {
  const named = placesIn(filters).some(({ funnel }) => (funnel ?? undefined) !== undefined)
  if (!named) return [...filters]
  const saved = await savedFunnels(settings, site)
  return filters.map((filter) =>
    withLeaves(filter, (leaf) => (leaf[0] === 'funnel' ? fitting(leaf, saved) : leaf)),
  )
}

function fitting(filter: FunnelFilter, saved: readonly SavedFunnel[]): FunnelFilter {
  const [head, state, place] = filter
  const given = place.funnel ?? undefined
  if (given === undefined) return filter
  const found = saved.find(({ id }) => id === given) ?? saved.find(({ name }) => name === given)
  const names = saved.map(({ name }) => name)
  if (!found) throw new Refusal(422, unknownName('funnel', given, names))
  const misfit = misfitOf(found.definition, place)
  if (misfit !== undefined) throw new Refusal(422, `funnel "${found.name}": ${misfit}`)
  return [head, state, { ...place, funnel: found.id }]
}

async function savedFunnels(settings: Settings, site: number): Promise<SavedFunnel[]> {
  const rows = await settings
    .selectFrom('funnel')
    .select(['id', 'name', 'definition'])
    .where('site', '=', site)
    .execute()
  return rows.map(({ definition, ...row }) => ({
    ...row,
    definition: { exclude: [], ...JSON.parse(definition) },
  }))
}
