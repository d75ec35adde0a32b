import { sql } from 'kysely'
import { z } from 'zod'
import type { ReportContext } from './context.ts'
import { type ExportAnswer, eventRows } from './export.ts'
import { type ExportedEvent, exportedEvent } from './export-event.ts'
import { personFacts } from './person-facts.ts'
import { personId } from './person-id.ts'
import { findPerson, PersonId, VisitCursor, type VisitRow, visitRows } from './person-visits.ts'

/** Visits in a part. */
const PART = 200
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER }

export const PersonExportRequest = z.strictObject({
  id: PersonId,
  /** `next` of the part before. */
  after: VisitCursor.nullish(),
})
export type PersonExportRequest = z.infer<typeof PersonExportRequest>

/**
 * A part of everything that is stored about a person; the parts' texts make one JSON object: `site`,
 * `exported_at`, `person`, and `visits`, each with its `events` as an export of the site has them.
 */
export async function personExport(
  context: ReportContext,
  { id, after }: PersonExportRequest,
): Promise<ExportAnswer> {
  const person = await findPerson(context, id)
  const { visits, next } = await visitRows(context, person, { limit: PART, cursor: after })
  const events = await eventsOf(context, visits)
  const items = visits.map((visit) =>
    JSON.stringify(exportedVisit(visit, events.get(visit.number))),
  )
  const head = {
    site: context.site.domain,
    exported_at: new Date(context.now).toISOString(),
    person: await personFacts(context, person),
  }
  const begin = after ? ',\n' : `${JSON.stringify(head).slice(0, -1)},"visits":[\n`
  return { text: `${begin}${items.join(',\n')}${next === null ? '\n]}\n' : ''}`, next }
}

async function eventsOf(context: ReportContext, visits: readonly VisitRow[]) {
  const byVisit = new Map<number, ExportedEvent[]>()
  if (visits.length === 0) return byVisit
  const numbers = visits.map(({ number }) => number)
  const chosen = sql`from visit v where v.id in (${sql.join(numbers)})`
  const rows = await eventRows(context, context.reader.dialect.eventsOf(chosen, ALWAYS))
  for (const row of rows) {
    const known = byVisit.get(row.visit) ?? []
    known.push(exportedEvent(row))
    byVisit.set(row.visit, known)
  }
  return byVisit
}

function exportedVisit(row: VisitRow, events: ExportedEvent[] = []) {
  const { number: _, start, last, alone, engaged, ...facts } = row
  const { visitor_kind, visitor_key, owner_kind, owner_key, ...shown } = facts
  return {
    start: new Date(start).toISOString(),
    end: new Date(last).toISOString(),
    server: alone === 1,
    visitor: personId(visitor_kind, visitor_key),
    person: personId(owner_kind, owner_key),
    engaged_seconds: engaged / 1000,
    ...shown,
    events,
  }
}
