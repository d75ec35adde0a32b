import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import type { Row } from './copy-rows.ts'

/** Rows of one statement. */
const PART = 2_000

/** Sends all rows of the file's tables; new ones are numbered after them. Its caller owns the transaction. */
export async function moveTables(
  db: Database,
  client: pg.PoolClient,
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) await moveTable(db, client, table)
}

/** PostgreSQL has no room for that one character. */
function withoutNul(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value
}

async function moveTable(db: Database, client: pg.PoolClient, table: string): Promise<void> {
  const into = `"${table}"`
  let part: Row[] = []
  const send = async () => {
    if (part.length === 0) return
    await client.query(
      `insert into ${into} select * from json_populate_recordset(null::${into}, $1::json)`,
      [JSON.stringify(part, withoutNul)],
    )
    part = []
  }
  for (const row of db.prepare<[], Row>(`select * from ${into}`).iterate()) {
    part.push(row)
    if (part.length === PART) await send()
  }
  await send()
  const { rows } = await client.query<{ sequence: string | null }>(
    `select case when exists (select 1 from information_schema.columns
        where table_schema = current_schema() and table_name = $1 and column_name = 'id' and is_identity = 'YES')
      then pg_get_serial_sequence($2, 'id') end as sequence`,
    [table, into],
  )
  const sequence = rows[0]?.sequence
  if (!sequence) return
  await client.query(`select setval($1, coalesce(max(id), 1), max(id) is not null) from ${into}`, [
    sequence,
  ])
}
