import { z } from 'zod'
import { conversionsByPerson } from './facts/conversion-facts.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { eventsByVisit, TimelineEvent } from './person/person-events.ts'
import { PersonFacts, personFacts } from './person/person-facts.ts'
import {
  findPerson,
  PersonId,
  shownVisit,
  VisitCursor,
  type VisitRow,
  visitRows,
  visitsOfPerson,
} from './person/person-visits.ts'
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

const text = z.string().nullable()

const TimelineVisit = z.object({
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  /** Seconds from the first to the last event. */
  duration: z.number(),
  /** True: not a visit, but what a server sent while there was none. */
  server: z.boolean(),
  /** The browser, and whom the visit belongs to. */
  visitor: z.string(),
  person: z.string(),
  pageviews: z.int(),
  /** As the metric counts them; `items` may hold more kinds, and has at most 200. */
  events: z.int(),
  engaged_seconds: z.number(),
  channel: text,
  source: text,
  medium: text,
  campaign: text,
  content: text,
  term: text,
  referrer: text,
  click_id: text,
  hostname: text,
  landing_page: text,
  country: text,
  region: text,
  city: text,
  device: text,
  browser: text,
  os: text,
  screen: text,
  language: text,
  items: z.array(TimelineEvent),
})
type TimelineVisit = z.infer<typeof TimelineVisit>

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
    visitRows(context, person, { limit: request.limit, cursor: request.cursor }),
  ])
  const events = await eventsByVisit(
    context,
    question,
    visits.map(({ number }) => number),
  )
  // In sum over all whom the visits belong to.
  const owners = [...byOwner.values()]
  const conversions = owners.reduce((sum, owner) => sum + owner.conversions, 0)
  const revenue = owners.reduce((sum, owner) => sum + owner.revenue, 0) / question.unit
  return {
    meta: await metaOfMoney(context, question, owners),
    person: { ...facts, conversions, revenue },
    items: visits.map((visit) => timelineVisit(visit, events.get(visit.number) ?? [])),
    next,
  }
}

function timelineVisit(row: VisitRow, items: TimelineEvent[]): TimelineVisit {
  return { ...shownVisit(row), duration: (row.last - row.start) / 1000, items }
}
