import { writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { failureOf } from '../failure.ts'
import { giveWay } from '../low-priority.ts'
import { Refusal } from '../refusal.ts'
import { workerScript } from '../worker-script.ts'
import type { Outcome } from './door.ts'
import { type QueryTask, runQuery } from './run-query.ts'
import type { Watched } from './watch.ts'

/** Answers one query and ends. A process and no thread: SQLite cannot be stopped from outside in any other way. */
async function outcomeOf(task: QueryTask): Promise<Outcome> {
  try {
    return { answer: await runQuery(task) }
  } catch (error) {
    if (!(error instanceof Refusal)) return { failure: failureOf(error) }
    const { status, message, errors } = error
    return { refusal: { status, message, errors } }
  }
}

giveWay()
try {
  // Where memory runs out, Linux ends this process before the one that takes events.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // no /proc, or not ours to change: the watch below is what bounds it
}

process.once('message', async (task: QueryTask & { watched: Omit<Watched, 'parent'> }) => {
  const { watched, ...asked } = task
  const workerData: Watched = { ...watched, parent: process.ppid }
  new Worker(workerScript('sql-watch.js'), { workerData }).unref()
  process.send?.(await outcomeOf(asked), () => process.exit())
})
process.send?.('ready')
