import { z } from 'zod'
import { DAY, HOUR, MINUTE } from '../durations.ts'
import { type Matcher, matcherFields, namesOne } from './matcher.ts'

export const FUNNEL_ORDERS = ['ordered', 'strict', 'any'] as const
export const FUNNEL_UNITS = ['person', 'visit', 'attempt'] as const

const UNITS: Record<string, number> = { m: MINUTE, h: HOUR, d: DAY }
const LONGEST = 90 * DAY

/** `30m`, `24h`, `7d` in ms. */
export function windowMs(window: string): number {
  return Number(window.slice(0, -1)) * (UNITS[window.slice(-1)] ?? Number.NaN)
}

export const FunnelWindow = z
  .string()
  .regex(/^\d{1,6}[mhd]$/, 'a window is a number and m, h or d, like 30m, 24h or 7d')
  .refine((text) => windowMs(text) > 0, 'a window is 1m at least')
  .refine((text) => !(windowMs(text) > LONGEST), 'a window is 90d at most')

const label = z.string().trim().min(1).max(120).optional()
export const FunnelStep = z.strictObject({ ...matcherFields, label }).check(namesOne)
export type FunnelStep = z.infer<typeof FunnelStep>

/** Events that must not lie between the step `after`, counted from 0, and the next. */
export const FunnelExclusion = z.strictObject({ ...matcherFields, after: z.int() }).check(namesOne)

const MOST_STEPS = 12
const NUMBER_OF_STEPS = `a funnel has 2 to ${MOST_STEPS} steps`
const MOST_EXCLUSIONS = MOST_STEPS - 1

export const definitionFields = {
  steps: z.array(FunnelStep).min(2, NUMBER_OF_STEPS).max(MOST_STEPS, NUMBER_OF_STEPS),
  window: FunnelWindow,
  order: z.enum(FUNNEL_ORDERS),
  by: z.enum(FUNNEL_UNITS),
  exclude: z
    .array(FunnelExclusion)
    .max(MOST_EXCLUSIONS, `a funnel has at most ${MOST_EXCLUSIONS} exclusions`),
}
const Definition = z.object(definitionFields)
export type FunnelDefinition = z.infer<typeof Definition>

export interface Fault {
  path: (string | number)[]
  message: string
}

/** What in a definition goes not together. */
export function faultsOfDefinition(funnel: FunnelDefinition): Fault[] {
  return [...faultsOfSteps(funnel), ...faultsOfExclusions(funnel)]
}

function faultsOfSteps({ steps, by }: FunnelDefinition): Fault[] {
  if (by !== 'attempt') return []
  const said = steps.map(meaning)
  return said.flatMap((step, i): Fault[] => {
    if (i === 0 || step !== said[0]) return []
    const message = `an attempt begins with step 0, so step ${i} cannot be the same`
    return [{ path: ['steps', i], message }]
  })
}

/** What a step means, apart from its label. */
function meaning({ event, page, goal, where = [] }: Matcher): string {
  return JSON.stringify([event, page, goal, where])
}

function faultsOfExclusions({ steps, order, exclude }: FunnelDefinition): Fault[] {
  const last = steps.length - 2
  return exclude.flatMap(({ after }, i): Fault[] => {
    const path = ['exclude', i, 'after']
    if (order === 'any') {
      return [
        {
          path: ['exclude'],
          message: 'in any order nothing lies between two steps; leave exclude out',
        },
      ]
    }
    if (after >= 0 && after <= last) return []
    return [{ path, message: `after is the index of a step that another follows, 0 to ${last}` }]
  })
}

/** The check of a schema with all fields of a definition; of what is none by itself, nothing is compared. */
export function goesTogether(context: z.core.ParsePayload<FunnelDefinition>): void {
  if (context.issues.length > 0) return
  for (const { path, message } of faultsOfDefinition(context.value)) {
    context.issues.push({ code: 'custom', message, path, input: context.value })
  }
}
