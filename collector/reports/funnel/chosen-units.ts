import { Refusal } from '../../refusal.ts'
import { type FoundUnits, type FunnelFilter, faultOfStep } from '../../settings/funnel-filter.ts'
import { withoutSegments } from '../../settings/without-segments.ts'
import { questionIn } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import { hasFunnel } from '../question/funnel-units.ts'
import type { LocalPeriod } from '../time/period.ts'
import { askedFunnel, eachOutcome } from './asked.ts'
import { Beside } from './beside.ts'
import { definitionOf } from './definition.ts'
import { isIn } from './state.ts'

/** Who is meant by a funnel in the filters, as `funnel/people` finds them; by visit the visits. */
export async function chosenUnits(
  context: Omit<ReportContext, 'unitsOf'>,
  [, state, place]: FunnelFilter,
  period: LocalPeriod,
): Promise<FoundUnits> {
  const inside: ReportContext = {
    ...context,
    held: await heldInside(context),
    unitsOf: refuseInside,
  }
  const definition = await definitionOf(inside, place)
  const fault = faultOfStep(place.step, definition.steps)
  if (fault) throw new Refusal(422, fault)
  const question = await questionIn(inside, period, place.filters ?? [])
  const asked = await askedFunnel(inside, question, definition)
  const ids = new Set<number>()
  await eachOutcome(asked, new Beside(), ({ who }, outcome) => {
    if (isIn(outcome, place.step, state)) ids.add(who)
  })
  const of = definition.by === 'visit' ? 'visit' : 'person'
  return { of, ids: [...ids].sort((a, b) => a - b) }
}

/** Where a link is held to whom a funnel chooses, this is that funnel: a guest's own, inside of it, was refused before. */
async function heldInside({ held, settings }: Pick<ReportContext, 'held' | 'settings'>) {
  if (held.length === 0) return held
  return hasFunnel(withoutSegments(held, await settings.segments())) ? [] : held
}

async function refuseInside(): Promise<never> {
  throw new Refusal(
    422,
    'the filters of a funnel that filters choose by cannot choose by a funnel themselves; take it out of the segment',
  )
}
