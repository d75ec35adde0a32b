import { z } from 'zod'
import { conversionsByPerson } from './facts/conversion-facts.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { PersonFacts, personFacts } from './person/person-facts.ts'
import {
  findPerson,
  PersonId,
  VisitCursor,
  visitRows,
  visitsOfPerson,
} from './person/person-visits.ts'
import { TimelineVisit, timelineOf } from './person/timeline.ts'
import { daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'

export const PersonRequest = z.strictObject({
  id: PersonId,
  /** Visits on a page. */
  limit: z.int().min(1).max(100).default(20),
  cursor: VisitCursor.nullish(),
})
export type PersonRequest = z.infer<typeof PersonRequest>

export const PersonAnswer = z.object({
  meta: Meta,
  person: PersonFacts.extend({ conversions: z.int(), revenue: z.number() }),
  /** Visits, newest first. */
  items: z.array(TimelineVisit),
  next: z.string().nullable(),
})
export type PersonAnswer = z.infer<typeof PersonAnswer>

/** All that one person did, visit by visit. */
export async function personTimeline(
  context: ReportContext,
  request: PersonRequest,
): Promise<PersonAnswer> {
  const person = await findPerson(context, request.id)
  const all = await questionOf(context, await daysFor(context, 'all'), [])
  const question = { ...all, visits: visitsOfPerson(context, person) }
  const [facts, byOwner, { visits, next }] = await Promise.all([
    personFacts(context, person),
    conversionsByPerson(question),
    visitRows(context, question.visits, { limit: request.limit, cursor: request.cursor }),
  ])
  // In sum over all whom the visits belong to.
  const owners = [...byOwner.values()]
  const conversions = owners.reduce((sum, owner) => sum + owner.conversions, 0)
  const revenue = owners.reduce((sum, owner) => sum + owner.revenue, 0) / question.unit
  return {
    meta: await metaOfMoney(context, question, owners),
    person: { ...facts, conversions, revenue },
    items: await timelineOf(context, question, visits),
    next,
  }
}
