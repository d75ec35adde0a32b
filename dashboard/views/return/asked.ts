import type { Filter } from '../../../collector/settings/filter.ts'
import type { NamedDimension } from '../../../collector/vocabulary.ts'
import { type ReportAnswer, type ReportRequest, reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { type Goal, goals } from '../../models/things.ts'
import { aloneRequest, commonRequest, view } from '../../models/view.ts'

export type Attribution = ReportAnswer<'attribution'>
export type Model = NonNullable<ReportRequest<'attribution'>['models']>[number]

/** In the order that they are offered; the first is used unless another is chosen. */
export const MODELS = [
  'last_non_direct',
  'last',
  'first',
  'linear',
  'position',
  'time_decay',
  'markov',
  'shapley',
] as const satisfies readonly Model[]

/** From the channel down to the keyword: each leads on to the next. */
export const LEVELS = [
  'channel',
  'source',
  'campaign',
  'content',
  'term',
] as const satisfies readonly NamedDimension[]
export type Level = (typeof LEVELS)[number]

export const LOOKBACKS = ['7', '14', '30', '60', '90', '180', '365'] as const
export const HALF_LIVES = ['1', '3', '7', '14', '30'] as const
export function modelInView(): Model {
  return MODELS.find((model) => model === view.value.options.model) ?? MODELS[0]
}

export function levelInView(): Level {
  return LEVELS.find((level) => level === view.value.options.by) ?? LEVELS[0]
}

/** The goal whose conversions are shared: the one chosen, else the one that brings all the money, else all. */
export function creditedGoal(): Goal | undefined {
  const known = goals.data.value ?? []
  const { goal } = view.value.options
  return goal === undefined ? earner(known) : known.find(({ id }) => id === goal)
}

/** The only goal that brings money. */
export function earner(known: readonly Goal[]): Goal | undefined {
  const [one, ...others] = known.filter(({ value }) => value !== 'none')
  return others.length === 0 ? one : undefined
}

function chosen<Value extends string>(
  values: readonly Value[],
  option: string,
  usual: NoInfer<Value>,
): Value {
  return values.find((value) => value === view.value.options[option]) ?? usual
}

export const lookbackInView = () => chosen(LOOKBACKS, 'lookback', '30')
export const halfLifeInView = () => chosen(HALF_LIVES, 'half_life', '7')
export const withoutDirect = () => view.value.options.direct === 'no'
export const collapsed = () => view.value.options.repeats === 'no'

/** How conversions are shared, as the address says it. */
function sharing(dimension: Level) {
  const goal = creditedGoal()
  return {
    dimension,
    lookback: Number(lookbackInView()),
    half_life: Number(halfLifeInView()),
    exclude_direct: withoutDirect(),
    collapse_repeats: collapsed(),
    ...(goal && { goal: goal.id }),
  }
}

/** What the page shows of one model, with what the others would say; undefined until the goals are known. */
export function returnQuestion(level: Level): Question<Attribution> | undefined {
  if (goals.data.value === undefined) return undefined
  const model = modelInView()
  const models = [model, ...MODELS.filter((one) => one !== model)]
  return reportQuestion('attribution', { ...commonRequest.value, ...sharing(level), models })
}

/** The channels that cost something as one, which tells between what their return lies. */
export function paidQuestion(
  channels: readonly (string | number | null)[],
): Question<Attribution> | undefined {
  if (channels.length === 0) return undefined
  const { period, filters } = aloneRequest.value
  const paid: Filter = ['is', 'channel', [...channels]]
  return reportQuestion('attribution', {
    period,
    ...sharing('channel'),
    filters: [...filters, paid],
    models: [modelInView()],
    limit: 1,
    top: 0,
  })
}
