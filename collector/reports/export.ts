import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Span } from '../store/port.ts'
import { COLUMNS, csvLine, type ExportedEvent } from './export/export-event.ts'
import { type ExportAnswer, ExportPart } from './export/export-part.ts'
import {
  cursorOf,
  EventCursor,
  type EventKey,
  eventRows,
  keyOfCursor,
  scans,
} from './export/export-rows.ts'
import { daysFor } from './question/ask.ts'
import { type ReportContext, siteNumber } from './question/context.ts'
import { dayNumber } from './time/calendar.ts'
import { ALWAYS, type Days, LocalDate, localPeriod } from './time/period.ts'

export const ExportRequest = z.strictObject({
  /** Site-local dates, both inclusive; everything when left out. */
  from: LocalDate.nullish(),
  to: LocalDate.nullish(),
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
  /** `next` of the part before. */
  after: EventCursor.nullish(),
})
export type ExportRequest = z.infer<typeof ExportRequest>

const WRITERS = {
  ndjson: (event: ExportedEvent) => `${JSON.stringify(event)}\n`,
  csv: (event: ExportedEvent) => `${csvLine(event)}\n`,
} satisfies Record<ExportRequest['format'], (event: ExportedEvent) => string>

/**
 * A part of the raw events, in the order of their times and ids, as lines that `import` reads back to the same
 * reports; `next` asks for the part after it and is null at the end.
 */
export async function exportPart(
  context: ReportContext,
  request: ExportRequest,
): Promise<ExportAnswer> {
  const { span } = localPeriod(await daysOfExport(context, request), context.site)
  const after = request.after ? keyOfCursor(request.after) : null
  const to = request.to ? span.to : ALWAYS.to
  const part = new ExportPart(WRITERS[request.format])
  const next = await fill(part, context, { from: after?.at ?? span.from, to }, after)
  const head = request.format === 'csv' && after === null ? `${COLUMNS.join(',')}\n` : ''
  return { text: `${head}${part.text}`, events: part.events, next: next && cursorOf(next) }
}

/** The whole export, a part at a time. `part` runs `exportPart`, here or in another thread. */
export function exportEvents(
  part: (request: ExportRequest) => Promise<ExportAnswer>,
  request: Omit<ExportRequest, 'after'>,
): AsyncIterable<ExportAnswer> {
  return wholeOf((after) => part({ ...request, after }))
}

/** All parts, each asked for with the `next` of the one before. */
export async function* wholeOf(
  part: (after: string | null) => Promise<ExportAnswer>,
): AsyncIterable<ExportAnswer> {
  let after: string | null = null
  do {
    const answer: ExportAnswer = await part(after)
    yield answer
    after = answer.next
  } while (after !== null)
}

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

/** Fills the part with the span's events after a key; answers the last one's key when there may be more. */
async function fill(
  part: ExportPart,
  context: ReportContext,
  span: Span,
  after: EventKey | null,
): Promise<EventKey | null> {
  const { dialect } = context.reader
  for await (const scan of scans(context, span)) {
    const events = dialect.eventsWithin(siteNumber(context), scan)
    const last = await part.take(eventRows(context.reader, events, { after, limit: part.room }))
    if (last) return last
  }
  return null
}
