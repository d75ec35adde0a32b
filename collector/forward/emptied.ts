import { TABLES, type Table } from '../store/clickhouse/tables.ts'
import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { OwnNumber } from './own-number.ts'
import { numbersOf } from './rows.ts'

/** What of a client removing needs. */
export interface RemovingClient {
  command(asked: {
    query: string
    query_params: Record<string, unknown>
    clickhouse_settings: Record<string, string | number>
    use_multipart_params_auto: true
  }): Promise<unknown>
}

/** The column that says whose a row is, where it is not the site's. */
const NUMBER: Partial<Record<Table, string>> = { event: 'visit', spelling: 'site', quality: 'site' }

/**
 * Removes what an earlier forwarding of this collector left there: of what went from the file in between nobody has told.
 * Others' rows stay, and so do events that the file does not hold any more. It is done when the answer comes.
 */
export async function emptied(
  client: RemovingClient,
  { db, collector }: { db: Connection; collector: OwnNumber },
): Promise<void> {
  const sites = db
    .prepare<[number], number>(
      `select s.id from site s left join assignment a on a.site = s.id
      where coalesce(a.collector, 0) = ? or not exists (select 1 from collector)`,
    )
    .pluck()
    .all(collector)
  const left = db.prepare<[], number>('select id from left_extent').pluck().all()
  const { first, end } = numbersOf(collector)
  const here = `and not has({left:Array(Int64)}, intDiv(visit - {first:Int64}, ${EXTENT_SIZE}))`
  for (const table of TABLES) {
    const column = NUMBER[table] ?? 'id'
    const own =
      column === 'site'
        ? 'has({sites:Array(Int64)}, site)'
        : `${column} >= {first:Int64} and ${column} < {end:Int64} ${column === 'visit' ? here : ''}`
    await client.command({
      query: `alter table ${table} delete where ${own}`,
      query_params: {
        ...(column === 'site' ? { sites } : { first, end }),
        ...(column === 'visit' && { left }),
      },
      clickhouse_settings: { mutations_sync: 2 },
      use_multipart_params_auto: true,
    })
  }
}
