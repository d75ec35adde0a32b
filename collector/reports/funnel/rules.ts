import type { FunnelDefinition } from '../../settings/funnel-definition.ts'
import type { MarkedMoment } from '../../store/port.ts'

/** What a chain of events has to be; the lowest bits of a moment's marks are the steps, the first the lowest. */
export interface Rules {
  /** How many. */
  steps: number
  order: FunnelDefinition['order']
  /** Longest time from the first event to the last, ms. */
  window: number
  /** The end of the period, which the first event lies before. */
  until: number
  /** By level: the marks that no event may have between the event of that step and the next. */
  excluded: readonly number[]
  now: number
}

/** What one unit came to. */
export interface Outcome {
  /** Steps reached. */
  level: number
  /** The event of each, by its place in the history. */
  chain: readonly number[]
  /** The earliest of them. */
  first: number
  /** It may still get on: a first event of the period has its window open. */
  pending: boolean
}

export const NOWHERE: Outcome = { level: 0, chain: [], first: -1, pending: false }

export type Moments = readonly MarkedMoment[]

/** Where the moments end that share the instant of the one at `start`. */
export function endOfInstant(moments: Moments, start: number): number {
  const at = moments[start]?.at
  let end = start + 1
  while (end < moments.length && moments[end]?.at === at) end++
  return end
}

export function isStep(marks: number, step: number): boolean {
  return ((marks >>> step) & 1) === 1
}

/** Whether a moment from `start` to `end` breaks the chains that came to a level before it. */
export type Breaks = (moments: Moments, start: number, end: number, level: number) => boolean

/** What breaks chains, where anything does. */
export function breaksOf(rules: Rules): Breaks | undefined {
  const strict = rules.order === 'strict'
  if (!strict && !rules.excluded.some((marks) => marks > 0)) return undefined
  const breaks = strict ? breakerInStrictOrder(rules) : breakerOf(rules)
  return (moments, start, end, level) => {
    for (let i = start; i < end; i++) if (breaks(moments[i]?.marks ?? 0, level)) return true
    return false
  }
}

type Breaker = (marks: number, level: number) => boolean

function breakerOf({ excluded }: Rules): Breaker {
  return (marks, level) => (marks & (excluded[level] ?? 0)) !== 0
}

/** What is none of the steps breaks nothing, nor does the step of the level once more, or the next one. */
function breakerInStrictOrder(rules: Rules): Breaker {
  const excludes = breakerOf(rules)
  const steps = 2 ** rules.steps - 1
  return (marks, level) => {
    const own = 0b11 << (level - 1)
    return ((marks & steps) !== 0 && (marks & own) === 0) || excludes(marks, level)
  }
}
