import { existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { requireDatabase } from '../data-folder.ts'
import { databasePath } from '../database-path.ts'
import { heldInWords, heldOf } from '../forward/held-status.ts'
import { putOnDisk } from '../on-disk.ts'
import { inWords, StartError } from '../storage-trouble.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { removeDatabaseFile } from '../store/sqlite/remove-file.ts'
import { settingFlags, withData } from './options.ts'
import { say } from './print.ts'
import { verifyDatabase } from './verify-database.ts'

/**
 * SQLite begins a copy again whenever another connection commits between two of its steps, so under load many
 * small steps would never end. One step reads one snapshot, and in WAL mode no writer waits for it.
 */
const ALL_PAGES = 0x7fffffff

/** Copies online: a running server goes on writing, and the copy is of one moment. */
async function copy(source: Database.Database, file: string): Promise<void> {
  const partial = `${file}.partial`
  removeDatabaseFile(partial)
  try {
    await source.backup(partial, { progress: () => ALL_PAGES })
    verifyDatabase(partial, source.name)
    putOnDisk(partial)
    renameSync(partial, file)
    putOnDisk(file)
  } catch (error) {
    throw inWords(error, file)
  } finally {
    removeDatabaseFile(partial)
  }
}

/** The database as it is: a backup made by a newer version, before its first start, is of the older one. */
async function backup(folder: string, file: string): Promise<void> {
  requireDatabase(folder)
  const path = databasePath(folder)
  const db = opened(path)
  try {
    await copy(db, file)
  } finally {
    db.close()
  }
}

function opened(path: string): Database.Database {
  try {
    return openDatabase(path, { readonly: true })
  } catch (error) {
    throw inWords(error, path)
  }
}

function refuseUnlessPossible(file: string): void {
  if (existsSync(file)) throw new StartError(`${file} exists already; choose another name.`)
  if (!existsSync(dirname(file))) throw new StartError(`There is no folder ${dirname(file)}.`)
}

/** What opens the secrets in the database lies beside it, so that a backup alone opens none. */
function sayWhatIsApart(folder: string): void {
  const key = join(folder, 'tributary.key')
  if (existsSync(key))
    say(`Without ${key}, once kept elsewhere, second factors have to be set up anew.`)
}

function sayWhatHasLeft(file: string): void {
  const db = opened(file)
  try {
    const held = isKnown(db) ? heldOf(db) : []
    if (held.length > 0)
      say(
        `Older events are in ClickHouse alone (the file holds ${heldInWords(held)}): back it up, too.`,
      )
  } finally {
    db.close()
  }
}

/** A database of an older version knows of no events that leave. */
function isKnown(db: Database.Database): boolean {
  return db.prepare("select 1 from sqlite_master where name = 'left_extent'").get() !== undefined
}

export function backupCommand(): Command {
  return withData(new Command('backup'))
    .description('copy the database, with or without a running server, and verify the copy')
    .argument('<file>', 'where to; must not exist')
    .action(async (file: string, options: object) => {
      refuseUnlessPossible(file)
      const { data } = readConfig(settingFlags(options))
      await backup(data, file)
      say(`backed up to ${file}`)
      sayWhatIsApart(data)
      sayWhatHasLeft(file)
    })
}
