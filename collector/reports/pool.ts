import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import { Refusal } from '../config/refusal.ts'
import type { Config } from '../config.ts'
import { databasePath } from '../data-folder.ts'
import type { ReportsPort, RunOptions } from '../http/ports.ts'
import { workerScript } from '../worker-script.ts'
import type { Outcome, TimedTask, WorkerSetup } from './worker.ts'

export interface PoolOptions {
  /** The database file. */
  path: string
  /** Of the bundled worker. */
  worker?: URL
  limit_ms?: number
  now?: () => number
}

const LIMIT_MS = 30_000
/** Long enough to serve a dashboard's clicks, short enough that an idle server holds no reader. */
const IDLE_MS = 30_000

/** Reports in threads of their own, started when needed and let go when idle: intake never waits for them. */
export function startReports({
  data,
  reportSeconds,
}: Pick<Config, 'data' | 'reportSeconds'>): ReportsPort {
  return reportPool({ path: databasePath(data), limit_ms: reportSeconds * 1_000 })
}

/**
 * `run` rejects with a Refusal: what the report refused, 503 when it took longer than the limit. An aborted
 * signal ends the report's thread, and with it the work.
 */
export function reportPool({
  path,
  worker = workerScript('report-worker.js'),
  limit_ms = LIMIT_MS,
  now = Date.now,
}: PoolOptions): ReportsPort {
  const setup: WorkerSetup = { path }
  const pool = new Tinypool({
    filename: worker.href,
    name: 'answer',
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: IDLE_MS,
    workerData: setup,
  })

  async function run(task: TimedTask, signal: AbortSignal | undefined): Promise<unknown> {
    const limit = AbortSignal.timeout(limit_ms)
    const ended = signal ? AbortSignal.any([signal, limit]) : limit
    try {
      return answerOf((await pool.run(task, { signal: ended })) as Outcome)
    } catch (error) {
      if (!limit.aborted || signal?.aborted) throw error
      const seconds = Math.round(limit_ms / 1000)
      throw new Refusal(503, `the report took longer than ${seconds} s; ask for a shorter period`)
    }
  }

  return {
    run(name, site, request, { signal, scope }: RunOptions) {
      const segment = scope?.segment
      const task = {
        name,
        site,
        request,
        now: now(),
        ...(segment === undefined ? {} : { segment }),
      }
      return run(task, signal)
    },
    async close() {
      await pool.destroy()
    },
  }
}

function answerOf(outcome: Outcome): unknown {
  if ('answer' in outcome) return outcome.answer
  const { status, message, errors } = outcome.refusal
  throw new Refusal(status, message, errors)
}
