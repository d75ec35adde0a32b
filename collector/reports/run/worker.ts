import { workerData } from 'node:worker_threads'
import { type Failure, failureOf } from '../../failure.ts'
import { giveWay } from '../../low-priority.ts'
import { Refusal } from '../../refusal.ts'
import { openSettings } from '../../settings/tables.ts'
import { heldSince } from '../../store/sqlite/held.ts'
import { openDatabase } from '../../store/sqlite/open.ts'
import { PackedRows } from '../../store/sqlite/packed-rows.ts'
import { eventReader } from '../../store/sqlite/reader.ts'
import { sourceOf } from '../registry.ts'
import { type Elsewhere, elsewhere } from './elsewhere.ts'
import { type ReportTask, runReport } from './run.ts'

/** What a pool tells its threads. Tinypool hands workers a pair: its own data, then ours. */
export interface WorkerSetup {
  /** The database file. */
  path: string
  clickhouse?: Elsewhere
}

/** What comes back: an error loses its class between threads, so it travels as a value. */
export type Outcome =
  | { answer: unknown }
  | { refusal: Pick<Refusal, 'status' | 'message' | 'errors'> }
  | { failure: Failure }

export interface TimedTask extends ReportTask {
  /** Epoch ms. */
  now: number
  /** Shared; its only element becomes 1 when nobody waits for the answer any more. */
  left: Int32Array
}

giveWay()
const [, { path, clickhouse }] = workerData as [unknown, WorkerSetup]
const db = openDatabase(path, { readonly: true })
const settings = openSettings(db)
const packed = new PackedRows(db)
const readElsewhere = clickhouse && elsewhere(db, clickhouse)

/** A thread runs one report at a time. */
export async function answer({ now, left, ...task }: TimedTask): Promise<Outcome> {
  const asker = new AbortController()
  const look = () => {
    if (Atomics.load(left, 0) === 1) asker.abort(new Error('nobody waits for this report any more'))
  }
  const { signal } = asker
  try {
    const there = await readElsewhere?.({ site: task.site, now, signal, look }, sourceOf(task.name))
    if (there)
      return {
        answer: await there.run((room) =>
          runReport({ ...room, settings, now, takesSince: heldSince(db) }, task),
        ),
      }
    const reader = eventReader(db, { signal, look, packed })
    return { answer: await runReport({ reader, settings, now }, task) }
  } catch (error) {
    if (!(error instanceof Refusal)) return { failure: failureOf(error) }
    const { status, message, errors } = error
    return { refusal: { status, message, errors } }
  }
}

/** For a pool that has work waiting and no thread. */
export function wake(): void {}
