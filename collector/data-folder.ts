import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Explained } from './config/explained.ts'
import { openSettings, type Settings } from './config/tables.ts'
import { migrate, NewerDatabaseError } from './store/sqlite/migrate.ts'
import { type Connection, openDatabase } from './store/sqlite/open.ts'
import { fillSeen } from './store/sqlite/seen.ts'

/** Something about the machine keeps us from working; the message says what and how to mend it. */
export class StartError extends Explained {}

/** The one file in which everything lies. */
export function databasePath(folder: string): string {
  return join(folder, 'tributary.sqlite')
}

/** Throws a StartError where there is no database: a mistyped folder must not pass for an empty one. */
export function requireDatabase(folder: string): void {
  const path = databasePath(folder)
  if (existsSync(path)) return
  throw new StartError(
    `There is no database ${path}. Name the folder of the one you mean with --data.`,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Beyond this a check of every page would delay the start by more than a second. */
const CHECKED_BYTES = 256 * 1_048_576

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Makes a folder and those above it. Node's own way never returns where a parent is there but takes none (/proc). */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have been faster.
    if (!isFolder(folder)) throw error
  }
}

/** Makes the folder if needed. Throws a StartError when it cannot be written. */
export function writableFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be written (${codeOf(error)}). Give this user the right to write there, or choose another folder with --data.`,
    )
  }
}

function check(db: Connection, path: string): void {
  if (statSync(path).size > CHECKED_BYTES) return
  const kept = db.pragma('cache_size', { simple: true })
  // Every page is read once: what would stay in the cache is memory the server then idles with.
  db.pragma('cache_size = -1024')
  const answer = db.pragma('quick_check(1)', { simple: true })
  db.pragma(`cache_size = ${kept}`)
  if (answer !== 'ok') throw new StartError(damaged(path, String(answer)))
}

function damaged(path: string, reason: string): string {
  return `The database ${path} is damaged (${reason}). Restore a backup with "tributary restore <file>", or move the file away to begin anew.`
}

/** Why a database could not be opened, in words. */
function explained(error: unknown, path: string): unknown {
  if (error instanceof NewerDatabaseError) return new StartError(error.message)
  const code = codeOf(error)
  if (/^SQLITE_(NOTADB|CORRUPT)/u.test(code)) return new StartError(damaged(path, code))
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/u.test(code)) {
    return new StartError(
      `The database ${path} cannot be written (${code}). Check who owns the file and its folder.`,
    )
  }
  if (/^SQLITE_(FULL|IOERR)/u.test(code)) {
    return new StartError(
      `The disk of ${path} is full or failing (${code}). Make room, then start again.`,
    )
  }
  if (/^SQLITE_BUSY/u.test(code)) {
    return new StartError(
      `The database ${path} is held by another program. End it, then try again.`,
    )
  }
  return error
}

export interface OpenData {
  db: Connection
  settings: Settings
  /** Closes both. */
  close(): Promise<void>
}

/**
 * Opens the folder's database, making or migrating it as needed; `checked`: after a look at its pages, if they
 * are not too many. Throws StartError.
 */
export function openData(folder: string, { checked = false } = {}): OpenData {
  writableFolder(folder)
  const path = databasePath(folder)
  const fresh = !existsSync(path)
  try {
    const db = openDatabase(path)
    if (checked && !fresh) check(db, path)
    migrate(db, path)
    fillSeen(db)
    const settings = openSettings(db)
    return { db, settings, close: () => settings.destroy() }
  } catch (error) {
    throw explained(error, path)
  }
}
