import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../config/refusal.ts'
import type { Span } from '../store/port.ts'
import { daysFor, firstMoment } from './ask.ts'
import { dayNumber, isDate } from './calendar.ts'
import { type ReportContext, siteNumber } from './context.ts'
import {
  COLUMNS,
  csvLine,
  type EventRow,
  type ExportedEvent,
  exportedEvent,
} from './export-event.ts'
import type { Days } from './period.ts'
import { localPeriod } from './period.ts'

/** Events after which a part ends: about 2 MB of text. */
const PART = 5_000
/** The first stretch to be read at once; later ones are suited to what was found. */
const STRETCH_MS = 600_000
const FEW = 500

const LocalDate = z.string().refine(isDate, 'not a date, like 2026-10-25')

export const ExportRequest = z.strictObject({
  /** Site-local dates, both inclusive; everything when left out. */
  from: LocalDate.nullish(),
  to: LocalDate.nullish(),
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
  /** `next` of the part before. */
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullish(),
})
export type ExportRequest = z.infer<typeof ExportRequest>

export const ExportAnswer = z.object({ text: z.string(), next: z.string().nullable() })
export type ExportAnswer = z.infer<typeof ExportAnswer>

const WRITERS = {
  ndjson: (event: ExportedEvent) => JSON.stringify(event),
  csv: csvLine,
} satisfies Record<ExportRequest['format'], (event: ExportedEvent) => string>

/**
 * A part of the raw events as lines that `import` reads back to the same reports; `next` asks for the part
 * after it and is null at the end.
 */
export async function exportPart(
  context: ReportContext,
  request: ExportRequest,
): Promise<ExportAnswer> {
  const { span } = localPeriod(await daysOfExport(context, request), context.site)
  const start = request.after ? Number(request.after) : span.from
  const to = request.to ? span.to : FOREVER
  const { rows, next } = await readPart(context, { from: start, to })
  const write = WRITERS[request.format]
  const lines = rows.map((row) => write(exportedEvent(row)))
  if (request.format === 'csv' && !request.after) lines.unshift(COLUMNS.join(','))
  return {
    text: lines.map((line) => `${line}\n`).join(''),
    next: next === null ? null : String(next),
  }
}

/** The whole export, a part at a time. `part` runs `exportPart`, here or in another thread. */
export function exportEvents(
  part: (request: ExportRequest) => Promise<ExportAnswer>,
  request: Omit<ExportRequest, 'after'>,
): AsyncIterable<string> {
  return wholeOf((after) => part({ ...request, after }))
}

/** The texts of all parts, each asked for with the `next` of the one before. */
export async function* wholeOf(
  part: (after: string | null) => Promise<ExportAnswer>,
): AsyncIterable<string> {
  let after: string | null = null
  do {
    const { text, next }: ExportAnswer = await part(after)
    if (text !== '') yield text
    after = next
  } while (after !== null)
}

/** Imports are taken at their own times, which may lie ahead: an export without end has none. */
const FOREVER = Number.MAX_SAFE_INTEGER

async function daysOfExport(context: ReportContext, { from, to }: ExportRequest): Promise<Days> {
  const all = await daysFor(context, 'all')
  if (from && to && to < from) {
    throw new Refusal(422, `the period ends (${to}) before it begins (${from})`)
  }
  return {
    from: from ? dayNumber(from) : all.from - 1,
    to: to ? dayNumber(to) + 1 : all.to,
  }
}

/** Events in time order from the span's begin until a part is full; `next` is where the rest begins. */
async function readPart(
  context: ReportContext,
  { from, to }: Span,
): Promise<{ rows: EventRow[]; next: number | null }> {
  const { dialect } = context.reader
  const rows: EventRow[] = []
  let stretch = STRETCH_MS
  let at = await firstMoment(context, from)
  while (at !== null && at < to) {
    const end = Math.min(at + stretch, to)
    const span = { from: at, to: end }
    const found = await eventRows(context, dialect.eventsWithin(siteNumber(context), span))
    rows.push(...found)
    if (rows.length >= PART) return { rows, next: end < to ? end : null }
    stretch = suited(stretch, found.length)
    at = await firstMoment(context, end)
  }
  return { rows, next: null }
}

/** Twice as long where little happens, half as long where much does. */
function suited(stretch: number, found: number): number {
  if (found < FEW) return stretch * 2
  return found > PART / 2 ? Math.max(Math.floor(stretch / 2), 1) : stretch
}

/** The events v, e of a `from … where …` in time order, with everything their small tables say of them. */
export async function eventRows(
  { reader }: ReportContext,
  events: RawBuilder<unknown>,
): Promise<EventRow[]> {
  return await reader.rows<EventRow>(sql`
    select r.*, n.text as name, p.hostname, p.path, t.text as title, q.text as query, a.facts,
      w.kind as visitor_kind, w.key as visitor_key, u.key as user_key, k.key as account_key,
      case when s.traits_at = r.at then s.traits end as traits,
      c.browser, c.browser_version, c.os, c.os_version, c.device, c.screen, c.language,
      l.country, l.region, l.city
    from (
      select e.visit, e.at, e.nth, e.name as name_id, e.page, e.title as title_id, e.query as query_id,
        e.acquisition, e.uid, e.engaged, e.scroll, e.of, e.amount, e.currency, e.props,
        e.user, e.account, e.interactive, v.visitor, v.client, v.place
      ${events}
    ) r
    join name n on n.id = r.name_id
    left join page p on p.id = r.page
    left join title t on t.id = r.title_id
    left join query q on q.id = r.query_id
    left join acquisition a on a.id = r.acquisition
    left join person w on w.id = r.visitor
    left join person u on u.id = r.user
    left join person k on k.id = r.account
    left join person s on s.id = coalesce(r.user, r.visitor)
    left join client c on c.id = r.client
    left join place l on l.id = r.place
    order by r.at, r.nth, r.uid`)
}
