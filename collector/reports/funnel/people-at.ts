import { sql } from 'kysely'
import { z } from 'zod'
import { FunnelStepIndex, STATES } from '../../settings/funnel-filter.ts'
import { type KindOfPerson, personId } from '../facts/person-id.ts'
import type { ReportContext } from '../question/context.ts'
import type { AskedFunnel } from './asked.ts'
import { NextRow, nextOf } from './next.ts'
import { unitsIn } from './state.ts'

/** Where in a funnel, and which of its people. */
export const placeFields = {
  step: FunnelStepIndex,
  /** Of those who reached the step before and not this one, `pending` still may. */
  state: z.enum(STATES),
  limit: z.int().min(1).max(1000).default(100),
  /** The `next_cursor` of the answer before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullish(),
}
const Place = z.object(placeFields)

export const peopleAnswer = {
  /** A page of their ids. */
  people: z.array(z.string()),
  /** All of them. */
  total: z.int(),
  next_cursor: z.string().nullable(),
  /** What all of them did next, the most people first. */
  next: z.array(NextRow),
}
const People = z.object(peopleAnswer)

const MOST_NEXT = 50

/** Who is there in a funnel, and what they did next. */
export async function peopleAt(
  context: ReportContext,
  asked: AskedFunnel,
  { step, state, limit, cursor }: z.output<typeof Place>,
): Promise<z.output<typeof People>> {
  const found = await unitsIn(asked, step, state)
  const left = found.people.filter((person) => person > Number(cursor ?? -1))
  const page = left.slice(0, limit)
  return {
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
