import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { CUSTOMER_FACTS, isCustomerFact } from '../vocabulary.ts'
import { type Fault, type Filter, Filters, filtersIn, type Path, REPORTS } from './filter.ts'
import { definitionFields, type FunnelDefinition, faultsOfDefinition } from './funnel-definition.ts'

export const STATES = ['reached', 'dropped', 'pending'] as const
export type State = (typeof STATES)[number]

const { steps, window, order, by, exclude } = definitionFields

/** A funnel as a request writes it: its steps, or which saved one, of which the other fields then change a part. */
export const funnelChoice = {
  steps: steps.nullish(),
  /** Id or name of a saved one. */
  funnel: z.string().max(120).nullish(),
  window: window.nullish(),
  order: order.nullish(),
  by: by.nullish(),
  exclude: exclude.nullish(),
}

/** Index of a step, from 0. */
export const FunnelStepIndex = z.int().min(0, 'steps are counted from 0')

const PlaceInFunnel = z.strictObject({
  ...funnelChoice,
  step: FunnelStepIndex,
  /** As of the funnel’s own report: they choose the visit in which a unit entered. */
  filters: Filters.nullish(),
})
export type PlaceInFunnel = z.infer<typeof PlaceInFunnel>

/** What a step of a funnel, or a condition on customers, comes to, in numbers of the store, ascending. */
export interface FoundUnits {
  of: 'person' | 'visit'
  ids: readonly number[]
  /** All but these are meant. */
  others?: boolean
  /** Currencies without a rate that customers pay in, where the condition is about what they bring. */
  unrated?: readonly string[]
}

/**
 * Who reached a step in the period, stopped before it, or may still come: people, or by visit visits. `found`: who that
 * is; nobody can write it, reports look it up.
 */
export type FunnelFilter = ['funnel', State, PlaceInFunnel, found?: FoundUnits]

const USUAL = { window: '7d', order: 'ordered', by: 'person', exclude: [] } as const

/** A definition of which only the steps must be given. */
export function wholeDefinition(
  steps: FunnelDefinition['steps'],
  { window, order, by, exclude }: Pick<PlaceInFunnel, 'window' | 'order' | 'by' | 'exclude'>,
): FunnelDefinition {
  return {
    steps,
    window: window ?? USUAL.window,
    order: order ?? USUAL.order,
    by: by ?? USUAL.by,
    exclude: exclude ?? [],
  }
}

/** What is wrong with a step's index; undefined: nothing. */
export function faultOfStep(
  step: number,
  { length }: FunnelDefinition['steps'],
): string | undefined {
  return step < length ? undefined : `step: the funnel's steps are 0 to ${length - 1}`
}

function faultsOfPlace(place: PlaceInFunnel): { path: Path; message: string }[] {
  const { steps, funnel, step } = place
  const named = (funnel ?? undefined) !== undefined
  if (!steps)
    return named
      ? []
      : [{ path: [], message: 'say what the funnel is: steps, or the id of a saved funnel' }]
  if (named) {
    return [{ path: [], message: 'steps and a saved funnel are given; leave one of them out' }]
  }
  const message = faultOfStep(step, steps)
  return [
    ...faultsOfDefinition(wholeDefinition(steps, place)),
    ...(message ? [{ path: ['step'], message }] : []),
  ]
}

function faultsOf(filter: unknown[], path: Path): Fault[] {
  const [, state, place] = filter
  if (filter.length !== 3) {
    const message = 'expected ["funnel", state, {steps or funnel, step}]'
    return [{ path, message, kind: 'shape' }]
  }
  if (!STATES.some((known) => known === state)) {
    const message = unknownName('state', String(state).slice(0, 200), STATES)
    return [{ path: [...path, 1], message, kind: 'meaning' }]
  }
  const read = PlaceInFunnel.safeParse(place)
  const faults = read.success
    ? faultsOfPlace(read.data)
    : read.error.issues.map((issue) => ({ ...issue, path: issue.path as Path }))
  return faults.map(({ path: within, message }) => ({
    path: [...path, 2, ...within],
    message,
    kind: 'meaning',
  }))
}

/** With what is looked up before: funnels, and what customers are. */
const WITH_LOOKUPS = {
  ...REPORTS,
  dimensions: [...REPORTS.dimensions, ...CUSTOMER_FACTS],
  isDimension: (name: string) => REPORTS.isDimension(name) || isCustomerFact(name),
  groups: [...REPORTS.groups, 'funnel'],
  forms: { funnel: faultsOf },
}

/** Filters of reports and segments, which may choose by a funnel and by what customers are. */
export const ReportFilters: z.ZodType<Filter[], Filter[]> = filtersIn(WITH_LOOKUPS, 0)

/** The same, not empty. */
export const SomeReportFilters: z.ZodType<Filter[], Filter[]> = filtersIn(WITH_LOOKUPS, 1)
