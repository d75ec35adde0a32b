import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { type FunnelDefinition, faultsOfDefinition } from '../../settings/funnel-definition.ts'
import { funnelChoice, type PlaceInFunnel, wholeDefinition } from '../../settings/funnel-filter.ts'
import type { ReportContext } from '../question/context.ts'
import { common } from '../question/request.ts'

/** What a question about a funnel says: its steps, or which saved one, of which the other fields then change a part. */
export const funnelFields = {
  period: common.period,
  filters: common.filters,
  ...funnelChoice,
}
type Choice = Omit<PlaceInFunnel, 'step' | 'filters'>

/** Throws a 422 for an unknown funnel, for none or two, and for what does not go together. */
export async function definitionOf(
  context: ReportContext,
  request: Choice,
): Promise<FunnelDefinition> {
  const saved = await savedOr(context, request)
  const funnel: FunnelDefinition = {
    steps: saved.steps,
    window: request.window ?? saved.window,
    order: request.order ?? saved.order,
    by: request.by ?? saved.by,
    exclude: request.exclude ?? saved.exclude,
  }
  const faults = faultsOfDefinition(funnel)
  const [first] = faults
  if (first === undefined) return funnel
  const errors = faults.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new Refusal(422, `${errors[0]?.path}: ${first.message}`, errors)
}

async function savedOr(
  { settings }: ReportContext,
  { steps, funnel }: Choice,
): Promise<FunnelDefinition> {
  if ((funnel ?? undefined) === undefined) {
    if (steps) return wholeDefinition(steps, {})
    throw new Refusal(422, 'say what the funnel is: steps, or the id of a saved funnel')
  }
  if (steps) throw new Refusal(422, 'steps and a saved funnel are given; leave one of them out')
  const saved = await settings.funnels()
  const known = saved.find(({ id }) => id === funnel) ?? saved.find(({ name }) => name === funnel)
  if (known) return known
  const names = saved.map(({ name }) => name)
  throw new Refusal(422, unknownName('funnel', String(funnel), names))
}
