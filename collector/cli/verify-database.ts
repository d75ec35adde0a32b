import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { StartError } from '../data-folder.ts'

/**
 * Reads every page of a copy of a database and makes it one file, without a log beside it.
 * Throws a StartError if it is none of ours or damaged.
 * A copy is called by the name of what it was copied from.
 */
export function verifyDatabase(copy: string, file = copy): void {
  if (!existsSync(copy)) throw new StartError(`There is no file ${file}.`)
  const db = new Database(copy)
  try {
    db.pragma('journal_mode = delete')
    const answer = db.pragma('integrity_check(1)', { simple: true })
    if (answer !== 'ok') throw new StartError(`${file} is damaged: ${String(answer)}`)
    const ours = db.prepare(`select 1 from sqlite_schema where name = 'migration'`).get()
    if (ours === undefined) throw new StartError(`${file} is not a database of Tributary.`)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    throw new StartError(`${file} cannot be read as a database (${error.code}).`)
  } finally {
    db.close()
  }
}
