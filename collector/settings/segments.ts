import type { Selectable } from 'kysely'
import { z } from 'zod'
import { leavesOf } from '../filter-tree.ts'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import type { Filter } from './filter.ts'
import { type CostlyGoal, conditionsInside, requireAnswerableGoals } from './filter-cost.ts'
import { SomeReportFilters } from './funnel-filter.ts'
import { withFunnelIds } from './funnels-named.ts'
import type { Settings, Tables } from './tables.ts'
import { withoutSegments } from './without-segments.ts'

/** Filters with a name, so that they can be used again. */
export const SegmentInput = z.object({
  name: z.string().trim().min(1).max(120),
  filters: SomeReportFilters,
})
export type SegmentInput = z.infer<typeof SegmentInput>

export const Segment = SegmentInput.extend({ id: z.string() })
export type Segment = z.infer<typeof Segment>

function segmentOf(row: Selectable<Tables['segment']>): Segment {
  return Segment.parse({ id: row.id, name: row.name, filters: JSON.parse(row.filters) })
}

export async function listSegments(settings: Settings, site: number): Promise<Segment[]> {
  const rows = await settings
    .selectFrom('segment')
    .selectAll()
    .where('site', '=', site)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(segmentOf)
}

export async function segmentById(settings: Settings, site: number, id: string): Promise<Segment> {
  const segments = await listSegments(settings, site)
  return found(
    segments.find((segment) => segment.id === id),
    `segment "${id}"`,
  )
}

/** Throws a 422 when the segment would name an unknown one, itself by way of others, or more than can be asked. */
async function requireExpandable(
  settings: Settings,
  site: number,
  segment: Segment,
): Promise<void> {
  const others = (await listSegments(settings, site)).filter(({ id }) => id !== segment.id)
  const segments = [...others, segment]
  withoutSegments([['segment', segment.id]], segments)
  // What names it grows with it.
  for (const { id } of naming(segment.id, others)) withoutSegments([['segment', id]], segments)
  requireAnswerableGoals(withPlainConditions(await conditionsOfGoals(settings, site), segments))
}

function isNamedIn(id: string, filters: readonly Filter[]): boolean {
  return leavesOf(filters).some((leaf) => {
    if (leaf[0] === 'funnel') return isNamedIn(id, conditionsInside(leaf))
    return leaf[0] === 'segment' && leaf[1] === id
  })
}

/** The segments that name one, by way of others too. */
function naming(id: string, segments: readonly Segment[]): Segment[] {
  const direct = segments.filter(({ filters }) => isNamedIn(id, filters))
  const rest = segments.filter((segment) => !direct.includes(segment))
  return [...direct, ...direct.flatMap((segment) => naming(segment.id, rest))]
}

/** The goals with their segments written out. */
export function withPlainConditions<G extends CostlyGoal>(
  goals: readonly G[],
  segments: readonly Segment[],
): (G & { where: Filter[] })[] {
  return goals.map((goal) => ({ ...goal, where: withoutSegments(goal.where ?? [], segments) }))
}

async function conditionsOfGoals(
  settings: Settings,
  site: number,
): Promise<(CostlyGoal & { where: Filter[] })[]> {
  const rows = await settings
    .selectFrom('goal')
    .select(['id', 'name', 'conditions'])
    .where('site', '=', site)
    .execute()
  return rows.map(({ id, name, conditions }) => ({
    id,
    name,
    where: JSON.parse(conditions ?? '[]') as Filter[],
  }))
}

export async function addSegment(
  settings: Settings,
  site: number,
  input: SegmentInput,
  now: number,
): Promise<Segment> {
  const { name } = input
  const id = newId()
  const filters = await withFunnelIds(settings, site, input.filters)
  await requireExpandable(settings, site, { id, name, filters })
  const row = { id, site, name, filters: JSON.stringify(filters), created_at: now }
  await unique(`there is already a segment "${name}"`, () =>
    settings.insertInto('segment').values(row).execute(),
  )
  return segmentOf(row)
}

export async function replaceSegment(
  settings: Settings,
  site: number,
  id: string,
  input: SegmentInput,
): Promise<Segment> {
  await segmentById(settings, site, id)
  const filters = await withFunnelIds(settings, site, input.filters)
  await requireExpandable(settings, site, { id, name: input.name, filters })
  const row = await unique(`there is already a segment "${input.name}"`, () =>
    settings
      .updateTable('segment')
      .set({ name: input.name, filters: JSON.stringify(filters) })
      .where('site', '=', site)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  return segmentOf(found(row, `segment "${id}"`))
}

export async function removeSegment(settings: Settings, site: number, id: string): Promise<void> {
  const segment = await segmentById(settings, site, id)
  const [user] = await usersOf(settings, site, id)
  if (user) throw new Refusal(409, `segment "${segment.name}" is used by ${user}`)
  await settings.deleteFrom('segment').where('site', '=', site).where('id', '=', id).execute()
}

/** The conditions of all steps and exclusions. */
function conditionsOfFunnel(definition: string): Filter[] {
  const { steps, exclude } = JSON.parse(definition) as Record<string, { where?: Filter[] }[]>
  return [...(steps ?? []), ...(exclude ?? [])].flatMap(({ where = [] }) => where)
}

/** What names the segment in its filters, and the links that show it. */
async function usersOf(settings: Settings, site: number, id: string): Promise<string[]> {
  const goals = await conditionsOfGoals(settings, site)
  const segments = await listSegments(settings, site)
  const shares = await settings
    .selectFrom('share')
    .select('name')
    .where('site', '=', site)
    .where('segment', '=', id)
    .execute()
  const funnels = await settings
    .selectFrom('funnel')
    .select(['name', 'definition'])
    .where('site', '=', site)
    .execute()
  return [
    ...goals.filter(({ where }) => isNamedIn(id, where)).map(({ name }) => `goal "${name}"`),
    ...segments
      .filter(({ filters }) => isNamedIn(id, filters))
      .map(({ name }) => `segment "${name}"`),
    ...funnels
      .filter(({ definition }) => isNamedIn(id, conditionsOfFunnel(definition)))
      .map(({ name }) => `funnel "${name}"`),
    ...shares.map(({ name }) => `shared link "${name}"`),
  ]
}
