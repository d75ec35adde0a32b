import type { Transaction } from 'kysely'
import { z } from 'zod'
import { localDate } from '../../local-date.ts'
import { found } from '../../refusal.ts'
import type { Settings, Tables } from '../tables.ts'

const STEPS = ['start', 'pause', 'stop', 'ship'] as const

/** What happened to an experiment. */
export const ExperimentStep = z.object({
  key: z.string(),
  /** As it is called now. */
  name: z.string(),
  step: z.enum(STEPS),
  /** The one that was shipped. */
  variant: z.string().nullable(),
})
export type ExperimentStep = z.infer<typeof ExperimentStep>

interface Taken {
  /** Its number. */
  experiment: number
  at: number
  step: ExperimentStep['step']
  variant?: string | null
}

/** Writes it down, for the charts to tell. */
export async function noteStep(
  tx: Transaction<Tables>,
  { experiment, at, step, variant = null }: Taken,
): Promise<void> {
  await tx
    .insertInto('experiment_step')
    .values({ experiment, at, step, variant })
    // A second one of the same millisecond tells nothing new.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Each with its day on the site's calendar, in order. */
export async function listSteps(
  settings: Settings,
  site: number,
): Promise<(ExperimentStep & { at: number; day: string })[]> {
  const rows = await settings
    .selectFrom('experiment_step')
    .innerJoin('experiment', 'experiment.id', 'experiment_step.experiment')
    .select(['key', 'definition', 'at', 'step', 'variant'])
    .where('site', '=', site)
    .orderBy('at')
    .orderBy('key')
    .execute()
  if (rows.length === 0) return []
  const zone = await zoneOf(settings, site)
  return rows.map(({ definition, at, ...row }) => {
    const step = ExperimentStep.parse({ ...row, name: JSON.parse(definition).name })
    return { ...step, at, day: localDate(zone, at) }
  })
}

async function zoneOf(settings: Settings, site: number): Promise<string> {
  const row = await settings
    .selectFrom('site')
    .select('timezone')
    .where('id', '=', site)
    .executeTakeFirst()
  return found(row, 'the site').timezone
}
