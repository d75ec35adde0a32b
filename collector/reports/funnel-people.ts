import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { faultOfStep } from '../settings/funnel-filter.ts'
import { askedFunnel } from './funnel/asked.ts'
import { definitionOf, funnelFields } from './funnel/definition.ts'
import { peopleAnswer, peopleAt, placeFields } from './funnel/people-at.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'

export const FunnelPeopleRequest = z.strictObject({ ...funnelFields, ...placeFields })
export type FunnelPeopleRequest = z.infer<typeof FunnelPeopleRequest>

export const FunnelPeopleAnswer = z.object({ meta: Meta, ...peopleAnswer })
export type FunnelPeopleAnswer = z.infer<typeof FunnelPeopleAnswer>

/** Who reached a step of a funnel, stopped before it or may still come, and what they did next. */
export async function funnelPeople(
  context: ReportContext,
  request: FunnelPeopleRequest,
): Promise<FunnelPeopleAnswer> {
  const definition = await definitionOf(context, request)
  const fault = faultOfStep(request.step, definition.steps)
  if (fault) throw new Refusal(422, fault)
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const asked = await askedFunnel(context, question, definition)
  return { meta: metaOf(context, question), ...(await peopleAt(context, asked, request)) }
}
