import { workerData } from 'node:worker_threads'
import { Refusal } from '../config/refusal.ts'
import { openSettings } from '../config/tables.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { giveWay } from './low-priority.ts'
import { type ReportTask, runReport } from './run.ts'

/** What a pool tells its threads. Tinypool hands workers a pair: its own data, then ours. */
export interface WorkerSetup {
  /** The database file. */
  path: string
}

/** What comes back: an error loses its class between threads, so a refusal travels as a value. */
export type Outcome =
  | { answer: unknown }
  | { refusal: Pick<Refusal, 'status' | 'message' | 'errors'> }

export interface TimedTask extends ReportTask {
  /** Epoch ms. */
  now: number
}

giveWay()
const [, { path }] = workerData as [unknown, WorkerSetup]
const db = openDatabase(path, { readonly: true })
const reader = eventReader(db)
const settings = openSettings(db)

export async function answer({ now, ...task }: TimedTask): Promise<Outcome> {
  try {
    return { answer: await runReport({ reader, settings, now }, task) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, message, errors } = error
    return { refusal: { status, message, errors } }
  }
}
