import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { found, Refusal } from '../refusal.ts'
import { textRows } from './json-rows.ts'
import type { OfflineTables } from './offline-tables.ts'
import type { Settings } from './tables.ts'

/** Which files: of one platform, goal and kind of event. */
export interface OfflineFiles {
  platform: string
  /** Id. */
  goal: string
  kind: string
}

/** A file that is to go out. */
export interface OfflineFile extends OfflineFiles {
  name: string
  first: string
  last: string
  rows: number
  /** Ids of the events that it tells of. */
  events: readonly string[]
  /** Whether events may be among them that went out before. */
  repeat: boolean
}

export type OfflineExport = Selectable<OfflineTables['offline_export']>

/** What is kept of an event's id: nobody who was erased is found by it, and what went out goes out no second time. */
function traceOf(event: string): string {
  return createHash('sha256').update(event).digest('base64url').slice(0, 22)
}

/** Of the events those that went out, with the name that they went out by last. */
export async function sentOf(
  settings: Settings,
  site: number,
  { platform, goal, kind }: OfflineFiles,
  events: readonly string[],
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map()
  const traces = new Map(events.map((event) => [traceOf(event), event]))
  const { rows } = await sql<{ event: string; name: string }>`
    select s.event as event, x.name as name
    from offline_export x join offline_event s on s.export = x.id
    where x.site = ${site} and x.platform = ${platform} and x.goal = ${goal} and x.kind = ${kind}
      and s.event in ${textRows(settings, traces.keys())}
    order by x.id`.execute(settings)
  return new Map(rows.map(({ event, name }) => [traces.get(event) ?? '', name]))
}

/** Events of one statement: some ten milliseconds. */
const PART = 10_000

/**
 * Remembers a file and its events, all or none, and the name for the next. Throws a 409 where another file with some of
 * them went out meanwhile.
 */
export async function storeExport(
  settings: Settings,
  site: number,
  { events, repeat, ...file }: OfflineFile,
  now: number,
): Promise<number> {
  return await settings.transaction().execute(async (transaction) => {
    if (!repeat) await requireNew(transaction, site, file, events)
    const { id } = await transaction
      .insertInto('offline_export')
      .values({ site, ...file, at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (let from = 0; from < events.length; from += PART) {
      await sql`insert into offline_event (export, event)
        select ${id}, value from ${textRows(transaction, events.slice(from, from + PART).map(traceOf))} as sent`.execute(
        transaction,
      )
    }
    await keepName(transaction, site, file)
    return id
  })
}

async function requireNew(
  settings: Settings,
  site: number,
  files: OfflineFiles,
  events: readonly string[],
): Promise<void> {
  const sent = await sentOf(settings, site, files, events)
  if (sent.size === 0) return
  throw new Refusal(409, 'another file with some of these events was made meanwhile; ask again')
}

async function keepName(
  settings: Settings,
  site: number,
  { platform, goal, name }: OfflineFiles & { name: string },
): Promise<void> {
  await settings
    .insertInto('offline_name')
    .values({ site, platform, goal, name })
    .onConflict((conflict) => conflict.columns(['site', 'platform', 'goal']).doUpdateSet({ name }))
    .execute()
}

/** What the platform was last told that the goal's conversions are called. */
export async function offlineName(
  settings: Settings,
  site: number,
  { platform, goal }: Omit<OfflineFiles, 'kind'>,
): Promise<string | undefined> {
  const row = await settings
    .selectFrom('offline_name')
    .select('name')
    .where('site', '=', site)
    .where('platform', '=', platform)
    .where('goal', '=', goal)
    .executeTakeFirst()
  return row?.name
}

/** The files that went out, the newest first; one more than `limit` tells that there are more. */
export async function listExports(
  settings: Settings,
  site: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<OfflineExport[]> {
  return await settings
    .selectFrom('offline_export')
    .selectAll()
    .where('site', '=', site)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Takes back a file: its events are new again. Throws a 409 where a later file of the goal rests on it. */
export async function removeExport(
  settings: Settings,
  site: number,
  id: number,
): Promise<OfflineExport> {
  return await settings.transaction().execute(async (transaction) => {
    const exports = transaction.selectFrom('offline_export').selectAll().where('site', '=', site)
    const file = found(await exports.where('id', '=', id).executeTakeFirst(), `export "${id}"`)
    const later = await exports
      .where('platform', '=', file.platform)
      .where('goal', '=', file.goal)
      .where('id', '>', id)
      .executeTakeFirst()
    if (later) {
      throw new Refusal(
        409,
        'a later export of this goal went to this platform; take that back first',
      )
    }
    await transaction.deleteFrom('offline_export').where('id', '=', id).execute()
    return file
  })
}
