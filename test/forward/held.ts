import { type TableRows, tableRows, type Values } from '../../collector/forward/rows.ts'
import { TABLES, type Table } from '../../collector/store/clickhouse/tables.ts'
import type { Connection } from '../../collector/store/sqlite/open.ts'

/** Visits and events get the site of their extent. */
const FROM: Partial<Record<Table, string>> = {
  visit: 'visit t join extent x on x.id = t.id / 1024',
  event: 'event t join extent x on x.id = t.visit / 1024',
}

/** All that a file holds, as another engine has it. */
export function* heldRows(
  db: Connection,
  told: Record<Table, TableRows> = tableRows(0),
): Iterable<[table: Table, rows: Values[]]> {
  for (const table of TABLES) {
    const columns = told[table].columns(FROM[table] ? 'x.site' : 't.site')
    const text = `select ${columns} from ${FROM[table] ?? `${table} t`}`
    const rows = db.prepare<[], Values>(text).raw().all()
    yield [table, rows.map((row) => told[table].said(row))]
  }
}
