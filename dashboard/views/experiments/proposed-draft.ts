import { PAGE_FACTS } from '../../../collector/acquisition/page-facts.ts'
import type { Filter } from '../../../collector/settings/filter.ts'
import type { Experiment } from '../../models/experiments.ts'
import { isCondition } from '../../models/filters.ts'
import type { Proposal } from '../../models/proposal.ts'
import {
  type ExperimentDraft,
  freshDraft,
  freshMetric,
  keyFrom,
  type MetricDraft,
  readExperiment,
} from './draft.ts'
import { WINDOWS } from './metric-choices.ts'

interface Known {
  /** Names of the site's goals. */
  goals: readonly string[]
  /** Those of the page that leads here: what a page can tell of itself is the audience. */
  filters: readonly Filter[]
  /** The site stores nothing in the browser. */
  isCookieless?: boolean
}

/**
 * The form filled in with what is proposed. Where nothing is, the site's first goal decides; where a goal is proposed that
 * the site does not have, or none, nothing decides until somebody chooses.
 */
export function proposedDraft(proposal: Proposal, known: Known): ExperimentDraft {
  const { goals, filters, isCookieless } = known
  const { goal, goal_days, secondary, secondary_days, name = '', ...said } = proposal
  const isEmpty = Object.keys(proposal).length === 0
  if (isEmpty) return freshDraft(goals[0], isCookieless)
  return {
    ...freshDraft(undefined, isCookieless),
    ...said,
    name,
    key: keyFrom(name),
    when: filters.filter(isOfPage),
    metrics: [
      ...metricsOf(goal, { goals, role: 'primary', days: goal_days }),
      ...metricsOf(secondary, { goals, role: 'secondary', days: secondary_days }),
    ],
  }
}

/** Another one of the kind; where the site stores nothing, it draws by what a page can remember. */
export function copiedDraft(experiment: Experiment, isCookieless: boolean): ExperimentDraft {
  const draft = readExperiment(experiment)
  const unit = isCookieless && draft.unit === 'visitor' ? 'visit' : draft.unit
  return { ...draft, unit, key: `${draft.key}-2`, name: `${draft.name} 2` }
}

function isOfPage(filter: Filter): boolean {
  return isCondition(filter) && PAGE_FACTS.some((fact) => fact === filter[1])
}

interface Measured {
  goals: readonly string[]
  role: MetricDraft['role']
  days: string | undefined
}

/** One, or none where the site does not have the goal. */
function metricsOf(goal: string | undefined, { goals, role, days }: Measured): MetricDraft[] {
  if (goal === undefined || !goals.includes(goal)) return []
  const metric = freshMetric(goal, role)
  return [days === undefined ? metric : { ...metric, window: windowOf(Number(days)) }]
}

/** The shortest window that holds so many days; to the stop where none does. */
export function windowOf(days: number): string | null {
  return WINDOWS.find((window) => Number.parseInt(window, 10) >= days) ?? null
}
