import { sql } from 'kysely'
import { z } from 'zod'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { eventsIn, filtersOf } from './question/question.ts'
import { common, Meta } from './question/request.ts'

export const PropertiesRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
})
export type PropertiesRequest = z.infer<typeof PropertiesRequest>

export const PropertiesAnswer = z.object({
  meta: Meta,
  /** Of the latest events that have any, at most `LATEST`. */
  rows: z.array(z.object({ property: z.string(), events: z.int() })),
})
export type PropertiesAnswer = z.infer<typeof PropertiesAnswer>

/** Enough to know what events carry, few enough to be read at once. */
const LATEST = 50_000
const MOST_ROWS = 200

/** Which properties events carry, the most frequent first. */
export async function properties(
  context: ReportContext,
  request: PropertiesRequest,
): Promise<PropertiesAnswer> {
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const { dialect } = context.reader
  const events = sql`${eventsIn(question)} and ${filtersOf(question, 'event')}`
  const rows = await context.reader.rows<{ property: string; events: number }>(sql`
    select k.property as property, count(*) as events
    from (${dialect.propertyKeys(events, LATEST)}) k
    group by k.property
    order by events desc, property
    limit ${MOST_ROWS}`)
  return {
    meta: metaOf(context, question),
    rows: rows.map(({ property, events: count }) => ({ property, events: Number(count) })),
  }
}
