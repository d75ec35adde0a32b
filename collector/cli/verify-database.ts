import Database from 'better-sqlite3'
import { inWords, StartError } from '../storage-trouble.ts'
import { recogniseDatabase } from '../store/sqlite/migrate.ts'

/**
 * Reads every page of a copy of a database and makes it one file, without a log beside it.
 * Throws a StartError if it is none of ours or damaged, and what `recogniseDatabase` throws.
 * A copy is called by the name of what it was copied from.
 */
export function verifyDatabase(copy: string, file = copy): void {
  const db = new Database(copy)
  try {
    // Nothing that the file brings along may run.
    db.pragma('trusted_schema = off')
    db.pragma('journal_mode = delete')
    const answer = db.pragma('integrity_check(1)', { simple: true })
    if (answer !== 'ok') throw new StartError(`${file} is damaged: ${String(answer)}`)
    if (recogniseDatabase(db, file).size === 0)
      throw new StartError(`${file} is not a database of Tributary: it is empty.`)
  } catch (error) {
    throw unreadable(error, file)
  } finally {
    db.close()
  }
}

function unreadable(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  if (!/^SQLITE_(NOTADB|CORRUPT|ERROR)/u.test(error.code)) return inWords(error, file)
  return new StartError(`${file} cannot be read as a database (${error.code}).`)
}
