import { sql } from 'kysely'
import { jsonRows } from '../settings/json-rows.ts'
import type { Settings } from '../settings/tables.ts'
import { type ImportedDb, importedIn } from './tables.ts'

/** Days of kinds of tables. */
export type Pairs = readonly (readonly [kind: number, day: number])[]

/** An import that does not count yet. */
export interface Aside {
  site: number
  number: number
  tool: string
}

/** The import that has the very same rows, all of which count. */
export async function sameAs(
  db: ImportedDb,
  { site, tool }: Aside,
  digest: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('imported_file as f')
    .select('f.id')
    .where('f.site', '=', site)
    .where('f.tool', '=', tool)
    .where('f.digest', '=', digest)
    .where('f.counts', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('imported_day as d')
            .innerJoin('imported_day as n', (join) =>
              join
                .onRef('n.site', '=', 'd.site')
                .onRef('n.kind', '=', 'd.kind')
                .onRef('n.day', '=', 'd.day')
                .onRef('n.file', '>', 'd.file'),
            )
            .select('d.day')
            .whereRef('d.site', '=', 'f.site')
            .whereRef('d.file', '=', 'f.number'),
        ),
      ),
    )
    .executeTakeFirst()
  return row?.id
}

/** How many days of tables an earlier import tells of. */
export async function replacedBy(db: ImportedDb, site: number, pairs: Pairs): Promise<number> {
  const told = jsonRows(db, JSON.stringify(pairs), { kind: 'integer', day: 'integer' })
  const { rows } = await sql<{ days: number }>`select count(*) as days from ${told} as r
    where exists (select 1 from imported_day d where d.site = ${site} and d.kind = r.kind and d.day = r.day)`.execute(
    db,
  )
  return rows[0]?.days ?? 0
}

/** The same of a file that is not stored yet. */
export function replacedIn(file: Settings, site: number, pairs: Pairs): Promise<number> {
  return replacedBy(importedIn(file), site, pairs)
}
