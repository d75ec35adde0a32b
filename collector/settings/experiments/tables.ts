import type { Generated } from 'kysely'

interface ExperimentRow {
  id: Generated<number>
  site: number
  key: string
  definition: string
  status: string
  winner: string | null
  created_at: number
}

interface ExperimentPhaseRow {
  experiment: number
  phase: number
  started_at: number
  ended_at: number | null
  assignment: string
}

interface ExperimentStepRow {
  experiment: number
  at: number
  step: string
  variant: string | null
}

/** Rows as they lie in the file; `definition` and `assignment` are JSON. */
export interface ExperimentTables {
  experiment: ExperimentRow
  experiment_phase: ExperimentPhaseRow
  experiment_step: ExperimentStepRow
}
