/** The values of one request. */
export interface Asked {
  query: string
  query_params: Record<string, unknown>
  clickhouse_settings: Record<string, string | number>
  format: 'JSONEachRow'
  /** Values that are too long for an address go in the body. */
  use_multipart_params_auto: true
  abort_signal?: AbortSignal
  /** By which a statement that runs can be told to end. */
  query_id?: string
}

/** What of `@clickhouse/client` reports need; its `createClient` gives more than this. */
export interface ClickHouse {
  query(asked: Asked): Promise<{
    json(): Promise<unknown>
    stream(): AsyncIterable<readonly { json(): unknown }[]>
  }>
  close(): Promise<void>
}
