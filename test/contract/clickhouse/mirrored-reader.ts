import { eventReader } from '../../../collector/store/clickhouse/reader.ts'
import { createTable, TABLES } from '../../../collector/store/clickhouse/tables.ts'
import type { EventReader } from '../../../collector/store/port.ts'
import { openDatabase } from '../../../collector/store/sqlite/open.ts'
import { openClient } from './connection.mjs'
import { fill } from './mirror.ts'

let databases = 0

/** Reads by ClickHouse what an SQLite file holds at the time of each question. */
export async function mirroredReader(
  path: string,
  signal: AbortSignal | undefined,
): Promise<EventReader> {
  const db = openDatabase(path, { readonly: true })
  const client = openClient()
  const name = `mirror_${databases++}`
  const tables = TABLES.map((table) => createTable(table, { engine: 'Memory' }))
  // Several statements in one command are chdb's own: a server takes one.
  await client.command({ query: [`create database ${name}`, `use ${name}`, ...tables].join('; ') })
  const { dialect, ...reader } = eventReader(client, signal)
  let version: unknown
  let filled = Promise.resolve()

  /** Questions asked at once wait for one and the same filling. */
  function fresh(): Promise<void> {
    const now = db.pragma('data_version', { simple: true })
    if (now !== version) filled = filled.then(() => fill(client, db))
    version = now
    return filled
  }

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
      db.close()
      await client.command({ query: `drop database ${name}` })
      await reader.close()
    },
  }
}
