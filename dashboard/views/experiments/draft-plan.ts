import type { Filter } from '../../../collector/settings/filter.ts'
import { isSame, type Planned, type Planning } from '../../models/experiment-plan.ts'
import { pathsIn } from './paths-in.ts'

/** People that were planned for, and what for; no number where none could be worked out. */
export interface PlannedTotal {
  of: Planning
  total: number | undefined
}

/** What of a form its plan rests on. */
interface Planable {
  pages: string
  when: readonly Filter[]
  variants: readonly unknown[]
  metrics: readonly { role: string; goal: string }[]
  /** Per cent. */
  effect: string
  coverage: string
}

export function planningOf(draft: Planable): Planning {
  return {
    urls: pathsIn(draft.pages),
    when: draft.when,
    goal: draft.metrics.find(({ role }) => role === 'primary')?.goal ?? '',
    variants: draft.variants.length,
    effect: Number(draft.effect) / 100,
    coverage: Number(draft.coverage) / 100,
  }
}

/** The answer to what the form says now; one to what it said before is none. */
export function answerTo(draft: Planable, planned: Planned | undefined): Planned | undefined {
  return planned && isSame(planned.of, planningOf(draft)) ? planned : undefined
}

/** What is to be kept: of a form that has changed since, nothing. */
export function totalOf(
  draft: Planable & { planned?: PlannedTotal | undefined },
): number | undefined {
  const { planned } = draft
  return planned && isSame(planned.of, planningOf(draft)) ? planned.total : undefined
}

/** The form with what was worked out for what it says now. */
export function withPlan<Draft extends Planable>(draft: Draft, planned: Planned | undefined) {
  const answer = answerTo(draft, planned)
  return answer ? { ...draft, planned: { of: answer.of, total: answer.plan?.total } } : draft
}
