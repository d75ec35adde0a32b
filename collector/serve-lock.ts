import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { inWords } from './storage-trouble.ts'

/** Held as long as a server serves a data folder; the system lets go of it even after kill -9. */
export interface ServeLock {
  release(): void
}

export function lockPath(folder: string): string {
  return join(folder, 'serve.lock')
}

/** The lock of a folder, held by whoever serves it; see `lockFile`. */
export function takeServeLock(folder: string): ServeLock | undefined {
  return lockFile(lockPath(folder))
}

/** Held by whoever forwards what changes in a folder to ClickHouse: two would send rows out of turn. */
export function takeForwardLock(folder: string): ServeLock | undefined {
  return lockFile(join(folder, 'forward.lock'))
}

/**
 * A lock, or undefined while another process or thread holds it. It is SQLite's own file lock on a file of
 * its own, since Node has no flock. Throws a StartError where it cannot be used: another user made it.
 */
function lockFile(path: string): ServeLock | undefined {
  try {
    // Of a file that it may only read SQLite says that it is locked, and locks nothing.
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
    return lock(path)
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return undefined
    throw inWords(error, path)
  }
}

function lock(path: string): ServeLock {
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    throw error
  }
}
