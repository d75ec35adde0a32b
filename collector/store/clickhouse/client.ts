/** The values of one request. */
export interface Asked {
  query: string
  query_params: Record<string, unknown>
  clickhouse_settings: Record<string, string | number>
  format: 'JSONEachRow'
  abort_signal?: AbortSignal
}

/** What of `@clickhouse/client` reports need; its `createClient` gives more than this. */
export interface ClickHouse {
  query(asked: Asked): Promise<{
    json(): Promise<unknown>
    stream(): AsyncIterable<readonly { json(): unknown }[]>
  }>
  close(): Promise<void>
}
