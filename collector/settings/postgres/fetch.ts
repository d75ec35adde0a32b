import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import { KEPT_THERE } from './copied.ts'
import { copyAll, inSnapshot } from './copy.ts'
import type { Row } from './copy-rows.ts'

/** Brings all settings from PostgreSQL back into the file, which is no copy of them any more. Nobody may serve the file meanwhile. */
export async function fetchAll(db: Database, pool: pg.Pool, store: string): Promise<void> {
  await copyAll(db, pool, store)
  const kept = await inSnapshot(pool, async (client) => {
    const tables: { table: string; rows: Row[] }[] = []
    for (const table of KEPT_THERE) {
      const { rows } = await client.query<{ row: Row }>(
        `select row_to_json(t) as row from "${table}" t`,
      )
      tables.push({ table, rows: rows.map(({ row }) => row) })
    }
    return tables
  })
  const put = db.transaction(() => {
    db.pragma('defer_foreign_keys = on')
    for (const { table } of kept.toReversed()) db.prepare(`delete from "${table}"`).run()
    for (const { table, rows } of kept) insert(db, table, rows)
    db.prepare('delete from settings_copy').run()
  })
  put.immediate()
}

function insert(db: Database, table: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const put = db.prepare(
    `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
    values (${columns.map(() => '?').join(', ')})`,
  )
  for (const row of rows) put.run(...columns.map((column) => row[column]))
}
