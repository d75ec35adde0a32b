import { randomUUID } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import type { EventReader, LocalRate, Tally, TallyAnswer } from '../port.ts'
import { amongStatement, keyless, withAmong } from './among.ts'
import { binaryRows } from './binary-rows.ts'
import type { ClickHouse } from './client.ts'
import { compiled } from './compiler.ts'
import { dialect, rateParameters } from './dialect.ts'
import { type BinaryStream, historiesOf } from './histories.ts'
import { type Found, tallyAnswer, tallyStatement } from './tally.ts'

/** ClickHouse reads SQL as the reports mean it, however much of it there is. */
const SETTINGS = {
  // A left join without a match is null, not 0 or ''.
  join_use_nulls: 1,
  // In `max(last) as last` the inner one is the column.
  prefer_column_name_to_alias: 1,
  union_default_mode: 'DISTINCT',
  session_timezone: 'UTC',
  output_format_json_quote_64bit_integers: 0,
  // The nearest number to what is written.
  precise_float_parsing: 1,
  // A thousand goals, and filters 40 deep.
  max_query_size: 100_000_000,
  max_ast_elements: 10_000_000,
  max_expanded_ast_elements: 10_000_000,
  max_parser_depth: 10_000,
  query_plan_max_optimizations_to_apply: 10_000_000,
  // Only the latest version of each row, and none that is gone.
  final: 1,
}

interface Asker {
  /** Aborted once nobody waits for the answers any more: what runs then is cancelled. */
  signal?: AbortSignal
  /** No statement runs longer; for a server. */
  limit_ms?: number
  /** Told the ids of statements that nobody waits for any more: a server may go on with them. */
  cancel?(query_id: string): void
}

/** A statement of more than this is too much to ask of one machine; what is sorted or grouped may go to its disk before. */
const MOST_BYTES = 8_000_000_000

/** Bounds of a statement on a server. It may read, and change the settings beside it, no more. */
function bounds(limit_ms: number): Record<string, number> {
  return {
    readonly: 2,
    max_execution_time: Math.ceil(limit_ms / 1_000),
    max_memory_usage: MOST_BYTES,
    cancel_http_readonly_queries_on_client_close: 1,
  }
}

/** Reads events through a client; `close` closes it. `limit_ms` where it talks to a server. */
export function eventReader(
  client: ClickHouse,
  { signal, limit_ms, cancel }: Asker = {},
): EventReader {
  const running = cancelled(signal, cancel)
  const settings = limit_ms === undefined ? SETTINGS : { ...SETTINGS, ...bounds(limit_ms) }
  const executed = (statement: RawBuilder<unknown>, parameters: Record<string, unknown> = {}) => {
    signal?.throwIfAborted()
    const { query, query_params } = compiled(statement)
    return {
      query,
      query_id: running(),
      query_params: { ...query_params, ...parameters },
      clickhouse_settings: settings,
      use_multipart_params_auto: true as const,
      ...(signal && { abort_signal: signal }),
    }
  }
  const asked = (statement: RawBuilder<unknown>, parameters?: Record<string, unknown>) =>
    client.query({ ...executed(statement, parameters), format: 'JSONEachRow' })
  const binary = (rates: readonly LocalRate[]): BinaryStream =>
    async function* (statement, columns) {
      const parts = executed(statement, rateParameters(rates))
      const { stream } = await client.exec({ ...parts, query: `${parts.query} format RowBinary` })
      yield* binaryRows(stream, columns)
    }
  const rows = async <Row>(
    statement: RawBuilder<Row>,
    parameters?: Record<string, unknown>,
  ): Promise<Row[]> => (await (await asked(statement, parameters)).json()) as Row[]
  async function* stream<Row>(
    statement: RawBuilder<Row>,
    parameters?: Record<string, unknown>,
  ): AsyncIterable<Row> {
    const found = await asked(statement, parameters)
    for await (const chunk of found.stream()) for (const row of chunk) yield row.json() as Row
  }
  const tally = async (parts: Tally): Promise<TallyAnswer> => {
    const parameters = rateParameters(parts.rates ?? [])
    return tallyAnswer(parts, await rows<Found>(tallyStatement(parts), parameters))
  }
  return {
    dialect,
    rows: (statement) => rows(statement),
    stream: (statement) => stream(statement),
    histories: (parts) => historiesOf(parts, binary(parts.rates ?? [])),
    goOn: () => signal?.throwIfAborted(),
    tally,
    async tallyAmong(whole: Tally, part: Tally) {
      const parameters = rateParameters(part.rates ?? [])
      const ask = (keyed: boolean) =>
        rows<Found>(
          amongStatement(keyed ? [whole, part] : [keyless(whole), keyless(part)]),
          parameters,
        )
      const [all, some] = [await tally(whole), await tally(part)]
      const [total = {}] = await ask(false)
      return [all, withAmong(part, some, total, part.keys.length === 0 ? [] : await ask(true))]
    },
    close: () => client.close(),
  }
}

/** Gives each statement an id; when the asker leaves, those of all that may run still are told. */
function cancelled(
  signal: AbortSignal | undefined,
  cancel: ((query_id: string) => void) | undefined,
): () => string {
  const ids: string[] = []
  const cancelAll = () => {
    for (const id of ids) cancel?.(id)
  }
  signal?.addEventListener('abort', cancelAll, { once: true })
  return () => {
    const id = randomUUID()
    if (cancel) ids.push(id)
    return id
  }
}
