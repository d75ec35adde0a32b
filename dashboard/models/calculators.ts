import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import type { Question } from './resource.ts'

export type Compared = Given<'/api/experiments/analyze', 'POST'>
export type Needed = Given<'/api/experiments/plan', 'POST'>

/** Two groups: people and conversions of the control, people and conversions of the variant. */
export function compareQuestion(counts: readonly number[]): Question<Compared> | undefined {
  const [n0 = 0, sum0 = 0, n1 = 0, sum1 = 0] = counts
  if (counts.some((count) => !Number.isInteger(count)) || n0 < 2 || n1 < 2) return undefined
  const body = {
    metric: 'proportion' as const,
    variants: [
      { key: 'control', n: n0, sum: sum0 },
      { key: 'b', n: n1, sum: sum1 },
    ],
  }
  return {
    key: `analyze ${JSON.stringify(body)}`,
    fetch: (signal) => ask('POST', '/api/experiments/analyze', { body, signal }),
  }
}

/** Shares of one: the rate, its relative change, power and alpha; `perDay` 0 where nobody knows. */
export function neededQuestion({
  shares,
  perDay,
}: {
  shares: readonly number[]
  perDay: number
}): Question<Needed> | undefined {
  const [rate = 0, minimum_effect = 0, power = 0.8, alpha = 0.05] = shares
  if (!(rate > 0 && rate < 1 && minimum_effect > 0)) return undefined
  const body = {
    ...{ metric: 'proportion' as const, rate, minimum_effect, power, alpha },
    ...(perDay > 0 && { units_per_day: perDay }),
  }
  return {
    key: `plan ${JSON.stringify(body)}`,
    fetch: (signal) => ask('POST', '/api/experiments/plan', { body, signal }),
  }
}
