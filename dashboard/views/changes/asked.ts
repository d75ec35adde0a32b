import type { Metric } from '../../../collector/vocabulary.ts'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { EXPLAINED, type Explained, isExplained } from '../../models/explained.ts'
import { funnelInView } from '../../models/funnel.ts'
import { ALL_GOALS, goalInView } from '../../models/goal-in-view.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { isKnown } from '../../models/resource.ts'
import { funnels, goals } from '../../models/things.ts'
import { commonRequest, view } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

export type ExplainAnswer = ReportAnswer<'explain'>

/** What the address calls the share of a funnel's people that reached one of its steps. */
export const STEP = 'step'
type Chosen = Explained | typeof STEP
export const CHOICES: readonly Chosen[] = [...EXPLAINED, STEP]

/** Those that only a goal has. */
const OF_GOALS: ReadonlySet<Chosen> = new Set(EXPLAINED.slice(2))

export function chosenMetric(): Chosen {
  const { metric = '' } = view.value.options
  return metric === STEP || isExplained(metric) ? metric : usualMetric()
}

/** Who chose a goal on the way here wants to know about that. */
export function usualMetric(): Explained {
  const { goal } = view.value.options
  return goal === undefined || goal === ALL_GOALS ? 'visitors' : 'conversions'
}

export function isOfGoals(): boolean {
  return OF_GOALS.has(chosenMetric())
}

/** The metric that the change is written as. */
export function shownMetric(): Metric {
  const chosen = chosenMetric()
  return chosen === STEP ? 'conversion_rate' : chosen
}

/** What the change is of, in words. */
export function topicName(): string {
  const chosen = chosenMetric()
  if (chosen !== STEP) return words.value.metrics[chosen].name
  const step = funnelInView.value?.steps[chosenStep()]
  return words.value.explaining.stepRate(step ? stepName(step) : '')
}

/** The index of the step in view, the last unless the address names another; 0 without a funnel. */
export function chosenStep(): number {
  const last = (funnelInView.value?.steps.length ?? 1) - 1
  const named = Number(view.value.options.step)
  return named >= 1 && named <= last ? Math.floor(named) : last
}

export function question() {
  const { period, filters, compare, match } = {
    compare: undefined,
    match: undefined,
    ...commonRequest.value,
  }
  const topic = topicInView()
  if (!topic) return undefined
  return reportQuestion('explain', {
    ...{ period, filters },
    ...topic,
    ...(compare && { against: compare }),
    ...(match && { match }),
  })
}

/** Undefined while it is not known which funnel is meant. */
function topicInView() {
  const chosen = chosenMetric()
  if (chosen === STEP) {
    const funnel = funnelInView.value
    if (!funnel) return undefined
    const { steps, window, order, by, exclude } = funnel
    return { steps, window, order, by, exclude, step: chosenStep() }
  }
  const goal = goalInView.value
  return { metric: chosen, ...(isOfGoals() && goal !== undefined && { goal }) }
}

/** Whether it is known what is asked for: of a funnel's step which funnels there are. */
export function isTopicKnown(): boolean {
  return chosenMetric() !== STEP || (isKnown(goals) && isKnown(funnels))
}

/** Whether a funnel is asked for and there is none. */
export function hasNoTopic(): boolean {
  return isTopicKnown() && topicInView() === undefined
}
