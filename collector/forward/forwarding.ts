import { setTimeout as sleep } from 'node:timers/promises'
import { Explained } from '../explained.ts'
import { type Cluster, prepareSchema, type SchemaClient } from '../store/clickhouse/schema.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { emptied, type RemovingClient } from './emptied.ts'
import { leaving } from './leaving.ts'
import { type LeftClient, type LeftThere, leftThere } from './left-there.ts'
import { isComing } from './on-the-way.ts'
import {
  beginForwarding,
  endForwarding,
  forwarderOf,
  noteFailure,
  noteRefusal,
  noteStaying,
} from './outbox.ts'
import { type OwnNumber, ownNumber, replacedNumber } from './own-number.ts'
import { type Rounds, rounds } from './rounds.ts'
import { tableRows } from './rows.ts'
import { clickhouseSink, type InsertClient } from './sink.ts'

/** What is forwarded, and where to. */
export interface Forwarding {
  db: Connection
  client: SchemaClient & InsertClient & RemovingClient & LeftClient
  cluster: Cluster
  /** Number of this collector. */
  collector: number
  /** The number becomes this file's, whosever it was, and it begins anew. */
  replace?: boolean | undefined
  /** Days for which the file takes events; older ones leave it. Undefined: none does. */
  keepDays?: number | undefined
  /** Epoch ms. */
  now(): number
  /** Called after each round: the number is this file's, and what was there before the round has gone. */
  went?(): void
  /** Called with why it stands still, when that begins or changes, and with undefined when it goes on. */
  tell(failure: string | undefined): void
}

/** Between two rounds: what is new is over there within about a second. */
const PAUSE_MS = 500
/** Until the next look for events that may leave; a file of history that is just coming in shows within seconds. */
const LOOKS_MS = { more: 0, soon: 20_000, done: 10 * 60_000 }
/** Between two transactions that remove some: intake, which tries again within 25 ms, has its turn. */
const TURN_MS = 30
/** Until the next look whether the number is still this file's. */
const SURE_MS = 30_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

/**
 * Forwards until the signal is aborted. What the other side does not take is tried again, ever more seldom, and waits in the
 * file meanwhile. Throws NewerSchemaError, TakenNumberError where the number is another file's, and RenumberedError where the file
 * went there under another number; why is written down.
 */
export async function keepForwarding(forwarding: Forwarding, signal: AbortSignal): Promise<void> {
  const { db, client, collector, now } = forwarding
  const telling = teller(forwarding)
  const there = leftThere(client, collector)
  const going = rounds(db, tableRows(collector), { sink: clickhouseSink(client), there, now })
  const leave = leavingAt(forwarding, there)
  const step = prepared(forwarding, { going, there, leave })
  for (let wait = 0; !signal.aborted; ) {
    wait = await step(signal).then(
      () => {
        telling(undefined)
        return PAUSE_MS
      },
      (error: unknown) => {
        if (error instanceof Explained) {
          noteRefusal(db, error.message)
          throw error
        }
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
function prepared(
  forwarding: Forwarding,
  { going, there, leave }: { going: Rounds; there: LeftThere; leave: Leave },
) {
  const { db, now } = forwarding
  let looked: number | undefined
  async function makeSure(): Promise<void> {
    if (looked === undefined) await prepare(forwarding, there)
    else if (now() - looked < SURE_MS) return
    else await own(forwarding)
    looked = now()
  }
  return async (signal: AbortSignal) => {
    await makeSure()
    if (!forwarderOf(db)) {
      // What came of it already would count as told.
      if (isComing(db))
        throw new Error('a site is coming from another collector; it begins when that is over')
      const collector = await own(forwarding)
      await emptied(forwarding.client, { db, collector })
      beginForwarding(db, collector)
    }
    await going.run(signal)
    forwarding.went?.()
    await leave(signal)
  }
}

/** Makes the tables, and makes sure that the file may go there: nothing of it is sent before, and nothing removed. */
async function prepare(forwarding: Forwarding, there: LeftThere): Promise<void> {
  const { db, client, cluster, collector, replace, now } = forwarding
  await prepareSchema(client, cluster, now())
  if (!replace) requireNumber(db, collector)
  await requireLeft(db, there)
  if (replace) endForwarding(db)
  await own(forwarding, replace)
  noteRefusal(db, null)
}

async function own(
  { db, client, collector, now }: Forwarding,
  replace = false,
): Promise<OwnNumber> {
  const file = db.prepare<[], string>('select identity from data_file').pluck().get() ?? ''
  const claim = { collector, file, hasBegun: forwarderOf(db) !== undefined, now: now() }
  return await (replace ? replacedNumber : ownNumber)(client, claim)
}

type Leave = (signal: AbortSignal) => Promise<void>

/** Between two rounds some extents leave, as long as any may; then they are looked for now and then. */
function leavingAt({ db, collector, keepDays, now }: Forwarding, there: LeftThere): Leave {
  if (keepDays === undefined) return async () => undefined
  const told = tableRows(collector)
  const leave = leaving({ db, there, told, keepDays, now, pause: () => sleep(TURN_MS) })
  let next = 0
  return async (signal) => {
    if (now() < next) return
    const left = await leave.some(signal).catch((error: unknown) => {
      if (signal.aborted) throw error
      // What is new goes on meanwhile.
      noteStaying(db, error instanceof Error ? error.message : String(error))
      return 'done' as const
    })
    next = now() + LOOKS_MS[left]
  }
}

/** The events that the file does not hold any more are not there. */
export class LostEventsError extends Explained {}

/** As many extents as tell whether it is the database that they went to. */
const SOME = 8

async function requireLeft(db: Connection, there: LeftThere): Promise<void> {
  const left = db
    .prepare<[], { id: number; site: number }>(
      `select id, site from left_extent where whole = 1 and rows > 0
        and site = (select site from left_extent where whole = 1 and rows > 0 limit 1) limit ${SOME}`,
    )
    .all()
  const [{ site } = { site: 0 }] = left
  if (left.length === 0) return
  const found = await there.sums('event', { site, extents: left.map(({ id }) => id) })
  if (found.size > 0) return
  throw new LostEventsError(
    'This ClickHouse does not have the events that have left the file. Put TRIBUTARY_CLICKHOUSE_URL right, or a backup of its tables back.',
  )
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
