import type { Standing } from './ends.ts'
import { type Factors, worthOf } from './factors.ts'

/** The plan that brings most of what a customer brings; of equals the first by name. */
export function mainPlan(standing: Standing, factors: Factors): string | null {
  const [only] = standing
  if (standing.length <= 1) return only?.plan ?? null
  const sums = new Map<string | null, number>()
  for (const part of standing) {
    sums.set(part.plan, (sums.get(part.plan) ?? 0) + worthOf([part], factors))
  }
  const [[plan] = [null]] = [...sums].sort(
    ([a, one], [b, other]) => other - one || ((a ?? '~') < (b ?? '~') ? -1 : 1),
  )
  return plan
}
