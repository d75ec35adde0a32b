import type { ClickHouse } from '../../../collector/store/clickhouse/client.ts'

/** Of `@clickhouse/client`, which is not there when types are checked, what the tests need. */
export interface Client extends ClickHouse {
  command(asked: { query: string }): Promise<unknown>
  insert(rows: {
    table: string
    values: readonly unknown[]
    format: 'JSONCompactEachRow'
  }): Promise<unknown>
}

/** ClickHouse in this process, behind its own client. */
export function openClient(): Client
