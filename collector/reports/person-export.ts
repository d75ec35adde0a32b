import { sql } from 'kysely'
import { z } from 'zod'
import type { ReportContext } from './context.ts'
import { type ExportAnswer, eventRows } from './export.ts'
import { type ExportedEvent, exportedEvent } from './export-event.ts'
import { personFacts } from './person-facts.ts'
import {
  type FoundPerson,
  findPerson,
  PersonId,
  VisitCursor,
  type VisitRow,
  visitFacts,
  visitRows,
} from './person-visits.ts'

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
    JSON.stringify({ ...visitFacts(visit), events: events.get(visit.number) ?? [] }),
  )
  const begin = after ? ',\n' : await headOf(context, person)
  return { text: `${begin}${items.join(',\n')}${next === null ? '\n]}\n' : ''}`, next }
}

async function headOf(context: ReportContext, person: FoundPerson): Promise<string> {
  const head = {
    site: context.site.domain,
    exported_at: new Date(context.now).toISOString(),
    person: await personFacts(context, person),
  }
  return `${JSON.stringify(head).slice(0, -1)},"visits":[\n`
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
