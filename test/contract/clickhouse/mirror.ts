import { readablePath } from '../../../collector/acquisition/escapes.ts'
import { columnsOf, TABLES, type Table } from '../../../collector/store/clickhouse/tables.ts'
import type { Connection } from '../../../collector/store/sqlite/open.ts'
import { keyText, unpackId } from '../../../collector/store/sqlite/uid.ts'
import type { Client } from './connection.mjs'

type Row = Record<string, unknown>

/** Where a table's rows come from; visits and events get the site of their extent. */
const SOURCES: Partial<Record<Table, string>> = {
  visit: 'select x.site, v.* from visit v join extent x on x.id = v.id / 1024',
  event: 'select x.site, e.* from event e join extent x on x.id = e.visit / 1024',
}

const text = (id: unknown) => (id === null ? null : unpackId(id as Buffer | string))

/** The collector's own words for what SQLite packs, or says by a function of its own. */
const WORDS: Partial<Record<Table, (row: Row) => Row>> = {
  page: ({ path }) => ({ readable_path: readablePath(String(path)) }),
  person: ({ key }) => ({ key: keyText(key as Buffer | string) }),
  event: ({ uid, of, props }) => ({ uid: text(uid), of: text(of), properties: textsOf(props) }),
}

function textsOf(props: unknown): Row {
  const all = Object.entries(JSON.parse(String(props ?? '{}')) as Row)
  return Object.fromEntries(all.map(([key, value]) => [key, String(value)]))
}

/** Fills the tables anew with all that an SQLite file holds. */
export async function fill(client: Client, db: Connection): Promise<void> {
  await client.command({ query: TABLES.map((table) => `truncate table ${table}`).join('; ') })
  for (const table of TABLES) {
    const rows = db.prepare<[], Row>(SOURCES[table] ?? `select * from ${table}`).all()
    if (rows.length === 0) continue
    const columns = columnsOf(table)
    const values = rows.map((row) => {
      const whole = { ...row, ...WORDS[table]?.(row) }
      return columns.map((column) => whole[column])
    })
    await client.insert({ table, values, format: 'JSONCompactEachRow' })
  }
}
