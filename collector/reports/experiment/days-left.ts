import { DAY } from '../../durations.ts'
import type { AskedExperiment } from './asked.ts'

/** Units of all variants that the plan asks for; undefined without a plan. */
export function plannedTotal({ experiment }: AskedExperiment): number | undefined {
  return experiment.plan?.total
}

/**
 * Whole days until the plan's units are mature, at the pace so far, or at the plan's own before there is one: 3,000 of
 * 10,000 in 6 days are 500 a day, so 14 more. Null without a plan.
 */
export function daysLeft(asked: AskedExperiment, n: number): number | null {
  const total = plannedTotal(asked)
  if (total === undefined) return null
  const { span, experiment } = asked
  const days = (span.to - span.from) / DAY
  const pace = n > 0 && days > 0 ? n / days : (experiment.plan?.visitors_per_day ?? 0)
  return pace > 0 ? Math.max(0, Math.ceil((total - n) / pace)) : null
}
