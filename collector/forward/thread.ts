import { Worker } from 'node:worker_threads'
import type { Where } from '../store/clickhouse/connect.ts'
import { workerScript } from '../worker-script.ts'

export interface ForwardOptions {
  /** Path of the data file. */
  database: string
  clickhouse: Where
  cluster: string
  /** Number of this collector. */
  collector: number
  keepDays: number | undefined
}

export type FromForwarder =
  /** Why it stands still; null: it goes on. */
  | { failure: string | null }
  /** It will not go on: a later program made the tables, or it is an error of ours. */
  | { refused: string }

export interface ForwardWatch {
  failed(reason: string): void
  recovered(): void
  /** Nothing is forwarded any more; what changes is noted until somebody starts it again. */
  ended(reason: string): void
}

/** Starts the thread that forwards. `close` lets what is under way end, or gives it up: the next start sends it again. */
export function startForwarding(
  options: ForwardOptions,
  watch: ForwardWatch,
): { close(): Promise<void> } {
  const worker = new Worker(workerScript('forward-worker.js'), { workerData: options })
  let closing = false
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('message', (message: FromForwarder) => {
    if ('refused' in message) watch.ended(message.refused)
    else if (message.failure === null) watch.recovered()
    else watch.failed(message.failure)
  })
  worker.on('error', (error) => {
    if (!closing) watch.ended(error.message)
  })
  return {
    async close() {
      closing = true
      worker.postMessage('stop')
      const cut = setTimeout(() => worker.terminate(), MOST_MS)
      await ended
      clearTimeout(cut)
    },
  }
}

/** An insert that is under way gets so long. */
const MOST_MS = 3_000
