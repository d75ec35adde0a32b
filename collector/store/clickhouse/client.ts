/** The values of one request, whose text says how its answer is to be written. */
export interface Executed {
  query: string
  query_params: Record<string, unknown>
  clickhouse_settings: Record<string, string | number>
  /** Values that are too long for an address go in the body. */
  use_multipart_params_auto: true
  abort_signal?: AbortSignal
  /** By which a statement that runs can be told to end. */
  query_id?: string
}

/** The same, answered as lines of JSON. */
export interface Asked extends Executed {
  format: 'JSONEachRow'
}

/** What of `@clickhouse/client` reports need; its `createClient` gives more than this. */
export interface ClickHouse {
  query(asked: Asked): Promise<{
    json(): Promise<unknown>
    stream(): AsyncIterable<readonly { json(): unknown }[]>
  }>
  exec(executed: Executed): Promise<{ stream: AsyncIterable<Uint8Array> }>
  close(): Promise<void>
}
