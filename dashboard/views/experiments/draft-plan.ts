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
  power: string
  alpha: string
  coverage: string
}

export function planningOf(draft: Planable): Planning {
  return {
    urls: pathsIn(draft.pages),
    when: draft.when,
    goal: draft.metrics.find(({ role }) => role === 'primary')?.goal ?? '',
    variants: draft.variants.length,
    effect: Number(draft.effect) / 100,
    power: Number(draft.power) / 100,
    alpha: Number(draft.alpha) / 100,
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

/** What a plan leaves out, and more people may be needed for. */
export type Shortfall = 'kind' | 'weights'

/** It is made for the share of people who reach the goal, and for equal shares of them in the variants. */
export function shortfallsOf({
  metrics,
  variants,
}: {
  metrics: readonly { role: string; kind: string }[]
  variants: readonly { weight: string }[]
}): Shortfall[] {
  const decides = metrics.find(({ role }) => role === 'primary')
  const weights = variants.map(({ weight }) => Number(weight))
  // Three equal ones are written 33.33, 33.33 and 33.34.
  const isUneven = Math.max(...weights) - Math.min(...weights) > 0.5
  return [
    ...(decides && decides.kind !== 'proportion' ? ['kind' as const] : []),
    ...(isUneven ? ['weights' as const] : []),
  ]
}

/** The form with what was worked out for what it says now. */
export function withPlan<Draft extends Planable>(draft: Draft, planned: Planned | undefined) {
  const answer = answerTo(draft, planned)
  return answer ? { ...draft, planned: { of: answer.of, total: answer.plan?.total } } : draft
}
