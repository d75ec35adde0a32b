import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { outdate } from './outdate.ts'
import { pause } from './pause.ts'
import { removeKeys } from './remove-keys.ts'
import { type ImportedDb, importedIn } from './tables.ts'

/** Rows that are removed at once: some ten milliseconds. */
const ROWS = 4_000

/** Takes an import back: what it replaced counts again. Throws a 404 where there is none of that id. */
export async function removeDays(file: Settings, site: number, id: string): Promise<void> {
  const db = importedIn(file)
  const number = await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('imported_file')
      .select('number')
      .where('site', '=', site)
      .where('id', '=', id)
      .where('counts', '=', 1)
      .executeTakeFirst()
    if (!row) throw new Refusal(404, `there is no import "${id}"`)
    await transaction
      .deleteFrom('imported_day')
      .where('site', '=', site)
      .where('file', '=', row.number)
      .execute()
    await transaction
      .updateTable('imported_file')
      .set({ counts: 0 })
      .where('site', '=', site)
      .where('number', '=', row.number)
      .execute()
    await outdate(transaction, site)
    return row.number
  })
  await takeAway(db, site, number)
}

/** Removes what does not count, a part at a time, and what nothing is about any more. */
export async function takeAway(db: ImportedDb, site: number, file: number): Promise<void> {
  const part = sql`delete from imported_sum where site = ${site} and file = ${file}
    and (kind, day, key) in (select kind, day, key from imported_sum
      where site = ${site} and file = ${file} limit ${ROWS})`
  while (Number((await part.execute(db)).numAffectedRows ?? 0n) > 0) await pause()
  await removeKeys(db, site, file)
  await db
    .deleteFrom('imported_file')
    .where('site', '=', site)
    .where('number', '=', file)
    .where('counts', '=', 0)
    .execute()
}

/** Imports from before that time, epoch ms, that a stop put aside and never counted, or did not take away to the end. */
export async function forgetUnfinishedDays(file: Settings, before: number): Promise<number> {
  const db = importedIn(file)
  const rows = await db
    .selectFrom('imported_file')
    .select(['site', 'number'])
    .where('counts', '=', 0)
    .where('at', '<', before)
    .execute()
  for (const { site, number } of rows) await takeAway(db, site, number)
  return rows.length
}
