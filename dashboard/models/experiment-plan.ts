import { ask } from '../api.ts'
import type { Audience, Traffic } from './audience.ts'
import type { Question } from './resource.ts'

/** What a plan is made for. */
export interface Planning extends Audience {
  variants: number
  /** Of one. */
  effect: number
  power: number
  alpha: number
  coverage: number
}

/** How many people it takes, and how long they take to come. */
export interface Plan {
  total: number
  /** Null where nobody takes part. */
  days: number | null
  joinPerDay: number
}

/** A plan with what it was made for; null where too little came to make one. */
export interface Planned {
  of: Planning
  plan: Plan | null
}

/** Whether two of them ask the same. */
export function isSame<Asked extends Audience>(a: Asked, b: Asked): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Whom a plan is made for, without what is to be seen of them. */
export function audienceOf({ urls, when, goal }: Planning): Audience {
  return { urls, when, goal }
}

interface AskedPlan {
  planning: Planning
  /** Of whichever audience was asked about last. */
  traffic: Traffic | undefined
}

/** The plan by the traffic of its own audience; nothing is asked before that is known. */
export function planQuestion({ planning, traffic }: AskedPlan): Question<Planned> | undefined {
  if (!traffic || !isSame(traffic.of, audienceOf(planning))) return undefined
  if (!isAsked(planning)) return undefined
  return {
    key: `plan ${JSON.stringify({ planning, traffic })}`,
    fetch: async (signal) => ({ of: planning, plan: await planOf(planning, traffic, signal) }),
  }
}

/** What is only begun, such as an empty field, is no question yet. */
function isAsked({ effect, power, alpha, goal }: Planning): boolean {
  const isShare = (one: number) => one > 0 && one < 1
  return effect > 0 && isShare(power) && isShare(alpha) && goal !== ''
}

export async function planOf(
  { effect, power, alpha, variants, coverage }: Planning,
  { rate, joinPerDay }: Traffic,
  signal: AbortSignal,
): Promise<Plan | null> {
  if (!joinPerDay || !rate || rate >= 1) return null
  const body = {
    ...{ metric: 'proportion' as const, rate, minimum_effect: effect, power, alpha, variants },
    ...{ units_per_day: joinPerDay, traffic_share: Math.max(0.0001, Math.min(1, coverage)) },
  }
  const needed = await ask('POST', '/api/experiments/plan', { body, signal })
  // People look every day: the number that allows it.
  const total = needed.sequential_total ?? needed.total
  if (!total) return null
  const joining = joinPerDay * coverage
  return { total, days: joining > 0 ? Math.ceil(total / joining) : null, joinPerDay: joining }
}
