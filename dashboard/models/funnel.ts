import { computed } from '@preact/signals'
import type { Filter } from '../../collector/settings/filter.ts'
import type { FunnelDefinition, FunnelStep } from '../../collector/settings/funnel-definition.ts'
import type { State } from '../../collector/settings/funnel-filter.ts'
import type { Funnel } from '../../collector/settings/funnels.ts'
import { fitting, readExclusions } from './exclusions.ts'
import { expanded, withoutFunnels } from './filters.ts'
import { KINDS } from './funnel-steps.ts'
import type { View } from './query.ts'
import { isKnown } from './resource.ts'
import { funnels, type Goal, goals, segments } from './things.ts'
import { aloneRequest, commonRequest, view } from './view.ts'

/** A page begins with a slash or is a glob of one; anything else is an event. */
export function anchorOf(text: string): { page: string } | { event: string } {
  return /^[/*]/u.test(text) ? { page: text } : { event: text }
}

function isStep(value: unknown): value is FunnelStep {
  return typeof value === 'object' && value !== null && KINDS.some((kind) => kind in value)
}

/** Steps as the address has them; undefined where it has none, or none that can be read. */
export function readSteps(json: string | undefined): FunnelStep[] | undefined {
  if (json === undefined) return undefined
  try {
    const read: unknown = JSON.parse(json)
    return Array.isArray(read) && read.length > 1 && read.every(isStep) ? read : undefined
  } catch {
    // A link cut short by a mail program still opens the page.
    return undefined
  }
}

export const WINDOWS = ['30m', '24h', '7d', '14d', '30d', '90d'] as const
export const ORDERS = ['ordered', 'strict', 'any'] as const
export const UNITS = ['person', 'visit', 'attempt'] as const

function one<T extends string>(known: readonly T[], given: string | undefined, usual: T): T {
  return known.find((value) => value === given) ?? usual
}

const MOST_GOALS = 3

/** From any page to the site's first goals: what can be counted before anybody has defined anything. */
export function usualSteps(names: readonly string[]): FunnelStep[] | undefined {
  if (names.length === 0) return undefined
  return [{ page: '*' }, ...names.slice(0, MOST_GOALS).map((goal) => ({ goal }))]
}

/** What a funnel is, without its name. */
export function definitionOf(funnel: FunnelDefinition): FunnelDefinition {
  const { steps, window, order, by, exclude } = funnel
  return { steps, window, order, by, exclude }
}

/** The saved funnels whose last step is the goal, or what the goal counts. */
export function endingIn<Known extends Pick<Funnel, 'steps'>>(
  goal: Goal,
  known: readonly Known[],
): Known[] {
  return known.filter(({ steps }) => {
    const last = steps.at(-1)
    if (last?.goal !== undefined) return last.goal === goal.id || last.goal === goal.name
    if (last?.event !== undefined) return last.event === goal.event
    return last?.page !== undefined && last.page === goal.page
  })
}

/** The funnel in view: the address's steps, a saved one, or one made of the site's goals; undefined until those are known. */
export const funnelInView = computed(() => {
  const { options } = view.value
  if (options.funnel !== undefined && !isKnown(funnels)) return undefined
  const saved = funnels.data.value?.find(({ id }) => id === options.funnel)
  const steps =
    readSteps(options.steps) ??
    saved?.steps ??
    usualSteps(goals.data.value?.map(({ name }) => name) ?? [])
  if (!steps) return undefined
  const order = one(ORDERS, options.order ?? saved?.order, 'ordered')
  // Of other steps than the saved ones they lie elsewhere: who changes those says where.
  const kept = options.steps === undefined ? saved?.exclude : undefined
  return {
    saved,
    steps,
    window: WINDOWS.find((window) => window === options.window) ?? saved?.window ?? '7d',
    order,
    by: one(UNITS, options.by ?? saved?.by, 'person'),
    exclude: fitting(readExclusions(options.exclude) ?? kept ?? [], { steps, order }),
  }
})

/** What the address says of a funnel and no funnel here has, so that something else is shown. */
export const unreadInView = computed(() => {
  const { steps, window } = view.value.options
  const unread: ('steps' | 'window')[] = []
  if (steps !== undefined && readSteps(steps) === undefined) unread.push('steps')
  const shown = funnelInView.value?.window
  if (window !== undefined && shown !== undefined && shown !== window) unread.push('window')
  return unread
})

const definition = computed(() => funnelInView.value && definitionOf(funnelInView.value))

/** What the report is asked with. */
export const funnelRequest = computed(
  () => definition.value && { ...commonRequest.value, ...definition.value },
)

/** The same without a comparison. */
export const funnelAlone = computed(
  () => definition.value && { ...aloneRequest.value, ...definition.value },
)

/** Some of a funnel's people: who reached a step, stopped before it, or may still come. */
export interface Chosen {
  step: number
  state: State
}

/** As a page offers them, the usual first. */
export const CHOSEN_STATES = ['dropped', 'pending', 'reached'] as const satisfies readonly State[]

/** The step that the address names and what became of its people; undefined without one. Nobody stops before the first. */
export const chosenInView = computed((): Chosen | undefined => {
  const { step: named, who } = view.value.options
  if (named === undefined || !/^\d{1,2}$/u.test(named)) return undefined
  const step = Number(named)
  if (step === 0) return { step, state: 'reached' }
  return { step, state: one(CHOSEN_STATES, who, 'dropped') }
})

/** Them as a filter, chosen as the report of the funnel in view counts them; undefined without a funnel. */
export function filterOf({ step, state }: Chosen): Filter | undefined {
  const funnel = definition.peek()
  if (!funnel) return undefined
  const filters = withoutFunnels(expanded(view.peek().filters, segments.data.peek() ?? []))
  return ['funnel', state, { ...funnel, step, ...(filters.length > 0 && { filters }) }]
}

/** The filters in force, and them. */
export function filtersWith(chosen: Chosen): Filter[] {
  const filter = filterOf(chosen)
  return [...view.peek().filters, ...(filter ? [filter] : [])]
}

/** Where their paths go on from, as the page of paths has it: the last step that all of them reached. Undefined: the first page. */
export function anchorAfter({ step, state }: Chosen): string | undefined {
  const funnel = funnelInView.value
  // In any order people have reached so many steps, whichever those are.
  if (!funnel || funnel.order === 'any') return undefined
  const last = funnel.steps[state === 'reached' ? step : step - 1]
  const { event, page } = last?.goal === undefined ? (last ?? {}) : goalNamed(last.goal)
  return page === '*' ? undefined : (event ?? page)
}

function goalNamed(named: string): Pick<Goal, 'event' | 'page'> {
  return goals.data.value?.find(({ id, name }) => id === named || name === named) ?? {}
}

/** The view as guests can open it: they know no saved funnel, so that in view is written out. */
export function shownWithSteps(): View {
  const shown = view.peek()
  const { funnel: id, ...options } = shown.options
  const funnel = funnelInView.peek()
  if (id === undefined || !funnel) return shown
  const { steps, window, order, by, exclude } = funnel
  return {
    ...shown,
    options: {
      ...{ ...options, steps: JSON.stringify(steps), window, order, by },
      ...(exclude.length > 0 && { exclude: JSON.stringify(exclude) }),
    },
  }
}
