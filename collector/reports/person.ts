import { z } from 'zod'
import { minorDigits } from '../money.ts'
import { conversionsByPerson } from './facts/conversion-facts.ts'
import { unconvertedOf } from './facts/unconverted.ts'
import { eventsByVisit, TimelineEvent } from './person/person-events.ts'
import { PersonFacts, personFacts } from './person/person-facts.ts'
import {
  findPerson,
  PersonId,
  VisitCursor,
  type VisitRow,
  visitFacts,
  visitRows,
  visitsOfPerson,
} from './person/person-visits.ts'
import { daysFor, metaOf, questionOf, ROUNDED } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
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
  const [facts, conversions, { visits, next }] = await Promise.all([
    personFacts(context, person),
    conversionsOf(context, question),
    visitRows(context, person, { limit: request.limit, cursor: request.cursor }),
  ])
  const events = await eventsByVisit(
    context,
    question,
    visits.map(({ number }) => number),
  )
  const meta = metaOf(context, question)
  if (conversions.unconverted > 0) meta.unconverted = await unconvertedOf(question)
  if (conversions.rounded) meta.warnings.push(ROUNDED)
  return {
    meta,
    person: { ...facts, conversions: conversions.count, revenue: conversions.revenue },
    items: visits.map((visit) => timelineVisit(visit, events.get(visit.number) ?? [])),
    next,
  }
}

/** In sum over all whom the visits belong to; the revenue in units of the site's currency. */
async function conversionsOf({ settings }: ReportContext, question: Question) {
  const sums = { count: 0, revenue: 0, unconverted: 0, rounded: false }
  if (question.counted.length === 0) return sums
  const rated = new Set((await settings.rates()).map(({ currency }) => currency))
  for (const of of (await conversionsByPerson(question, [...rated])).values()) {
    sums.count += of.conversions
    sums.revenue += of.revenue
    sums.unconverted += of.unconverted
    sums.rounded ||= of.rounded
  }
  return { ...sums, revenue: sums.revenue / 10 ** minorDigits(question.currency) }
}

function timelineVisit(row: VisitRow, items: TimelineEvent[]): TimelineVisit {
  return { ...visitFacts(row), duration: (row.last - row.start) / 1000, items }
}
