import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import type { Config } from '../../config.ts'
import { databasePath } from '../../database-path.ts'
import { FailedElsewhere } from '../../failure.ts'
import { Refusal } from '../../refusal.ts'
import type { Where } from '../../store/clickhouse/connect.ts'
import { workerScript } from '../../worker-script.ts'
import type { ReportsPort, RunOptions } from '../port.ts'
import { Turns, threadsFor } from './turns.ts'
import type { Outcome, TimedTask, WorkerSetup } from './worker.ts'

type Task = Omit<TimedTask, 'left'>

export interface PoolOptions {
  /** The database file. */
  path: string
  /** Where reports are read once everything is there; without one, from the file. */
  clickhouse?: Where
  /** Of the bundled worker. */
  worker?: URL
  limit_ms?: number
  threads?: number
  grace_ms?: number
  now?: () => number
}

const LIMIT_MS = 30_000
/** Long enough to serve a dashboard's clicks, short enough that an idle server holds no reader. */
const IDLE_MS = 30_000

/** Reports in threads of their own, started when needed and let go when idle: intake never waits for them. */
export function startReports({
  data,
  reportSeconds,
  clickhouseUrl: clickhouse,
}: Pick<Config, 'data' | 'reportSeconds' | 'clickhouseUrl'>): ReportsPort {
  const path = databasePath(data)
  return reportPool({ path, ...(clickhouse && { clickhouse }), limit_ms: reportSeconds * 1_000 })
}

/** A report that was left has so long to end by itself, before its thread is ended and another must start. */
const GRACE_MS = 500

/** As it can travel to a thread. */
function plain({ origin, username, password, database }: Where, limit_ms: number) {
  return { origin, username, password, database, limit_ms }
}

/** The server itself, which asks for little. */
const OURSELVES = { key: '', guest: false }

/**
 * The outcome, or a rejection as soon as the signal is aborted. Nothing waits on for the signal: a limit of 30 s would
 * hold every answer for so long.
 */
function unlessLeft<T>(outcome: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/**
 * `run` rejects with a Refusal: what the report refused, 503 when it took longer than the limit. An aborted
 * signal rejects at once and ends the work.
 */
export function reportPool({
  path,
  clickhouse,
  worker = workerScript('report-worker.js'),
  limit_ms = LIMIT_MS,
  threads = threadsFor(availableParallelism()),
  grace_ms = GRACE_MS,
  now = Date.now,
}: PoolOptions): ReportsPort {
  const setup: WorkerSetup = {
    path,
    ...(clickhouse && { clickhouse: plain(clickhouse, limit_ms) }),
  }
  const pool = new Tinypool({
    filename: worker.href,
    name: 'answer',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    workerData: setup,
  })
  // What keeps a thread from starting, the next report says; without a listener it would end the program.
  pool.on('error', () => {})

  const turns = new Turns(threads)
  let isClosed = false
  const seconds = Math.round(limit_ms / 1000)

  async function run(task: Task, { signal, ...how }: RunOptions): Promise<unknown> {
    const done = await turn(signal, how)
    const limit = AbortSignal.timeout(limit_ms)
    const ended = signal ? AbortSignal.any([signal, limit]) : limit
    const outcome = inThread({ pool, grace_ms, isClosed: () => isClosed }, task, ended).finally(
      done,
    )
    try {
      return answerOf(await unlessLeft(outcome, ended))
    } catch (error) {
      if (!limit.aborted || signal?.aborted) throw explained(error)
      throw new Refusal(503, `the report took longer than ${seconds} s; ask for a shorter period`)
    }
  }

  /** Waits for a thread to be free for the caller, for no longer than a report may take. */
  async function turn(signal: AbortSignal | undefined, how: Omit<RunOptions, 'signal'>) {
    const { caller = OURSELVES, patient = false } = how
    const limit = patient ? undefined : AbortSignal.timeout(limit_ms)
    const signals = [signal, limit].filter((one) => one !== undefined)
    try {
      return await turns.take({ caller, patient, signal: AbortSignal.any(signals) })
    } catch (error) {
      if (!limit?.aborted || signal?.aborted) throw error
      throw new Refusal(503, `other reports kept this one waiting for ${seconds} s; ask again`)
    }
  }

  return {
    run(name, site, request, { scope, ...how }: RunOptions) {
      const task = {
        name,
        site,
        request,
        now: now(),
        ...(scope === undefined ? {} : { scope }),
      }
      return run(task, how)
    },
    expect() {
      // What keeps a thread from starting, the next report says.
      if (pool.threads.length === 0) pool.run(undefined, { name: 'wake' }).catch(() => {})
    },
    async close() {
      isClosed = true
      await pool.destroy()
    },
  }
}

interface Threads {
  pool: Tinypool
  grace_ms: number
  isClosed(): boolean
}

/** The report in its thread; tells it when it is left, and ends the thread that does not listen. */
async function inThread(
  { pool, grace_ms, isClosed }: Threads,
  task: Task,
  ended: AbortSignal,
): Promise<Outcome> {
  const left = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const kill = new AbortController()
  let grace: NodeJS.Timeout | undefined
  const leave = () => {
    Atomics.store(left, 0, 1)
    grace = setTimeout(() => kill.abort(), grace_ms)
  }
  ended.addEventListener('abort', leave, { once: true })
  if (ended.aborted) leave()
  const ask = () => pool.run({ ...task, left } satisfies TimedTask, { signal: kill.signal })
  try {
    return await ask().catch((error) => {
      if (!isOfEndedThread(error) || ended.aborted || isClosed()) throw error
      return ask()
    })
  } finally {
    ended.removeEventListener('abort', leave)
    clearTimeout(grace)
    // Tinypool starts no thread for what waits when it ends one, only when it is given something.
    if (kill.signal.aborted && pool.queueSize > 0) await pool.run(undefined, { name: 'wake' })
  }
}

/**
 * Tinypool hands what waits to a thread that it is ending, where that one's last answer came meanwhile: it looks free then. A
 * report only reads, so it is asked once more.
 */
function isOfEndedThread(error: unknown): boolean {
  return error instanceof Error && error.message === 'Terminating worker thread'
}

function answerOf(outcome: Outcome): unknown {
  if ('answer' in outcome) return outcome.answer
  if ('failure' in outcome) throw new FailedElsewhere(outcome.failure)
  const { status, message, errors } = outcome.refusal
  throw new Refusal(status, message, errors)
}

/** A thread that ran out of memory is another's by now; the report would do it again. */
function explained(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Refusal(422, 'the report needs too much memory; ask for a shorter period or less')
  return error
}
