import type { Transaction } from 'kysely'
import type { Settings, Tables } from '../tables.ts'
import type { ExperimentDefinition, ExperimentMetric, Phase } from './definition.ts'

type Metrics = ExperimentDefinition['metrics']

interface Renaming {
  from: string
  to: string
}

function renamed<Named extends { metrics: Metrics }>(of: Named, { from, to }: Renaming): Named {
  const inMetric = (metric: ExperimentMetric): ExperimentMetric => ({
    ...metric,
    ...(metric.goal === from && { goal: to }),
    ...(metric.per === from && { per: to }),
  })
  const { primary, secondary, guardrails } = of.metrics
  const metrics: Metrics = {
    ...(primary && { primary: Array.isArray(primary) ? primary.map(inMetric) : inMetric(primary) }),
    secondary: secondary.map(inMetric),
    guardrails: guardrails.map(inMetric),
  }
  return { ...of, metrics }
}

/** Experiments name goals as people do: a goal's new name is written into their metrics and what phases were judged by. */
export async function renameGoalInExperiments(
  tx: Transaction<Tables>,
  site: number,
  renaming: Renaming,
): Promise<void> {
  const rows = await tx
    .selectFrom('experiment')
    .select(['id', 'definition'])
    .where('site', '=', site)
    .execute()
  for (const { id, definition } of rows) {
    const now = renamed(JSON.parse(definition) as ExperimentDefinition, renaming)
    await tx
      .updateTable('experiment')
      .set({ definition: JSON.stringify(now) })
      .where('id', '=', id)
      .execute()
    await renameInPhases(tx, id, renaming)
  }
}

async function renameInPhases(
  tx: Transaction<Tables>,
  experiment: number,
  renaming: Renaming,
): Promise<void> {
  const rows = await tx
    .selectFrom('experiment_phase')
    .select(['phase', 'assignment'])
    .where('experiment', '=', experiment)
    .execute()
  for (const { phase, assignment } of rows) {
    const known = JSON.parse(assignment) as Partial<Pick<Phase, 'judged'>>
    if (!known.judged) continue
    const now = { ...known, judged: renamed(known.judged, renaming) }
    await tx
      .updateTable('experiment_phase')
      .set({ assignment: JSON.stringify(now) })
      .where('experiment', '=', experiment)
      .where('phase', '=', phase)
      .execute()
  }
}

/** The key of a running experiment that the goal decides; undefined where there is none. */
export async function decidedBy(
  settings: Settings,
  site: number,
  goal: { id: string; name: string },
): Promise<string | undefined> {
  const rows = await settings
    .selectFrom('experiment')
    .select(['key', 'definition'])
    .where('site', '=', site)
    .where('status', '=', 'running')
    .execute()
  const isIt = (name: string | undefined) => name === goal.id || name === goal.name
  return rows.find(({ definition }) => {
    const { metrics } = JSON.parse(definition) as ExperimentDefinition
    return [metrics.primary ?? []].flat().some((one) => isIt(one.goal) || isIt(one.per))
  })?.key
}
