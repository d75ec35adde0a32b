import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../acquisition/escapes.ts'
import { MINUTE } from '../durations.ts'
import { spelt } from './facts/spelt.ts'
import { metaOf, questionOf } from './question/ask.ts'
import { type ReportContext, siteNumber } from './question/context.ts'
import { allOf } from './question/filters.ts'
import { IS_PAGEVIEW, IS_SEEN } from './question/own-events.ts'
import { contextFor, IS_VISIT, type Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { dayOf } from './time/zone.ts'

const LATEST = 30

export const LiveRequest = z.strictObject({
  filters: common.filters,
})
export type LiveRequest = z.infer<typeof LiveRequest>

const LiveEvent = z.object({
  at: z.iso.datetime(),
  name: z.string(),
  hostname: z.string().nullable(),
  page: z.string().nullable(),
  title: z.string().nullable(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
  country: z.string().nullable(),
  device: z.string().nullable(),
  browser: z.string().nullable(),
})
type LiveEvent = z.infer<typeof LiveEvent>

export const LiveAnswer = z.object({
  meta: Meta,
  at: z.iso.datetime(),
  /** People with an event in the last 5 and 30 minutes. */
  visitors_5: z.int(),
  visitors_30: z.int(),
  /** The same per minute, oldest first, the current minute last. */
  minutes: z.array(z.object({ at: z.iso.datetime(), visitors: z.int(), pageviews: z.int() })),
  events: z.array(LiveEvent),
})
export type LiveAnswer = z.infer<typeof LiveAnswer>

/** Who is here now, and what they did last. */
export async function live(context: ReportContext, request: LiveRequest): Promise<LiveAnswer> {
  const { now, site } = context
  const today = dayOf(site.timezone, now)
  const question = await questionOf(context, { from: today - 1, to: today + 1 }, request.filters)
  const [five, thirty, events] = await Promise.all([
    presence(context, question, 5),
    presence(context, question, 30),
    latest(context, question),
  ])
  return {
    meta: metaOf(context, question),
    at: new Date(now).toISOString(),
    visitors_5: five.people,
    visitors_30: thirty.people,
    minutes: thirty.minutes,
    events,
  }
}

/** Events of the last minutes that people caused; the clock of a sender may run a minute ahead. */
function recent(context: ReportContext, question: Question, minutes: number): RawBuilder<unknown> {
  const span = { from: context.now - minutes * MINUTE, to: context.now + MINUTE }
  const events = context.reader.dialect.eventsWithin(siteNumber(context), span)
  return sql`${events} and ${allOf(question.filters, contextFor(question, 'event'))}`
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

async function latest(context: ReportContext, question: Question): Promise<LiveEvent[]> {
  const source = spelt(siteNumber(context), 'source')
  const rows = await context.reader.rows<Omit<LiveEvent, 'at'> & { at: number }>(sql`
    select r.at as at, n.text as name, p.hostname as hostname, p.path as page, t.text as title,
      a.channel as channel, ${source.text} as source, l.country as country, c.device as device,
      c.browser as browser
    from (
      select e.at as at, e.name as name, e.page as page, e.title as title,
        case when ${IS_VISIT} then v.acquisition end as acquisition,
        case when ${IS_VISIT} then v.place end as place,
        case when ${IS_VISIT} then v.client end as client,
        row_number() over (order by ${context.reader.dialect.inTimeOrder}) as nth
      ${recent(context, question, 30)} and ${IS_SEEN}
      order by nth desc limit ${LATEST}
    ) r
    join name n on n.id = r.name
    left join page p on p.id = r.page
    left join title t on t.id = r.title
    left join acquisition a on a.id = r.acquisition
    ${source.join}
    left join place l on l.id = r.place
    left join client c on c.id = r.client
    order by r.nth desc`)
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    page: readableOrNull(row.page),
  }))
}
