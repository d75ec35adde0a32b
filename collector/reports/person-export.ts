import { sql } from 'kysely'
import { z } from 'zod'
import type { ExportAnswer } from './export/export-part.ts'
import { ExportPart } from './export/export-part.ts'
import { cursorOf, type EventKey, eventRows, keyOfCursor } from './export/export-rows.ts'
import { personFacts } from './person/person-facts.ts'
import {
  type FoundPerson,
  findPerson,
  PersonId,
  shownVisit,
  type VisitRow,
  visitRows,
  visitsOfPerson,
} from './person/person-visits.ts'
import type { ReportContext } from './question/context.ts'
import { ALWAYS } from './time/period.ts'

/** Visits that are looked for at once. */
const VISITS = 200

/** `<visit>` when the part before ended after it; `<visit>/<event>` when it ended after an event of the next one. */
const PLACE = /^(\d{1,15}\.\d{1,15})?(?:\/(\d{1,15}\.\d{1,9}\..+))?$/su

export const PersonExportRequest = z.strictObject({
  id: PersonId,
  /** `next` of the part before. */
  after: z.string().max(500).regex(PLACE).nullish(),
})
export type PersonExportRequest = z.infer<typeof PersonExportRequest>

/** Where the part before ended. */
interface Place {
  /** Cursor of the last visit that was written to its end. */
  visit: string | null
  /** The last event written of the visit that follows. */
  event: EventKey | null
}

function placeOf(cursor: string): Place {
  const [, visit = null, event] = PLACE.exec(cursor) ?? []
  return { visit, event: event === undefined ? null : keyOfCursor(event) }
}

/**
 * A part of everything that is stored about a person; the parts' texts make one JSON object: `site`,
 * `exported_at`, `person`, and `visits`, each with its `events` as an export of the site has them.
 */
export async function personExport(
  context: ReportContext,
  { id, after }: PersonExportRequest,
): Promise<ExportAnswer> {
  const person = await findPerson(context, id)
  const place = after ? placeOf(after) : { visit: null, event: null }
  const part = new ExportPart((event, first) => `${first ? '' : ','}${JSON.stringify(event)}`)
  if (!after) part.add(await headOf(context, person))
  const next = await fill(part, context, person, place)
  if (next === null) part.add('\n]}\n')
  return { text: part.text, events: part.events, next }
}

async function headOf(context: ReportContext, person: FoundPerson): Promise<string> {
  const head = {
    site: context.site.domain,
    exported_at: new Date(context.now).toISOString(),
    person: await personFacts(context, person),
  }
  return `${JSON.stringify(head).slice(0, -1)},"visits":[\n`
}

/** Fills the part with what follows a place; answers where it ended when there is more. */
async function fill(
  part: ExportPart,
  context: ReportContext,
  person: FoundPerson,
  { visit: cursor, event }: Place,
): Promise<string | null> {
  const { visits, next } = await visitRows(context, visitsOfPerson(context, person), {
    ...{ limit: VISITS, cursor },
  })
  let [done, after] = [cursor, event]
  for (const visit of visits) {
    if (after === null) part.add(`${done === null ? '' : ',\n'}${openingOf(visit)}`)
    const last = await part.take(eventsAfter(context, visit, after, part.room), after === null)
    if (last) return `${done ?? ''}/${cursorOf(last)}`
    part.add(']}')
    done = `${visit.start}.${visit.number}`
    after = null
  }
  return next === null ? null : done
}

/** The visit as text up to its events. */
function openingOf(visit: VisitRow): string {
  return `${JSON.stringify(shownVisit(visit)).slice(0, -1)},"events":[`
}

function eventsAfter(
  { reader }: ReportContext,
  { number }: VisitRow,
  after: EventKey | null,
  limit: number,
) {
  const chosen = sql`from visit v where v.id = ${number}`
  return eventRows(reader, reader.dialect.eventsOf(chosen, ALWAYS), { after, limit })
}
