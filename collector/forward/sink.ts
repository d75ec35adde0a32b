import { insertedColumns } from '../store/clickhouse/schema.ts'
import type { Table } from '../store/clickhouse/tables.ts'
import type { Sink } from './rounds.ts'

/** What of a client inserting needs. */
export interface InsertClient {
  insert(asked: {
    table: string
    columns: [string, ...string[]]
    values: unknown[][]
    format: 'JSONCompactEachRow'
    clickhouse_settings: Record<string, string | number>
  }): Promise<unknown>
}

/** An answer means that the rows are there: nothing waits in a buffer. */
export const WRITTEN = { async_insert: 0, wait_end_of_query: 1 }

/** Nor is a block left out for being known. */
const SETTINGS = { ...WRITTEN, insert_deduplicate: 0 }

/** Stores rows as versions of what they tell; of one key the greatest version stays, the later of two. */
export function clickhouseSink(client: InsertClient): Sink {
  return {
    async store(table: Table, rows, { version, gone }) {
      const values = rows.map((row) => [...row, version, Number(gone)])
      await client.insert({
        table,
        columns: insertedColumns(table),
        values,
        format: 'JSONCompactEachRow',
        clickhouse_settings: SETTINGS,
      })
    },
  }
}
