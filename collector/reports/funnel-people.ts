import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { FunnelStepIndex, faultOfStep, STATES } from '../settings/funnel-filter.ts'
import { askedFunnel } from './funnel/asked.ts'
import { definitionOf, funnelFields } from './funnel/definition.ts'
import { NextRow, nextOf } from './funnel/next.ts'
import { unitsIn } from './funnel/state.ts'
import { type KindOfPerson, personId } from './person/person-id.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'

export const FunnelPeopleRequest = z.strictObject({
  ...funnelFields,
  step: FunnelStepIndex,
  /** Of those who reached the step before and not this one, `pending` still may. */
  state: z.enum(STATES),
  limit: z.int().min(1).max(1000).default(100),
  /** The `next_cursor` of the answer before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullish(),
})
export type FunnelPeopleRequest = z.infer<typeof FunnelPeopleRequest>

export const FunnelPeopleAnswer = z.object({
  meta: Meta,
  /** A page of their ids. */
  people: z.array(z.string()),
  /** All of them. */
  total: z.int(),
  next_cursor: z.string().nullable(),
  /** What all of them did next, the most people first. */
  next: z.array(NextRow),
})
export type FunnelPeopleAnswer = z.infer<typeof FunnelPeopleAnswer>

const MOST_NEXT = 50

/** Who reached a step of a funnel, stopped before it or may still come, and what they did next. */
export async function funnelPeople(
  context: ReportContext,
  request: FunnelPeopleRequest,
): Promise<FunnelPeopleAnswer> {
  const definition = await definitionOf(context, request)
  const { step, state, limit, cursor } = request
  const fault = faultOfStep(step, definition.steps)
  if (fault) throw new Refusal(422, fault)
  const question = await questionOf(
    context,
    await daysFor(context, request.period),
    request.filters,
  )
  const asked = await askedFunnel(context, question, definition)
  const found = await unitsIn(asked, step, state)
  const left = found.people.filter((person) => person > Number(cursor ?? -1))
  const page = left.slice(0, limit)
  return {
    meta: metaOf(context, question),
    people: await idsOf(context, page),
    total: found.people.length,
    next_cursor: left.length > page.length ? String(page.at(-1)) : null,
    next: await nextOf(asked, found, MOST_NEXT),
  }
}

async function idsOf({ reader }: ReportContext, people: readonly number[]): Promise<string[]> {
  if (people.length === 0) return []
  const rows = await reader.rows<{ kind: KindOfPerson; key: string }>(
    sql`select p.kind as kind, ${reader.dialect.personKey(sql`p.key`)} as key
      from person p where p.id in (${sql.join(people)}) order by p.id`,
  )
  return rows.map(({ kind, key }) => personId(kind, key))
}
