import { nanoid } from 'nanoid'
import { Refusal } from '../../refusal.ts'
import type { Settings } from '../tables.ts'
import { type Experiment, primariesOf } from './definition.ts'
import { experimentByKey, listExperiments, numberOf } from './experiments.ts'
import { requireMeant } from './meant.ts'
import { nextPhase } from './phases.ts'
import { noteStep } from './steps.ts'

interface Step {
  site: number
  key: string
  now: number
}

/** Draft, paused or stopped → running: a new phase. `reseed`: with another seed, so that everybody is drawn anew. */
export async function startExperiment(
  settings: Settings,
  { site, key, now }: Step,
  { reseed = false }: { reseed?: boolean } = {},
): Promise<Experiment> {
  const before = await experimentByKey(settings, site, key)
  await requireStartable(settings, site, before)
  const after = reseed ? { ...before, seed: nanoid(16) } : before
  const { status, winner, phases, created_at, ...definition } = after
  const id = await numberOf(settings, site, key)
  await settings.transaction().execute(async (tx) => {
    await tx
      .updateTable('experiment')
      .set({ status: 'running', winner: null, definition: JSON.stringify(definition) })
      .where('id', '=', id)
      .execute()
    const row = { experiment: id, ...nextPhase({ phases }, definition, now) }
    await tx.insertInto('experiment_phase').values(row).execute()
    await noteStep(tx, { experiment: id, at: now, step: 'start' })
  })
  return await experimentByKey(settings, site, key)
}

async function requireStartable(
  settings: Settings,
  site: number,
  experiment: Experiment,
): Promise<void> {
  const { key, status, archived } = experiment
  if (status === 'running') throw new Refusal(422, `experiment "${key}" is running already`)
  if (archived) throw new Refusal(422, `experiment "${key}" is put away; bring it back first`)
  if (primariesOf(experiment).length === 0) {
    throw new Refusal(422, `name the primary metric of "${key}" before it starts: what decides?`)
  }
  const others = (await listExperiments(settings, site)).filter((one) => one.key !== key)
  requireOwnRange(experiment, others)
  await requireMeant(settings, site, { definition: experiment, others })
}

/** Two experiments of a layer never have the same people, so their ranges are apart. */
function requireOwnRange(experiment: Experiment, others: readonly Experiment[]): void {
  const { layer, layer_range } = experiment
  if (layer === null) return
  const rival = others.find(
    (one) =>
      one.status === 'running' &&
      one.layer === layer &&
      one.layer_range[0] < layer_range[1] &&
      layer_range[0] < one.layer_range[1],
  )
  if (rival === undefined) return
  const taken = `${rival.layer_range[0]} to ${rival.layer_range[1]}`
  throw new Refusal(
    422,
    `in the layer "${layer}", ${taken} belongs to "${rival.key}", which runs; take another range`,
  )
}

/** Running → paused: the phase ends, pages show the control. */
export async function pauseExperiment(settings: Settings, step: Step): Promise<Experiment> {
  const { status } = await experimentByKey(settings, step.site, step.key)
  if (status !== 'running') throw notIn(step.key, status, 'pause what runs')
  return await end(settings, step, { status: 'paused', winner: null })
}

/** Running or paused → stopped. With `ship`, everybody gets that variant's changes until the experiment is put away. */
export async function stopExperiment(
  settings: Settings,
  step: Step,
  { ship }: { ship?: string | undefined },
): Promise<Experiment> {
  const { status, variants } = await experimentByKey(settings, step.site, step.key)
  if (status === 'draft') throw notIn(step.key, status, 'stop what ran')
  const keys = variants.map(({ key }) => key)
  if (ship !== undefined && !keys.includes(ship)) {
    throw new Refusal(422, `there is no variant "${ship}" to ship; there are ${keys.join(', ')}`)
  }
  return await end(settings, step, { status: 'stopped', winner: ship ?? null })
}

function notIn(key: string, status: string, can: string): Refusal {
  return new Refusal(422, `experiment "${key}" is ${status}; one can only ${can}`)
}

async function end(
  settings: Settings,
  { site, key, now }: Step,
  as: { status: 'paused' | 'stopped'; winner: string | null },
): Promise<Experiment> {
  const id = await numberOf(settings, site, key)
  await settings.transaction().execute(async (tx) => {
    await tx.updateTable('experiment').set(as).where('id', '=', id).execute()
    await tx
      .updateTable('experiment_phase')
      .set({ ended_at: now })
      .where('experiment', '=', id)
      .where('ended_at', 'is', null)
      .execute()
    const stop = as.winner === null ? 'stop' : 'ship'
    const step = as.status === 'paused' ? 'pause' : stop
    await noteStep(tx, { experiment: id, at: now, step, variant: as.winner })
  })
  return await experimentByKey(settings, site, key)
}
