import { TABLES, type Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { numbersOf } from './rows.ts'

/** What of a client removing needs. */
export interface RemovingClient {
  command(asked: {
    query: string
    query_params: Record<string, unknown>
    clickhouse_settings: Record<string, string | number>
  }): Promise<unknown>
}

/** The column that says whose a row is, where it is not the site's. */
const NUMBER: Partial<Record<Table, string>> = { event: 'visit', spelling: 'site', quality: 'site' }

/**
 * Removes what an earlier forwarding of this collector left there: of what went from the file in between nobody has told.
 * Others' rows stay. It is done when the answer comes.
 */
export async function emptied(
  client: RemovingClient,
  { db, collector }: { db: Connection; collector: number },
): Promise<void> {
  const sites = db.prepare<[], number>('select id from site').pluck().all()
  const { first, end } = numbersOf(collector)
  for (const table of TABLES) {
    const column = NUMBER[table] ?? 'id'
    const own =
      column === 'site'
        ? 'has({sites:Array(Int64)}, site)'
        : `${column} >= {first:Int64} and ${column} < {end:Int64}`
    await client.command({
      query: `alter table ${table} delete where ${own}`,
      query_params: column === 'site' ? { sites } : { first, end },
      clickhouse_settings: { mutations_sync: 2 },
    })
  }
}
