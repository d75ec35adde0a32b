import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../../acquisition/escapes.ts'
import { minorDigits } from '../../money.ts'
import type { Goal } from '../../settings/goals.ts'
import { spelt } from '../facts/spelt.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { isConversion } from '../question/filters.ts'
import { IS_SEEN } from '../question/own-events.ts'
import { contextFor, IS_VISIT, type Question } from '../question/question.ts'
import { recent } from './recent.ts'

const LATEST = 30

export const LiveEvent = z.object({
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
  /** Names of the goals that it is a conversion of. */
  goals: z.array(z.string()),
  /** As it was sent. */
  revenue: z.object({ amount: z.number(), currency: z.string() }).nullable(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

interface Row extends Omit<LiveEvent, 'at' | 'goals' | 'revenue'> {
  visit: number
  seq: number
  at: number
  amount: number | null
  currency: string | null
}

/** The last events that are anything to see, the latest first. */
export async function latest(context: ReportContext, question: Question): Promise<LiveEvent[]> {
  const source = spelt(siteNumber(context), 'source')
  const rows = await context.reader.rows<Row>(sql`
    select r.visit as visit, r.seq as seq, r.at as at, n.text as name, p.hostname as hostname,
      p.path as page, t.text as title, a.channel as channel, ${source.text} as source,
      l.country as country, c.device as device, c.browser as browser,
      r.amount as amount, r.currency as currency
    from (${last(context, question)}) r
    join name n on n.id = r.name
    left join page p on p.id = r.page
    left join title t on t.id = r.title
    left join acquisition a on a.id = r.acquisition
    ${source.join}
    left join place l on l.id = r.place
    left join client c on c.id = r.client
    order by r.nth desc`)
  const goals = await goalsOf(context, question, rows)
  return rows.map(({ visit, seq, amount, currency, ...row }) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    page: readableOrNull(row.page),
    goals: goals.get(`${visit} ${seq}`) ?? [],
    revenue:
      amount === null || currency === null
        ? null
        : { amount: Number(amount) / 10 ** minorDigits(currency), currency },
  }))
}

function last(context: ReportContext, question: Question): RawBuilder<unknown> {
  return sql`select e.visit as visit, e.seq as seq, e.at as at, e.name as name, e.page as page,
      e.title as title, e.amount as amount, e.currency as currency,
      case when ${IS_VISIT} then v.acquisition end as acquisition,
      case when ${IS_VISIT} then v.place end as place,
      case when ${IS_VISIT} then v.client end as client,
      row_number() over (order by ${context.reader.dialect.inTimeOrder}) as nth
    ${recent(context, question, 30)} and ${IS_SEEN}
    order by nth desc limit ${LATEST}`
}

/** By visit and place in it, the goals that the event reaches; asked only of goals that some event may reach. */
async function goalsOf(
  context: ReportContext,
  question: Question,
  rows: readonly Row[],
): Promise<Map<string, string[]>> {
  const names = new Set(rows.map(({ name }) => name))
  const goals = question.goals.filter(({ event = 'pageview' }) => names.has(event))
  if (goals.length === 0) return new Map()
  const conditions = contextFor(question, 'event')
  const mark = (goal: Goal, i: number) =>
    sql`case when ${isConversion(goal, conditions)} then 1 else 0 end as ${sql.ref(`goal_${i}`)}`
  const found = await context.reader.rows<Record<string, number>>(sql`
    select e.visit as visit, e.seq as seq, ${sql.join(goals.map(mark))}
    ${context.reader.dialect.eventsNamedBy(last(context, question))}`)
  return new Map(
    found.map((row) => [
      `${row.visit} ${row.seq}`,
      goals.flatMap(({ name }, i) => (Number(row[`goal_${i}`]) === 1 ? [name] : [])),
    ]),
  )
}
