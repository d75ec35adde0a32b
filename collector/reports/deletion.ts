import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { ReportFilters } from '../settings/funnel-filter.ts'
import type { Span } from '../store/port.ts'
import {
  cursorOf,
  EventCursor,
  type EventKey,
  follows,
  keyOfCursor,
  scans,
} from './export/export-rows.ts'
import { daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { eventsIn, filtersOf, IS_VISIT, type Question, spanOf } from './question/question.ts'
import { datesOf, Period } from './time/period.ts'

/** Which events: those in the period that the filters choose. */
export const Deletable = z.strictObject({ period: Period, filters: ReportFilters.default([]) })

export const DeletionPreview = z.object({
  events: z.int(),
  /** With such an event, and whose those are. */
  visits: z.int(),
  people: z.int(),
  /** The period, both inclusive. */
  from: z.iso.date(),
  to: z.iso.date(),
})
export type DeletionPreview = z.infer<typeof DeletionPreview>

/** What a deletion by filter would remove. Throws a 422 when nothing at all narrows it. */
export async function deletionPreview(
  context: ReportContext,
  { period, filters }: z.infer<typeof Deletable>,
): Promise<DeletionPreview> {
  if (period === 'all' && filters.length === 0) {
    throw new Refusal(422, 'this would delete everything; name a period or a filter')
  }
  const question = await questionOf(context, await daysFor(context, period), filters)
  const { site, reader } = question
  const rows = { site, keys: [], sums: [] }
  const all = await reader.tally({ ...rows, from: chosen(question), person: sql`v.person` })
  // What servers send outside of any visit has a row, but is none.
  const inVisits = sql`${chosen(question)} and ${IS_VISIT}`
  const visits = await reader.tally({ ...rows, from: inVisits, person: sql`v.id` })
  return {
    events: all.total.rows,
    visits: visits.total.people,
    people: all.total.people,
    ...datesOf(question.period.days),
  }
}

function chosen(question: Question) {
  return sql`${eventsIn(question)} and ${filtersOf(question, 'event')}`
}

/** Events of a part of the list. */
const PART = 5_000

export const ListRequest = Deletable.extend({ after: EventCursor.nullish() })

/** Where the event lies, in numbers of the store, and its id. */
const Listed = z.object({ visitor: z.int(), visit: z.int(), id: z.string() })

export const ListAnswer = z.object({ events: z.array(Listed), next: z.string().nullable() })
export type ListAnswer = z.infer<typeof ListAnswer>

/** A part of those events, in order of time; `next` asks for the part after it and is null at the end. */
export async function deletionList(
  context: ReportContext,
  { period, filters, after }: z.infer<typeof ListRequest>,
): Promise<ListAnswer> {
  const question = await questionOf(context, await daysFor(context, period), filters)
  const { from, to } = spanOf(question)
  const last = after ? keyOfCursor(after) : null
  const found = await listed(context, question, { from: last?.at ?? from, to, last })
  const end = found.at(-1)
  const events = found.map(({ visitor, visit, id }) => ({ visitor, visit, id }))
  return { events, next: end && found.length >= PART ? cursorOf(end) : null }
}

type ListedRow = EventKey & { visitor: number; visit: number }

async function listed(
  context: ReportContext,
  question: Question,
  { last, ...span }: Span & { last: EventKey | null },
): Promise<ListedRow[]> {
  const { reader, site } = question
  const { dialect } = reader
  const found: ListedRow[] = []
  for await (const scan of scans(context, span)) {
    const some = await reader.rows<ListedRow>(sql`
      select e.at as at, e.nth as nth, ${dialect.eventId(sql`e.uid`)} as id,
        v.visitor as visitor, e.visit as visit
      ${dialect.eventsWithin(site, scan)} and ${filtersOf(question, 'event')}
        and ${follows(dialect, last)}
      order by ${dialect.inTimeOrder} limit ${PART - found.length}`)
    for (const one of some) found.push(one)
    if (found.length >= PART) break
  }
  return found
}
