import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { peopleAnswer, peopleAt, placeFields } from './funnel/people-at.ts'
import { metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'
import { askedStages, stageFields } from './stages/asked.ts'

const { step, limit, cursor } = placeFields

export const StagesPeopleRequest = z.strictObject({
  ...stageFields,
  /** Index of a stage, from 0. */
  stage: step,
  /** Whoever came to the stage before and not to this one still may. */
  state: z.enum(['reached', 'pending']),
  ...{ limit, cursor },
})
export type StagesPeopleRequest = z.infer<typeof StagesPeopleRequest>

export const StagesPeopleAnswer = z.object({ meta: Meta, ...peopleAnswer })
export type StagesPeopleAnswer = z.infer<typeof StagesPeopleAnswer>

/** Who came to a stage by now, or to the one before alone, and what they did next. */
export async function stagesPeople(
  context: ReportContext,
  request: StagesPeopleRequest,
): Promise<StagesPeopleAnswer> {
  const { stage, stages } = request
  if (stage >= stages.length) {
    throw new Refusal(422, `stage: the stages are 0 to ${stages.length - 1}`)
  }
  const { asked } = await askedStages(context, request)
  const found = await peopleAt(context, asked, { ...request, step: stage })
  return { meta: metaOf(context, asked.question), ...found }
}
