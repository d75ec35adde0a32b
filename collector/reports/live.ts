import { sql } from 'kysely'
import { z } from 'zod'
import { MINUTE } from '../durations.ts'
import { LiveEvent, latest } from './live/latest.ts'
import { OpenNow, openNow } from './live/open-now.ts'
import { recent } from './live/recent.ts'
import { metaOf, questionOf } from './question/ask.ts'
import { type ReportContext, siteNumber } from './question/context.ts'
import { IS_PAGEVIEW } from './question/own-events.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { dayOf } from './time/zone.ts'

export const LiveRequest = z.strictObject({
  filters: common.filters,
})
export type LiveRequest = z.infer<typeof LiveRequest>

export const LiveAnswer = z.object({
  meta: Meta,
  at: z.iso.datetime(),
  /** People with an event in the last 5 and 30 minutes. */
  visitors_5: z.int(),
  visitors_30: z.int(),
  /** The same per minute, oldest first, the current minute last. */
  minutes: z.array(z.object({ at: z.iso.datetime(), visitors: z.int(), pageviews: z.int() })),
  events: z.array(LiveEvent),
  open: OpenNow,
})
export type LiveAnswer = z.infer<typeof LiveAnswer>

/** Who is here now, and what they did last. */
export async function live(context: ReportContext, request: LiveRequest): Promise<LiveAnswer> {
  const { now, site } = context
  const today = dayOf(site.timezone, now)
  const question = await questionOf(context, { from: today - 1, to: today + 1 }, request.filters)
  const [five, thirty, events, open] = await Promise.all([
    presence(context, question, 5),
    presence(context, question, 30),
    latest(context, question),
    openNow(context, question),
  ])
  return {
    meta: metaOf(context, question),
    at: new Date(now).toISOString(),
    visitors_5: five.people,
    visitors_30: thirty.people,
    minutes: thirty.minutes,
    events,
    open,
  }
}

async function presence(context: ReportContext, question: Question, minutes: number) {
  const { now, reader } = context
  const edges = Array.from({ length: minutes + 1 }, (_, i) => now - (minutes - i) * MINUTE)
  const { rows, total } = await reader.tally({
    site: siteNumber(context),
    keys: [{ kind: 'bucket', at: sql`e.at`, edges }],
    from: recent(context, question, minutes),
    person: sql`v.person`,
    sums: [IS_PAGEVIEW],
  })
  const byMinute = new Map(rows.map((row) => [row.keys[0], row]))
  return {
    people: total.people,
    minutes: edges.slice(0, -1).map((at, i) => ({
      at: new Date(at).toISOString(),
      visitors: byMinute.get(i)?.people ?? 0,
      pageviews: byMinute.get(i)?.sums[0] ?? 0,
    })),
  }
}
