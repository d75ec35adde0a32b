import { workerData } from 'node:worker_threads'

/** What a query's process may take. */
export interface Watched {
  /** Of resident memory. */
  most_bytes: number
  /** From the start of the query on. */
  limit_ms: number
  /** Process id of whoever asked. */
  parent: number
}

const EVERY_MS = 10

/**
 * A thread beside the query, which is busy within SQLite and hears of nothing: ends the process where it takes too much memory or
 * time, or nobody is left who would be answered.
 */
const { most_bytes, limit_ms, parent } = workerData as Watched
const until = performance.now() + limit_ms
setInterval(() => {
  const isTooMuch = process.memoryUsage.rss() > most_bytes || performance.now() > until
  if (isTooMuch || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, EVERY_MS)
