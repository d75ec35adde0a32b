import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../../low-priority.ts'
import { connect } from '../clickhouse/connect.ts'
import { NewerSchemaError } from '../clickhouse/schema.ts'
import { openDatabase } from '../sqlite/open.ts'
import { keepForwarding } from './forwarding.ts'
import type { ForwardOptions, FromForwarder } from './thread.ts'

/** The thread that forwards: it reads the file, writes down what has gone, and gives way to intake. */

giveWay()
const { database, clickhouse, cluster, collector } = workerData as ForwardOptions
const db = openDatabase(database)
const client = connect(clickhouse)
const stop = new AbortController()
const say = (message: FromForwarder) => parentPort?.postMessage(message)

parentPort?.once('message', () => stop.abort())
try {
  await keepForwarding(
    {
      ...{ db, client, cluster, collector, now: Date.now },
      tell: (failure) => say({ failure: failure ?? null }),
    },
    stop.signal,
  )
} catch (error) {
  if (!(error instanceof NewerSchemaError)) throw error
  say({ refused: error.message })
}
await client.close()
db.close()
say({ ended: true })
parentPort?.close()
