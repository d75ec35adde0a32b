import { eventReader } from '../../../collector/store/clickhouse/reader.ts'
import type { EventReader } from '../../../collector/store/port.ts'
import { openClient } from './connection.mjs'
import { forwarded } from './forwarded.ts'

/** Reads by ClickHouse what an SQLite file holds at the time of each question, which is forwarded before it. */
export async function forwardedReader(
  path: string,
  signal: AbortSignal | undefined,
): Promise<EventReader> {
  const { name, fresh, leave } = await forwarded(path)
  const client = openClient()
  await client.command({ query: `use ${name}` })
  const { dialect, ...reader } = eventReader(client, { ...(signal && { signal }) })
  return {
    dialect,
    async rows(statement) {
      await fresh()
      return await reader.rows(statement)
    },
    async *stream(statement) {
      await fresh()
      yield* reader.stream(statement)
    },
    async *histories(parts) {
      await fresh()
      yield* reader.histories(parts)
    },
    async tally(parts) {
      await fresh()
      return await reader.tally(parts)
    },
    async tallyAmong(whole, part) {
      await fresh()
      return await reader.tallyAmong(whole, part)
    },
    goOn: () => reader.goOn(),
    async close() {
      await reader.close()
      await leave()
    },
  }
}
