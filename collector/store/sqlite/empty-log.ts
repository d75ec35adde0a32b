import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './open.ts'

const TRIES = 100
const RETRY_MS = 50

/** Leaves no copy in the log. A report that reads an older state of the file is waited for, a few seconds. */
export async function emptyLog(db: Connection): Promise<void> {
  // Most of it while others write.
  db.pragma('wal_checkpoint(passive)')
  const timeout = db.pragma('busy_timeout', { simple: true })
  for (let tries = 0; tries < TRIES; tries++) {
    db.pragma('busy_timeout = 0')
    const busy = db.pragma('wal_checkpoint(truncate)', { simple: true })
    db.pragma(`busy_timeout = ${timeout}`)
    if (busy === 0) return
    await sleep(RETRY_MS)
  }
}
