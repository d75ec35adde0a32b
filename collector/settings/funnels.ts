import type { Selectable } from 'kysely'
import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import { refuseLookups, requireAnswerable } from './filter-cost.ts'
import { definitionFields, goesTogether } from './funnel-definition.ts'
import { misfitOf, placesNaming } from './funnels-named.ts'
import { listGoals } from './goals.ts'
import { listSegments } from './segments.ts'
import type { Settings, Tables } from './tables.ts'
import { withoutSegments } from './without-segments.ts'

const fields = {
  name: z.string().trim().min(1).max(120),
  steps: definitionFields.steps,
  window: definitionFields.window.default('7d'),
  order: definitionFields.order.default('ordered'),
  by: definitionFields.by.default('person'),
  exclude: definitionFields.exclude.default([]),
  /** Shown on the overview. */
  starred: z.boolean().default(false),
}

/** Steps that people are to go through, with a name. */
export const FunnelInput = z.object(fields).check(goesTogether)
export type FunnelInput = z.infer<typeof FunnelInput>

export const Funnel = z.object({ ...fields, id: z.string() })
export type Funnel = z.infer<typeof Funnel>

function funnelOf({ id, name, definition, starred }: Selectable<Tables['funnel']>): Funnel {
  return Funnel.parse({ id, name, ...JSON.parse(definition), starred: starred === 1 })
}

function columns({ name, starred, ...definition }: FunnelInput) {
  return { name, starred: Number(starred), definition: JSON.stringify(definition) }
}

export async function listFunnels(settings: Settings, site: number): Promise<Funnel[]> {
  const rows = await settings
    .selectFrom('funnel')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(funnelOf)
}

export async function funnelById(settings: Settings, site: number, id: string): Promise<Funnel> {
  const funnels = await listFunnels(settings, site)
  return found(
    funnels.find((funnel) => funnel.id === id),
    `funnel "${id}"`,
  )
}

/** Throws a 422 for a goal or a segment that is unknown, and for more conditions than can be asked. */
async function requireAskable(
  settings: Settings,
  site: number,
  { steps, exclude }: FunnelInput,
): Promise<void> {
  const goals = await listGoals(settings, site)
  const segments = await listSegments(settings, site)
  const matchers = [...steps, ...exclude]
  for (const name of matchers.flatMap(({ goal }) => goal ?? [])) {
    if (goals.some((goal) => goal.id === name || goal.name === name)) continue
    throw new Refusal(
      422,
      unknownName(
        'goal',
        name,
        goals.map((goal) => goal.name),
      ),
    )
  }
  const conditions = matchers.flatMap(({ where = [] }) => where)
  const plain = withoutSegments(conditions, segments)
  refuseLookups("the conditions of a funnel's steps", plain)
  requireAnswerable(plain, [])
}

const MOST_FUNNELS = 500

async function requireRoom(settings: Settings, site: number): Promise<void> {
  const { count } = await settings
    .selectFrom('funnel')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('site', '=', site)
    .executeTakeFirstOrThrow()
  if (count < MOST_FUNNELS) return
  throw new Refusal(
    422,
    `a site has at most ${MOST_FUNNELS} funnels; remove one that is no longer needed`,
  )
}

export async function addFunnel(
  settings: Settings,
  site: number,
  input: FunnelInput,
  now: number,
): Promise<Funnel> {
  await requireRoom(settings, site)
  await requireAskable(settings, site, input)
  const row = { id: newId(), site, ...columns(input), created_at: now }
  await unique(`there is already a funnel "${input.name}"`, () =>
    settings.insertInto('funnel').values(row).execute(),
  )
  return funnelOf(row)
}

/** Throws a 409 where a segment asks of the funnel what it would no longer have. */
async function requireFitting(
  settings: Settings,
  site: number,
  before: Funnel,
  input: FunnelInput,
): Promise<void> {
  for (const { name, filters } of await listSegments(settings, site)) {
    // What did not fit before is not made worse.
    const places = placesNaming(before, filters).filter((place) => !misfitOf(before, place))
    const misfit = places.map((place) => misfitOf(input, place)).find((one) => one !== undefined)
    if (misfit === undefined) continue
    const used = `funnel "${before.name}" is used by segment "${name}"`
    throw new Refusal(409, `${used}: ${misfit}; change the segment, or save this as another funnel`)
  }
}

export async function replaceFunnel(
  settings: Settings,
  site: number,
  id: string,
  input: FunnelInput,
): Promise<Funnel> {
  await requireAskable(settings, site, input)
  await requireFitting(settings, site, await funnelById(settings, site, id), input)
  const row = await unique(`there is already a funnel "${input.name}"`, () =>
    settings
      .updateTable('funnel')
      .set(columns(input))
      .where('site', '=', site)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  return funnelOf(found(row, `funnel "${id}"`))
}

export async function removeFunnel(settings: Settings, site: number, id: string): Promise<void> {
  const funnel = await funnelById(settings, site, id)
  const user = (await listSegments(settings, site)).find(
    ({ filters }) => placesNaming(funnel, filters).length > 0,
  )
  if (user) throw new Refusal(409, `funnel "${funnel.name}" is used by segment "${user.name}"`)
  const done = await settings
    .deleteFrom('funnel')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `funnel "${id}"`)
}
