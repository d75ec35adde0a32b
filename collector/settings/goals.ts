import type { Selectable } from 'kysely'
import { z } from 'zod'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import { decidedBy, renameGoalInExperiments } from './experiments/goals-named.ts'
import { Filters } from './filter.ts'
import { requireAnswerableGoals } from './filter-cost.ts'
import { GoalTarget } from './goal-target.ts'
import { listSegments, withPlainConditions } from './segments.ts'
import { MOST_MONEY } from './sites.ts'
import type { Settings, Tables } from './tables.ts'

const fields = z.object({
  name: z.string().trim().min(1).max(120),
  event: z.string().min(1).max(120).optional(),
  /** Glob of the path. */
  page: z.string().min(1).max(500).optional(),
  where: Filters.optional(),
  value: z.union([z.literal('none'), z.literal('revenue'), z.number()]).default('none'),
  count: z.enum(['every', 'visit', 'person']).default('every'),
  target: GoalTarget.optional(),
})

/** Something worth counting: an event by name or a page by glob, with conditions on the event. */
export const GoalInput = fields
  .refine((goal) => (goal.event === undefined) !== (goal.page === undefined), {
    path: ['event'],
    message: 'a goal is either an event or a page',
  })
  .refine(({ value }) => typeof value !== 'number' || Math.abs(value) <= MOST_MONEY, {
    path: ['value'],
    message: `a value is at most ${MOST_MONEY}`,
  })
  .refine(({ value, target }) => value !== 'none' || target?.revenue === undefined, {
    path: ['target', 'revenue'],
    message: 'a goal without a value brings no revenue to aim at',
  })
export type GoalInput = z.infer<typeof GoalInput>

export const Goal = fields.extend({ id: z.string() })
export type Goal = z.infer<typeof Goal>

function goalOf(row: Selectable<Tables['goal']>): Goal {
  return Goal.parse({
    id: row.id,
    name: row.name,
    event: row.event ?? undefined,
    page: row.page ?? undefined,
    where: row.conditions === null ? undefined : JSON.parse(row.conditions),
    value: JSON.parse(row.value),
    count: row.count,
    target: row.target === null ? undefined : JSON.parse(row.target),
  })
}

function columns(goal: GoalInput) {
  return {
    name: goal.name,
    event: goal.event ?? null,
    page: goal.page ?? null,
    conditions: goal.where === undefined ? null : JSON.stringify(goal.where),
    value: JSON.stringify(goal.value),
    count: goal.count,
    target: goal.target === undefined ? null : JSON.stringify(goal.target),
  }
}

export async function listGoals(settings: Settings, site: number): Promise<Goal[]> {
  const rows = await settings
    .selectFrom('goal')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(goalOf)
}

export async function goalById(settings: Settings, site: number, id: string): Promise<Goal> {
  const goals = await listGoals(settings, site)
  return found(
    goals.find((goal) => goal.id === id),
    `goal "${id}"`,
  )
}

const MOST_GOALS = 1_000

/** Throws a 422 where the goal's conditions name an unknown segment, or the site's goals would be too many to ask. */
async function requireRoom(settings: Settings, site: number, goal: Goal): Promise<void> {
  const others = (await listGoals(settings, site)).filter(({ id }) => id !== goal.id)
  if (others.length >= MOST_GOALS) {
    const limit = MOST_GOALS.toLocaleString('en')
    throw new Refusal(422, `a site has at most ${limit} goals; remove one that is no longer needed`)
  }
  const segments = await listSegments(settings, site)
  requireAnswerableGoals(withPlainConditions([...others, goal], segments))
}

export async function addGoal(
  settings: Settings,
  site: number,
  input: GoalInput,
  now: number,
): Promise<Goal> {
  const id = newId()
  await requireRoom(settings, site, { id, ...input })
  const row = { id, site, ...columns(input), created_at: now }
  await unique(`there is already a goal "${input.name}"`, () =>
    settings.insertInto('goal').values(row).execute(),
  )
  return goalOf(row)
}

/** Experiments that name it follow to another name. */
export async function replaceGoal(
  settings: Settings,
  site: number,
  id: string,
  input: GoalInput,
): Promise<Goal> {
  await requireRoom(settings, site, { id, ...input })
  const { name: from } = await goalById(settings, site, id)
  const row = await unique(`there is already a goal "${input.name}"`, () =>
    settings.transaction().execute(async (tx) => {
      if (from !== input.name) await renameGoalInExperiments(tx, site, { from, to: input.name })
      return await tx
        .updateTable('goal')
        .set(columns(input))
        .where('site', '=', site)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
    }),
  )
  return goalOf(found(row, `goal "${id}"`))
}

/** Throws a 409 while it decides an experiment that runs: nothing would be left to judge it by. */
export async function removeGoal(settings: Settings, site: number, id: string): Promise<void> {
  const goal = await goalById(settings, site, id)
  const key = await decidedBy(settings, site, goal)
  if (key !== undefined) {
    const detail = `goal "${goal.name}" is used by running experiment "${key}": stop it first`
    throw new Refusal(409, detail)
  }
  const done = await settings
    .deleteFrom('goal')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `goal "${id}"`)
}
