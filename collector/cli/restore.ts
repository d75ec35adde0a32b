import {
  copyFileSync,
  existsSync,
  linkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import Database from 'better-sqlite3'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { writableFolder } from '../data-folder.ts'
import { databasePath } from '../database-path.ts'
import { endForwarding } from '../forward/outbox.ts'
import { putOnDisk } from '../on-disk.ts'
import { giveToOwner } from '../private-files.ts'
import { lockPath, takeServeLock } from '../serve-lock.ts'
import { codeOf, inWords, StartError } from '../storage-trouble.ts'
import { hasLeft } from '../store/sqlite/held.ts'
import { migrate } from '../store/sqlite/migrate.ts'
import { removeDatabaseFile } from '../store/sqlite/remove-file.ts'
import { fillSeen } from '../store/sqlite/seen.ts'
import { settingFlags, withData } from './options.ts'
import { say } from './print.ts'
import { verifyDatabase } from './verify-database.ts'

/*
 * A restore may be killed at any moment, and the next start must find what was there or what was restored, never
 * nothing:
 *
 *   tributary.sqlite            old    old    old    NEW     one rename puts the new over the old
 *   tributary.sqlite.incoming          new    new            complete, verified, brought forward
 *   …sqlite.before-restore                    old    old     a second name of the old
 */

interface Prepared {
  forwarded: boolean
  /** Some of its events are in ClickHouse alone. */
  left: boolean
}

/**
 * The file as one of ours, whole, of this version and on the disk, under a name of its own beside the database. Answers
 * whether it was forwarded: what it has and what ClickHouse has are of two moments, so that begins anew.
 */
function prepare(file: string, incoming: string): Prepared {
  removeDatabaseFile(incoming)
  copyFileSync(file, incoming)
  // A database that was copied by hand may have its last changes in its log.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${incoming}-wal`)
  verifyDatabase(incoming, file)
  const db = new Database(incoming)
  try {
    migrate(db)
    fillSeen(db)
    return { left: hasLeft(db), forwarded: endForwarding(db) }
  } finally {
    db.close()
    putOnDisk(incoming)
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev
}

/** A name that nothing has: what an earlier restore put aside may be all that is left of it. */
function unused(aside: string, path: string): string {
  for (let n = 2, name = aside; ; n++) {
    // A restore that was interrupted left a second name of what is still in place.
    if (isSame(name, path)) rmSync(name)
    if (!existsSync(name)) return name
    name = `${aside}-${n}`
  }
}

/** A second name of a file, or a copy where the file system gives a file only one. */
function keep(path: string, aside: string): void {
  try {
    linkSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error
    copyFileSync(path, `${aside}.partial`)
    renameSync(`${aside}.partial`, aside)
  }
}

/**
 * Brings what the log of the old database holds into its file, and keeps others out. A damaged one cannot. Answers how
 * to let go.
 */
function holdOld(path: string): () => void {
  if (!existsSync(path)) return () => undefined
  const db = new Database(path, { timeout: 1_000 })
  try {
    db.pragma('journal_mode = delete')
    db.exec('begin exclusive')
    return () => db.close()
  } catch (error) {
    db.close()
    if (!/^SQLITE_(NOTADB|CORRUPT)/u.test(codeOf(error))) throw inWords(error, path)
    return () => undefined
  }
}

/** Keeps a log that could not be brought into its database: beside the new one it would be replayed into that. */
function moveLog(path: string, aside: string): void {
  if (existsSync(`${path}-wal`)) keep(`${path}-wal`, `${aside}-wal`)
  for (const part of ['-wal', '-shm']) rmSync(path + part, { force: true })
}

/** Puts the incoming database in the place of the old one. Answers where that is kept, if there was one. */
function swap(incoming: string, path: string): string | undefined {
  const aside = unused(`${path}.before-restore`, path)
  const letGo = holdOld(path)
  try {
    if (existsSync(path)) keep(path, aside)
    moveLog(path, aside)
    renameSync(incoming, path)
  } finally {
    letGo()
  }
  putOnDisk(path)
  return existsSync(aside) ? aside : undefined
}

function refuseUnlessFile(file: string, path: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) throw new StartError(`There is no file ${file}.`)
  if (!found.isFile()) throw new StartError(`${file} is no file; name the file of a backup.`)
  if (existsSync(path) && realpathSync(file) === realpathSync(path))
    throw new StartError(`${file} is the database itself; name the file of a backup.`)
}

function restore(file: string, folder: string): Prepared & { aside?: string } {
  const path = databasePath(folder)
  refuseUnlessFile(file, path)
  writableFolder(folder)
  const lock = takeServeLock(folder)
  if (lock === undefined) {
    throw new StartError(`A server is serving ${folder}. Stop it, restore, and start it again.`)
  }
  // What an interrupted restore left can be restored, too, and must not be in its own way.
  const incoming = isSame(file, `${path}.incoming`) ? `${path}.incoming-2` : `${path}.incoming`
  try {
    const prepared = prepare(file, incoming)
    giveToOwner(folder, [incoming, lockPath(folder)])
    const aside = swap(incoming, path)
    return { ...prepared, ...(aside !== undefined && { aside }) }
  } catch (error) {
    throw inWords(error, path)
  } finally {
    removeDatabaseFile(incoming)
    lock.release()
  }
}

export function restoreCommand(): Command {
  return withData(new Command('restore'))
    .description('put a backup in the place of the database; the server must be stopped')
    .argument('<file>', 'made by `tributary backup`')
    .action((file: string, options: object) => {
      const { aside, forwarded, left } = restore(file, readConfig(settingFlags(options)).data)
      if (aside !== undefined) say(`what was there before is kept as ${aside}`)
      say(`restored ${file}`)
      if (forwarded)
        say('ClickHouse is told all of it anew at the next start; what it has of later goes then.')
      if (left)
        say(
          'Events that had left it are in ClickHouse alone, and stay there: put a backup of its tables back if they are not.',
        )
    })
}
