import type { Database } from 'better-sqlite3'
import { thoroughly } from '../thoroughly.ts'

/** Rows that are removed at once: some tens of milliseconds. */
const ROWS = 2_000

/**
 * Removes files of spend from before that time, epoch ms, of which no day counts: what a stop put aside and never counted,
 * and what newer files have replaced twice. A file with a copy of others' settings leaves it to them. `pause` lets events in between. Answers how many files that were.
 */
export async function forgetUnfinishedSpend(
  db: Database,
  before: number,
  pause: () => Promise<void>,
): Promise<number> {
  const files = db
    .prepare<[number], number>(
      `select id from spend_file
      where not exists (select 1 from settings_copy where upto >= 0) and at < ? and not exists (select 1 from spend_day where spend_day.file = spend_file.id)
      order by id`,
    )
    .pluck()
    .all(before)
  const rows = db.prepare<[number]>(
    `delete from spend where id in (select id from spend where file = ? limit ${ROWS})`,
  )
  const file = db.prepare<[number]>('delete from spend_file where id = ?')
  for (const id of files) {
    while (thoroughly(db, () => rows.run(id).changes) > 0) await pause()
    thoroughly(db, () => file.run(id))
  }
  return files.length
}
