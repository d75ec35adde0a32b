import { PAGE_FACTS } from '../../../collector/acquisition/page-facts.ts'
import { isCondition } from '../../models/filters.ts'
import type { View } from '../../models/query.ts'
import type { Goal } from '../../models/things.ts'
import {
  type ExperimentDraft,
  freshDraft,
  freshMetric,
  keyFrom,
  type MetricDraft,
} from './draft.ts'
import { WINDOWS } from './metric-choices.ts'

/** What a page that leads to the form knows of what is to be found out; `_days`: how long after the first look it counts. */
export interface Asked {
  name: string
  hypothesis: string
  /** Names of goals; without a primary one nothing decides until somebody chooses it. */
  primary?: string
  primary_days?: string
  secondary?: string
  secondary_days?: string
}

const LONGEST_NAME = 120
const LONGEST_HYPOTHESIS = 2_000

/** A new draft as the address asks for it; of an address that says nothing, with the site's first goal. */
export function draftAsked({ options, filters }: View, goals: readonly Goal[]): ExperimentDraft {
  const { name, hypothesis } = options
  if (name === undefined || hypothesis === undefined) return freshDraft(goals[0]?.name)
  const known = (goal: string | undefined) => goals.some((one) => one.name === goal)
  const { primary, primary_days, secondary, secondary_days } = options
  return {
    ...freshDraft(undefined),
    name: name.slice(0, LONGEST_NAME),
    key: keyFrom(name),
    hypothesis: hypothesis.slice(0, LONGEST_HYPOTHESIS),
    when: filters.filter(isOfPage),
    metrics: [
      ...(primary && known(primary) ? [metric(primary, 'primary', primary_days)] : []),
      ...(secondary && known(secondary) ? [metric(secondary, 'secondary', secondary_days)] : []),
    ],
  }
}

/** Whether a page can tell of itself. */
function isOfPage(filter: View['filters'][number]): boolean {
  return isCondition(filter) && PAGE_FACTS.some((fact) => fact === filter[1])
}

function metric(goal: string, role: MetricDraft['role'], days: string | undefined): MetricDraft {
  return { ...freshMetric(goal, role), window: windowOf(Number(days)) }
}

/** The shortest window that holds so many days; to the stop where none does. */
export function windowOf(days: number): string | null {
  return WINDOWS.find((window) => Number.parseInt(window, 10) >= days) ?? null
}
