import { sql } from 'kysely'
import type { ImportedDb } from './tables.ts'

/** Answers that were kept are not given again. */
export async function outdate(db: ImportedDb, site: number): Promise<void> {
  await db
    .insertInto('site_change')
    .values({ site, count: 1 })
    .onConflict((conflict) =>
      conflict.column('site').doUpdateSet({ count: sql<number>`site_change.count + 1` }),
    )
    .execute()
}
