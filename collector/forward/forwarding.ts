import { setTimeout as sleep } from 'node:timers/promises'
import { Explained } from '../explained.ts'
import { type Cluster, prepareSchema, type SchemaClient } from '../store/clickhouse/schema.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { emptied, type RemovingClient } from './emptied.ts'
import { beginForwarding, forwarderOf, noteFailure } from './outbox.ts'
import { type Rounds, rounds } from './rounds.ts'
import { tableRows } from './rows.ts'
import { clickhouseSink, type InsertClient } from './sink.ts'

/** What is forwarded, and where to. */
export interface Forwarding {
  db: Connection
  client: SchemaClient & InsertClient & RemovingClient
  cluster: Cluster
  /** Number of this collector. */
  collector: number
  /** Epoch ms. */
  now(): number
  /** Called with why it stands still, when that begins or changes, and with undefined when it goes on. */
  tell(failure: string | undefined): void
}

/** Between two rounds: what is new is over there within about a second. */
const PAUSE_MS = 500
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

/**
 * Forwards until the signal is aborted. What the other side does not take is tried again, ever more seldom, and waits in the
 * file meanwhile. Throws NewerSchemaError, and RenumberedError where the file went there under another number.
 */
export async function keepForwarding(forwarding: Forwarding, signal: AbortSignal): Promise<void> {
  const { db, client, collector, now } = forwarding
  const telling = teller(forwarding)
  const going = rounds(db, tableRows(collector), { sink: clickhouseSink(client), now })
  const step = prepared(forwarding, going)
  for (let wait = 0; !signal.aborted; ) {
    wait = await step(signal).then(
      () => {
        telling(undefined)
        return PAUSE_MS
      },
      (error: unknown) => {
        if (error instanceof Explained) throw error
        if (!signal.aborted) telling(error instanceof Error ? error.message : String(error))
        return Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, wait * 2))
      },
    )
    await sleep(wait, undefined, { signal }).catch(() => undefined)
  }
}

/** The collector's number is another than before: its rows would be there twice. */
export class RenumberedError extends Explained {}

function requireNumber(db: Connection, collector: number): void {
  const before = forwarderOf(db)?.collector ?? collector
  if (before === collector) return
  throw new RenumberedError(
    `This file went to ClickHouse as that of collector ${before}. Set TRIBUTARY_COLLECTOR to ${before} again, or "tributary clickhouse stop" and empty its tables before it goes there as collector ${collector}.`,
  )
}

/**
 * A round, after the tables have been made. Nothing is noted before ClickHouse has answered once: what is there by then comes
 * with the first rounds.
 */
function prepared({ db, client, cluster, collector, now }: Forwarding, going: Rounds) {
  let isPrepared = false
  return async (signal: AbortSignal) => {
    if (!isPrepared) await prepareSchema(client, cluster, now())
    isPrepared = true
    requireNumber(db, collector)
    if (!forwarderOf(db)) {
      await emptied(client, { db, collector })
      beginForwarding(db, collector)
    }
    await going.run(signal)
  }
}

/** Says and writes down what has changed, once. */
function teller({ db, now, tell }: Forwarding) {
  let before = forwarderOf(db)?.failure ?? undefined
  let isTold = false
  return (failure: string | undefined) => {
    if (failure === before && (isTold || failure === undefined)) return
    before = failure
    isTold = true
    noteFailure(db, failure ?? null, now())
    tell(failure)
  }
}
