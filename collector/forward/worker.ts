import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Explained } from '../explained.ts'
import { failureOf } from '../failure.ts'
import { giveWay } from '../low-priority.ts'
import { type ServeLock, takeForwardLock } from '../serve-lock.ts'
import { connect } from '../store/clickhouse/connect.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { keepForwarding } from './forwarding.ts'
import type { ForwardOptions, FromForwarder } from './thread.ts'

/** The thread that forwards: it reads the file, writes down what has gone, and gives way to intake. */

const { database, ...options } = workerData as ForwardOptions
const stop = new AbortController()
const say = (message: FromForwarder) => parentPort?.postMessage(message)
const LOOK_MS = 1_000

/** Once no command forwards from the folder; undefined when it is to stop before. */
async function forwardLock(): Promise<ServeLock | undefined> {
  for (;;) {
    if (stop.signal.aborted) return undefined
    const lock = takeForwardLock(dirname(database))
    if (lock) return lock
    await sleep(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined)
  }
}

async function forward(): Promise<void> {
  const { clickhouse, cluster, collector, keepDays } = options
  const db = openDatabase(database)
  const client = connect(clickhouse)
  const tell = (failure: string | undefined) => say({ failure: failure ?? null })
  try {
    const forwarding = { db, client, cluster, collector, keepDays, now: Date.now, tell }
    await keepForwarding(forwarding, stop.signal)
  } finally {
    await client.close()
    db.close()
  }
}

giveWay()
parentPort?.once('message', () => stop.abort())
const lock = await forwardLock()
if (lock) {
  await forward().catch((error: unknown) => {
    const { message, place } = failureOf(error)
    say({ refused: error instanceof Explained ? message : `${message} (${place})` })
  })
  lock.release()
}
parentPort?.close()
