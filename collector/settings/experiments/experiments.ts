import type { Selectable } from 'kysely'
import { nanoid } from 'nanoid'
import { found, Refusal, unique } from '../../refusal.ts'
import type { Settings, Tables } from '../tables.ts'
import { requireUnmoved } from './changeable.ts'
import { Experiment, type ExperimentInput } from './definition.ts'
import { requireMeant } from './meant.ts'
import { changed, phaseOf } from './phases.ts'

type ExperimentRow = Selectable<Tables['experiment']>
type PhaseRow = Selectable<Tables['experiment_phase']>

function experimentOf(row: ExperimentRow, phases: readonly PhaseRow[]): Experiment {
  return Experiment.parse({
    ...JSON.parse(row.definition),
    status: row.status,
    winner: row.winner,
    phases: phases.filter(({ experiment }) => experiment === row.id).map(phaseOf),
    created_at: new Date(row.created_at).toISOString(),
  })
}

async function rowsOf(settings: Settings, site: number): Promise<ExperimentRow[]> {
  return await settings
    .selectFrom('experiment')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function listExperiments(settings: Settings, site: number): Promise<Experiment[]> {
  const rows = await rowsOf(settings, site)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const phases = await settings
    .selectFrom('experiment_phase')
    .selectAll()
    .where('experiment', 'in', ids)
    .orderBy('phase')
    .execute()
  return rows.map((row) => experimentOf(row, phases))
}

export async function experimentByKey(
  settings: Settings,
  site: number,
  key: string,
): Promise<Experiment> {
  const all = await listExperiments(settings, site)
  return found(
    all.find((one) => one.key === key),
    `experiment "${key}"`,
  )
}

/** The number of an experiment that is known to be there. */
export async function numberOf(settings: Settings, site: number, key: string): Promise<number> {
  const { id } = await settings
    .selectFrom('experiment')
    .select('id')
    .where('site', '=', site)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return id
}

const MOST_EXPERIMENTS = 1_000

export async function addExperiment(
  settings: Settings,
  site: number,
  input: ExperimentInput,
  now: number,
): Promise<Experiment> {
  const all = await listExperiments(settings, site)
  if (all.length >= MOST_EXPERIMENTS) {
    const limit = MOST_EXPERIMENTS.toLocaleString('en')
    throw new Refusal(422, `a site has at most ${limit} experiments; remove one that is done`)
  }
  await requireMeant(settings, site, { definition: input, others: all })
  const definition = { ...input, seed: input.seed ?? nanoid(16) }
  const row = {
    site,
    key: input.key,
    definition: JSON.stringify(definition),
    status: 'draft',
    winner: null,
    created_at: now,
  }
  await unique(`there is already an experiment "${input.key}"`, () =>
    settings.insertInto('experiment').values(row).execute(),
  )
  return await experimentByKey(settings, site, input.key)
}

/** Throws a 422 for what may not change while it runs, naming it and the way out. */
export async function replaceExperiment(
  settings: Settings,
  site: number,
  key: string,
  input: ExperimentInput,
): Promise<Experiment> {
  const all = await listExperiments(settings, site)
  const before = found(
    all.find((one) => one.key === key),
    `experiment "${key}"`,
  )
  const definition = { ...input, seed: input.seed ?? before.seed }
  requireUnmoved(before, definition)
  const others = all.filter((one) => one.key !== key)
  await requireMeant(settings, site, { definition, others })
  const id = await numberOf(settings, site, key)
  await settings.transaction().execute(async (tx) => {
    await tx
      .updateTable('experiment')
      .set({ definition: JSON.stringify(definition) })
      .where('id', '=', id)
      .execute()
    if (before.status === 'running') await changed(tx, id, { before, after: definition })
  })
  return await experimentByKey(settings, site, key)
}

/** Throws a 409 while it runs: pages would lose what they show without anybody having stopped it. */
export async function removeExperiment(
  settings: Settings,
  site: number,
  key: string,
): Promise<void> {
  const { status } = await experimentByKey(settings, site, key)
  if (status === 'running') throw new Refusal(409, `experiment "${key}" is running; stop it first`)
  await settings.deleteFrom('experiment').where('site', '=', site).where('key', '=', key).execute()
}
