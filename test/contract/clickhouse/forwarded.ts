import { leftThere } from '../../../collector/forward/left-there.ts'
import { beginForwarding } from '../../../collector/forward/outbox.ts'
import { rounds } from '../../../collector/forward/rounds.ts'
import { tableRows } from '../../../collector/forward/rows.ts'
import { clickhouseSink } from '../../../collector/forward/sink.ts'
import { schemaStatements } from '../../../collector/store/clickhouse/schema.ts'
import { openDatabase } from '../../../collector/store/sqlite/open.ts'
import { openClient } from './connection.mjs'

/** A file, and the database of ClickHouse to which it is forwarded. */
export interface Forwarded {
  name: string
  /** Forwards what has been committed since; who asks at once waits for one and the same round. */
  fresh(): Promise<void>
  /** Whoever opened it leaves; the last one drops the database. */
  leave(): Promise<void>
}

/** A file has one outbox, so those who read it share what was made of it. */
const opened = new Map<string, Promise<Forwarded & { readers: number }>>()
let databases = 0

export async function forwarded(path: string): Promise<Forwarded> {
  const one = opened.get(path) ?? open(path)
  opened.set(path, one)
  const shared = await one
  shared.readers += 1
  return shared
}

async function open(path: string): Promise<Forwarded & { readers: number }> {
  const db = openDatabase(path)
  // No power is cut in these tests.
  db.pragma('synchronous = off')
  const client = openClient()
  const name = `forwarded_${databases++}`
  // Several statements in one command are chdb's own: a server takes one.
  await client.command({
    query: [`create database ${name}`, `use ${name}`, ...schemaStatements('')].join('; '),
  })
  beginForwarding(db)
  const there = leftThere(client as never, 0)
  const forwarding = rounds(db, tableRows(0), {
    sink: clickhouseSink(client),
    there,
    now: Date.now,
  })
  let version: unknown
  let round = Promise.resolve()
  const shared = {
    name,
    readers: 0,
    fresh() {
      const now = db.pragma('data_version', { simple: true })
      if (now !== version) round = round.then(async () => void (await forwarding.run()))
      version = now
      return round
    },
    async leave() {
      shared.readers -= 1
      if (shared.readers > 0) return
      opened.delete(path)
      db.close()
      // Else its tables lie about for eight minutes, and each that is there slows whatever makes the next ones.
      await client.command({ query: `drop database ${name} sync` })
      await client.close()
    },
  }
  return shared
}
