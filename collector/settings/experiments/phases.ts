import type { Selectable, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../tables.ts'
import { type Experiment, type ExperimentDefinition, Phase } from './definition.ts'

type PhaseRow = Selectable<Tables['experiment_phase']>

/** What a phase keeps of the definition, as JSON. */
const Assignment = Phase.pick({
  seed: true,
  unit: true,
  weights: true,
  coverages: true,
  tuning_n: true,
  judged: true,
}).extend({ judged: Phase.shape.judged.default(null) })
type Assignment = z.infer<typeof Assignment>

export function phaseOf({ phase, started_at, ended_at, assignment }: PhaseRow): Phase {
  return {
    phase,
    started_at: new Date(started_at).toISOString(),
    ended_at: ended_at === null ? null : new Date(ended_at).toISOString(),
    ...Assignment.parse(JSON.parse(assignment)),
  }
}

/** Units the interval is tuned to without a plan (spec: experiments.md, "Statistics"). */
export const UNPLANNED_N = 5_000

/** The next phase's row. */
export function nextPhase(
  { phases }: Pick<Experiment, 'phases'>,
  definition: ExperimentDefinition,
  now: number,
): Omit<PhaseRow, 'experiment'> {
  const { seed, unit, variants, coverage, plan } = definition
  const assignment: Assignment = {
    seed,
    unit,
    weights: variants.map(({ key, weight }) => ({ key, weight })),
    coverages: [coverage],
    tuning_n: tuningN(variants.length, plan?.total),
    judged: judgedBy(definition),
  }
  return {
    phase: phases.length + 1,
    started_at: now,
    ended_at: null,
    assignment: JSON.stringify(assignment),
  }
}

/** Of a comparison: two of the variants. 3 variants of a plan of 9,000: 9,000 × 2 / 3 = 6,000. */
function tuningN(variants: number, total: number | undefined): number {
  return total === undefined ? UNPLANNED_N : Math.max(2, Math.round((total * 2) / variants))
}

function judgedBy({ metrics, plan, same }: ExperimentDefinition): Phase['judged'] {
  return { metrics, plan, same }
}

/** Notes what may change of a running phase: that it takes more people in, and looks at further metrics. */
export async function changed(
  tx: Transaction<Tables>,
  experiment: number,
  { before, after }: { before: Experiment; after: ExperimentDefinition },
): Promise<void> {
  const phase = before.phases.at(-1)
  if (phase === undefined) return
  const { coverage } = after
  const grown = coverage === before.coverage ? [] : [coverage]
  const coverages = [...phase.coverages, ...grown]
  const assignment = Assignment.parse({ ...phase, coverages, judged: judgedBy(after) })
  await tx
    .updateTable('experiment_phase')
    .set({ assignment: JSON.stringify(assignment) })
    .where('experiment', '=', experiment)
    .where('phase', '=', phase.phase)
    .execute()
}
