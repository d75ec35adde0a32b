import { accessSync, constants, existsSync, rmSync } from 'node:fs'
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

/** Held by a command for as long as it brings in a file of history, so that a server beside knows that it still does. */
export function takeImportLock(folder: string, id: string): ServeLock | undefined {
  const path = importLock(folder, id)
  const lock = lockFile(path)
  if (!lock) return undefined
  return {
    release() {
      lock.release()
      rmSync(path, { force: true })
    },
  }
}

/** Whether a command is bringing in the file of this import; what one that was killed left behind is removed. */
export function isImportedByCommand(folder: string, id: string): boolean {
  if (!existsSync(importLock(folder, id))) return false
  const lock = takeImportLock(folder, id)
  lock?.release()
  return lock === undefined
}

function importLock(folder: string, id: string): string {
  return join(folder, `import-${id}.lock`)
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
