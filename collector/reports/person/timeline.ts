import { z } from 'zod'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { eventsByVisit, TimelineEvent } from './person-events.ts'
import { shownVisit, type VisitRow } from './person-visits.ts'

const text = z.string().nullable()

export const TimelineVisit = z.object({
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
export type TimelineVisit = z.infer<typeof TimelineVisit>

/** Visits with what was done in them. */
export async function timelineOf(
  context: ReportContext,
  question: Question,
  visits: readonly VisitRow[],
): Promise<TimelineVisit[]> {
  const numbers = visits.map(({ number }) => number)
  const events = await eventsByVisit(context, question, numbers)
  return visits.map((visit) => ({
    ...shownVisit(visit),
    duration: (visit.last - visit.start) / 1000,
    items: events.get(visit.number) ?? [],
  }))
}
