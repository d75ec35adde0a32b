import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { box, keepIn } from './auth/box.ts'
import { keyOf } from './auth/key-file.ts'
import { sealSecrets } from './auth/seal-secrets.ts'
import { databasePath } from './database-path.ts'
import { giveToOwner, keepPrivate } from './private-files.ts'
import { openSettings, type Settings } from './settings/tables.ts'
import { codeOf, damaged, inWords, StartError } from './storage-trouble.ts'
import { migrate } from './store/sqlite/migrate.ts'
import { type Connection, openDatabase } from './store/sqlite/open.ts'
import { quickCheck } from './store/sqlite/quick-check.ts'
import { fillSeen } from './store/sqlite/seen.ts'

/** Throws a StartError where a folder, or one above it, is there and is none. */
function requireFolder(folder: string): void {
  const found = lookAt(folder)
  if (found === undefined) {
    if (dirname(folder) !== folder) requireFolder(dirname(folder))
  } else if (!isFolder(folder)) {
    throw new StartError(`${folder} is ${whatIs(found)}. ${NAME_A_FOLDER}`)
  }
}

/** Undefined also of what may not be looked at, or lies within what is no folder. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined // said by what is done with it, or of the folder above
  }
}

const NAME_A_FOLDER =
  'Name a folder with --data: the one that holds tributary.sqlite, or is to hold it.'

function whatIs(found: Stats): string {
  if (found.isSymbolicLink()) return 'a link that leads to no folder'
  return found.isFile() ? 'a file, not a folder' : 'not a folder'
}

/** Throws a StartError where there is no database: a mistyped folder must not pass for an empty one. */
export function requireDatabase(folder: string): void {
  requireFolder(folder)
  const path = databasePath(folder)
  if (existsSync(path)) return
  throw new StartError(
    `There is no database ${path}. Name the folder of the one you mean with --data.`,
  )
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
  requireFolder(folder)
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be written (${codeOf(error)}). Give this user the right to write there, or choose another folder with --data.`,
    )
  }
}

/** Whether a check of every page delays nothing that anybody notices. */
export function isSoonChecked(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= CHECKED_BYTES
}

function check(db: Connection, path: string): void {
  if (!isSoonChecked(path)) return
  const answer = quickCheck(db)
  if (answer !== 'ok') throw new StartError(damaged(path, answer))
}

const LEFTOVERS = /^tributary\.sqlite(-wal|\.before-restore.*|\.incoming(-2)?)$/u

/** A first start that was cut short leaves a file of no bytes. */
function isEmpty(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** What says that there was a database where none is now: a restore was interrupted, or the file was moved. */
export function leftBehind(folder: string): string[] {
  if (!isFolder(folder)) return []
  const names = readdirSync(folder).filter((name) => LEFTOVERS.test(name))
  const left = names.filter((name) => !isEmpty(join(folder, name)))
  // Asked last: another process may just be making one.
  return isEmpty(databasePath(folder)) ? left : []
}

/** Where a database was, none is made: whoever finds it empty would take what it held for lost. */
function refuseBesideLeftovers(folder: string): void {
  const left = leftBehind(folder)
  if (left.length === 0) return
  throw new StartError(
    `There is no database ${databasePath(folder)}, but ${left.join(' and ')} beside it: a restore was interrupted, or the file was moved. ${PUT_BACK}, or move these files away to begin anew.`,
  )
}

export const PUT_BACK =
  'Put it back with "tributary restore <file>" (a tributary.sqlite.before-restore is what was there before)'

/** The database and what SQLite keeps beside it. */
function parts(path: string): string[] {
  return ['', '-wal', '-shm'].map((part) => path + part).filter((part) => existsSync(part))
}

/** SQLite opens what it may only read, and fails at the first event. */
function requireWritable(path: string): void {
  for (const part of parts(path)) accessSync(part, constants.R_OK | constants.W_OK)
}

export interface OpenData {
  db: Connection
  settings: Settings
  /** Closes both. */
  close(): Promise<void>
}

function bringForward(db: Connection, path: string, checked: boolean): void {
  try {
    if (checked) check(db, path)
    migrate(db, path)
    fillSeen(db)
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens the folder's database, making or migrating it as needed; `checked`: after a look at its pages, if they
 * are not too many. Throws StartError, and what `migrate` throws.
 */
export function openData(folder: string, { checked = false } = {}): OpenData {
  writableFolder(folder)
  const path = databasePath(folder)
  const fresh = isEmpty(path)
  if (fresh) refuseBesideLeftovers(folder)
  try {
    requireWritable(path)
    keepPrivate(folder)
    const db = openDatabase(path)
    bringForward(db, path, checked && !fresh)
    if (fresh) giveToOwner(folder, parts(path))
    const settings = openSettings(db)
    const secrets = box(() => keyOf(folder))
    sealSecrets(db, secrets)
    keepIn(settings, secrets)
    return { db, settings, close: () => settings.destroy() }
  } catch (error) {
    throw inWords(error, path)
  }
}
