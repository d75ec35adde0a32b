import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Held as long as a server serves a data folder; the system lets go of it even after kill -9. */
export interface ServeLock {
  release(): void
}

export function lockPath(folder: string): string {
  return join(folder, 'serve.lock')
}

/**
 * The lock of a data folder, or undefined while a server holds it. It is SQLite's own file lock on a file of
 * its own, since Node has no flock.
 */
export function takeServeLock(folder: string): ServeLock | undefined {
  const db = new Database(lockPath(folder), { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return undefined
    throw error
  }
}
