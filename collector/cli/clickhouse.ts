import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { keepForwarding } from '../forward/forwarding.ts'
import { heldInWords, heldOf, type SiteHeld } from '../forward/held-status.ts'
import {
  endForwarding,
  forwarderOf,
  freshUntil,
  isWaiting,
  refusalOf,
  waitingRows,
} from '../forward/outbox.ts'
import { makeShrinkable } from '../forward/room-given-back.ts'
import { takeForwardLock, takeServeLock } from '../serve-lock.ts'
import { StartError } from '../storage-trouble.ts'
import { connect } from '../store/clickhouse/connect.ts'
import { schemaStatements } from '../store/clickhouse/schema.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { addressed, SETTINGS_OF_IT } from './clickhouse-address.ts'
import { settingFlags, withSettings } from './options.ts'
import { printRows, say } from './print.ts'
import { progressBar } from './progress.ts'
import { verifyCommand } from './verify-clickhouse.ts'
import { withOpenData } from './with-data.ts'

function ddl(): Command {
  return withSettings(new Command('ddl'), SETTINGS_OF_IT)
    .description('print the statements that make its tables')
    .option('--cluster <name>', 'the same as --clickhouse-cluster')
    .action((options: { cluster?: string }) => {
      const { clickhouseCluster } = readConfig(settingFlags(options))
      const cluster = options.cluster ?? clickhouseCluster
      console.log(`${schemaStatements(cluster).join(';\n\n')};`)
    })
}

interface Status {
  /** Whether changes are noted for it at all. */
  forwarding: boolean
  lag_rows: number
  lag_seconds: number
  last_error: string | null
  /** Share of what lay in the file when it began that has been sent, 0–1. */
  backfilled: number
  reports_from: 'clickhouse' | 'file'
  /** What the file holds of sites whose events have left it in part. */
  held: SiteHeld[]
  /** Why some that are old do not leave. */
  stays: string | null
}

function statusOf(db: Connection, now: number): Status {
  const forwarder = forwarderOf(db)
  if (!forwarder) return untold(db, now)
  const { fresh_at, extent, failure, stays } = forwarder
  const lag = isWaiting(db) ? Math.max(0, now - fresh_at) : 0
  return {
    forwarding: true,
    lag_rows: waitingRows(db),
    // Never fresh before it has begun.
    lag_seconds: fresh_at === 0 ? 0 : lag / 1_000,
    last_error: failure,
    backfilled: 1 - extent / Math.max(1, lastExtent(db)),
    reports_from: freshUntil(db, now) === undefined ? 'file' : 'clickhouse',
    held: heldOf(db),
    stays,
  }
}

/** Nothing of the file is there, or nobody knows what. */
function untold(db: Connection, now: number): Status {
  const rows = db.prepare<[], number>('select count(*) from visit').pluck().get() ?? 0
  const first = db.prepare<[], number | null>('select min(first_start) from extent').pluck().get()
  return {
    forwarding: false,
    lag_rows: rows,
    // Extents keep where they began when their visits are gone.
    lag_seconds: rows > 0 && first ? Math.max(0, now - first) / 1_000 : 0,
    last_error: refusalOf(db),
    backfilled: 0,
    reports_from: 'file',
    held: heldOf(db),
    stays: null,
  }
}

function lastExtent(db: Connection): number {
  return db.prepare<[], number>('select coalesce(max(id), 0) from extent').pluck().get() ?? 0
}

function status(): Command {
  return withSettings(new Command('status'), SETTINGS_OF_IT)
    .description('how far it is behind the file, and why')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const found = await withOpenData(options, async ({ db }) => statusOf(db, Date.now()))
      if (options.json) return console.log(JSON.stringify(found, null, 2))
      if (!found.forwarding)
        say(
          `Nothing is forwarded: ${found.last_error ?? 'start the server with --clickhouse-url, or run backfill.'}`,
        )
      const backfilled = `${Math.floor(found.backfilled * 100)} %`
      printRows(
        [{ ...found, backfilled, lag_seconds: Math.round(found.lag_seconds) }],
        ['lag_rows', 'lag_seconds', 'last_error', 'backfilled', 'reports_from'],
      )
      printRows(
        found.held.map((one) => ({ ...one })),
        ['site', 'since', 'left'],
      )
      if (found.stays !== null) say(`Some events do not leave the file: ${found.stays}`)
    })
}

/** Of a watch: whether this process has sent, and why it does not. Left out where a server does, which writes that down. */
interface Sending {
  hasSent: boolean
  failure: string | null
}

/** Tells the progress until nothing of what lay there waits. Throws why nothing goes on. */
async function watch(db: Connection, signal: AbortSignal, sending?: Sending): Promise<void> {
  const bar = progressBar('history into ClickHouse')
  const all = Math.max(1, statusOf(db, Date.now()).lag_rows)
  for (;;) {
    const { lag_rows, forwarding, last_error } = statusOf(db, Date.now())
    // What is written down may be of an earlier time.
    const { hasSent, failure } = sending ?? { hasSent: forwarding, failure: last_error }
    if (failure !== null) throw new StartError(`ClickHouse takes nothing: ${failure}`)
    if (hasSent && lag_rows === 0) break
    bar(1 - lag_rows / all)
    await sleep(WATCH_MS, undefined, { signal })
  }
  bar(1)
}

const WATCH_MS = 500

async function backfill(options: { replace?: boolean }): Promise<void> {
  const { config, address } = addressed(options)
  const { data, clickhouseCluster: cluster, collector } = config
  await withOpenData(options, async ({ db }) => {
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    const lock = takeForwardLock(data)
    if (!lock) {
      if (options.replace)
        throw new StartError('A server on this folder forwards already. Stop it first.')
      say('A server on this folder forwards already; this only watches.')
      return await watch(db, stop.signal)
    }
    const client = connect(address)
    const sending: Sending = { hasSent: false, failure: null }
    const { replace } = options
    const going = keepForwarding(
      {
        ...{ db, client, cluster, collector, replace, now: Date.now },
        went() {
          sending.hasSent = true
        },
        tell(reason) {
          sending.failure = reason ?? null
        },
      },
      stop.signal,
    )
    try {
      await Promise.race([going, watch(db, stop.signal, sending)])
    } finally {
      stop.abort()
      await going.catch(() => undefined)
      await client.close()
      lock.release()
    }
  })
}

function backfillCommand(): Command {
  return withSettings(new Command('backfill'), SETTINGS_OF_IT)
    .description('send what the file holds; goes on where it was stopped')
    .option('--replace', 'remove what another data folder sent under this number, and begin anew')
    .action(async (options: { replace?: boolean }) => {
      await backfill(options)
      say('ClickHouse has all that the file holds.')
    })
}

function stopCommand(): Command {
  return withSettings(new Command('stop'), SETTINGS_OF_IT)
    .description('note no more changes for it; what was sent stays there')
    .action(async (options: object) => {
      await withOpenData(options, async ({ db }) => {
        const held = heldOf(db)
        if (held.length > 0)
          throw new StartError(
            `Older events are in ClickHouse alone: the file holds ${heldInWords(held)}. Without it they are in no report, so it is not stopped.`,
          )
        endForwarding(db)
      })
      say(
        'Changes are no longer noted. Start the server without --clickhouse-url, or it begins anew.',
      )
    })
}

function shrinkCommand(): Command {
  return withSettings(new Command('shrink'), SETTINGS_OF_IT)
    .description(
      'write the file anew without room that nothing lies in; the server must be stopped',
    )
    .action(async (options: object) => {
      const { data } = readConfig(settingFlags(options))
      await withOpenData(options, async ({ db }) => {
        const lock = takeServeLock(data)
        if (!lock) throw new StartError(`A server is serving ${data}. Stop it first.`)
        try {
          if (!makeShrinkable(db)) throw new StartError('Somebody writes to the file; try again.')
        } finally {
          lock.release()
        }
      })
      say('From now on events that leave give their room back to the disk.')
    })
}

export function clickhouseCommand(): Command {
  return new Command('clickhouse')
    .description('the second engine: its tables, how far it is, the file against it')
    .addCommand(ddl())
    .addCommand(status())
    .addCommand(backfillCommand())
    .addCommand(verifyCommand())
    .addCommand(shrinkCommand())
    .addCommand(stopCommand())
}
