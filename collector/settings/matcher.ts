import { z } from 'zod'
import { Filters } from './filter.ts'

/** What names the events that are meant: the event's name, a glob of the path, or a goal's name or id. */
const NAMES = ['event', 'page', 'goal'] as const

export const matcherFields = {
  event: z.string().min(1).max(120).optional(),
  /** Glob of the path. */
  page: z.string().min(1).max(500).optional(),
  goal: z.string().min(1).max(120).optional(),
  /** Conditions on the event. */
  where: Filters.optional(),
}

/** A check of the schemas that are made of these fields. */
export function namesOne(context: z.core.ParsePayload<Matcher>): void {
  const named = NAMES.filter((name) => context.value[name] !== undefined)
  if (named.length === 1) return
  const given = named.length === 0 ? 'none is given' : `${named.join(' and ')} are given`
  const message = `name one of event, page and goal; ${given}`
  context.issues.push({ code: 'custom', message, input: context.value, path: [] })
}

/** The same, or nothing named: anything is meant. */
export const MatcherOrAny = z.strictObject(matcherFields).check((context) => {
  if (Object.values(context.value).some((given) => given !== undefined)) namesOne(context)
})

/** Which events are meant, as a step of a funnel, a node of a path or a return has it. */
export const Matcher = z.strictObject(matcherFields).check(namesOne)
export interface Matcher {
  event?: string | undefined
  page?: string | undefined
  goal?: string | undefined
  where?: Filters | undefined
}
