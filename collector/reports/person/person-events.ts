import { sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../../acquisition/escapes.ts'
import { minorDigits } from '../../money.ts'
import { joined } from '../question/chains.ts'
import type { ReportContext } from '../question/context.ts'
import { isConversion } from '../question/filters.ts'
import { IS_ENGAGEMENT } from '../question/own-events.ts'
import { contextFor, type Question } from '../question/question.ts'
import { ALWAYS } from '../time/period.ts'

/** Events of one visit that a timeline shows; an export has them all. */
const MOST_EVENTS = 200

export const TimelineEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  name: z.string(),
  hostname: z.string().nullable(),
  page: z.string().nullable(),
  title: z.string().nullable(),
  props: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
  /** In the currency it came in. */
  revenue: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  /** Of a pageview: how long it was visible and focused, and the greatest % it was scrolled to. */
  engaged_ms: z.int().nullable(),
  scroll: z.number().nullable(),
  /** Names of the goals that the event fits. */
  goals: z.array(z.string()),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

interface TimelineRow {
  visit: number
  at: number
  id: string
  name: string
  hostname: string | null
  page: string | null
  title: string | null
  props: string | null
  amount: number | null
  currency: string | null
  engaged: number | null
  scroll: number | null
  /** Among the events of its visit, from 1. */
  nth: number
  /** Digits 0 and 1, one for each goal. */
  fits: string
}

/** The first events of each visit in time order, by the visit's number; engagement stands on its pageview. */
export async function eventsByVisit(
  { reader }: ReportContext,
  question: Question,
  visits: readonly number[],
): Promise<Map<number, TimelineEvent[]>> {
  if (visits.length === 0) return new Map()
  const context = contextFor(question, 'event')
  const { dialect } = reader
  const goals = question.goals.map(
    (goal) => sql`case when ${isConversion(goal, context)} then '1' else '0' end`,
  )
  const fits = joined(goals)
  const chosen = sql`from visit v where v.id in (${sql.join(visits)})`
  const rows = await reader.rows<TimelineRow>(sql`
    select r.visit as visit, r.at as at, r.id as id, n.text as name, p.hostname as hostname,
      p.path as page, t.text as title, r.props as props, r.amount as amount,
      r.currency as currency, r.engaged as engaged, r.scroll as scroll, r.nth as nth,
      r.fits as fits
    from (
      select e.visit as visit, e.at as at, ${dialect.eventId(sql`e.uid`)} as id, e.name as name,
        e.page as page, e.title as title, e.props as props, e.amount as amount,
        e.currency as currency, e.engaged as engaged, e.scroll as scroll, ${fits} as fits,
        row_number() over (partition by e.visit order by ${dialect.inTimeOrder}) as nth
      ${dialect.eventsOf(chosen, ALWAYS)} and not ${IS_ENGAGEMENT}
    ) r
    join name n on n.id = r.name
    left join page p on p.id = r.page
    left join title t on t.id = r.title
    where r.nth <= ${MOST_EVENTS}
    order by r.visit, r.nth`)
  const byVisit = new Map<number, TimelineEvent[]>(visits.map((visit) => [visit, []]))
  for (const row of rows) byVisit.get(row.visit)?.push(timelineEvent(row, question))
  return byVisit
}

function timelineEvent(row: TimelineRow, { goals }: Question): TimelineEvent {
  const pageview = row.name === 'pageview'
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    name: row.name,
    hostname: row.hostname,
    page: readableOrNull(row.page),
    title: row.title,
    props: row.props === null ? null : JSON.parse(row.props),
    revenue: revenueOf(row),
    engaged_ms: pageview ? row.engaged : null,
    scroll: pageview ? row.scroll : null,
    goals: goals.filter((_, i) => row.fits[i] === '1').map(({ name }) => name),
  }
}

function revenueOf({ amount, currency }: TimelineRow): TimelineEvent['revenue'] {
  if (amount === null || currency === null) return null
  return { amount: amount / 10 ** minorDigits(currency), currency }
}
