import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { databaseOf, ownFolder } from './sending.ts'

/** Its sites, read straight from the file: no program has to start for it. */
export function sitesInFile(data: string): unknown[] {
  const db = new Database(databaseOf(data))
  const domains = db.prepare('select domain from site').pluck().all()
  db.close()
  return domains
}

/** Ids of its events. */
export function eventsInFile(data: string): unknown[] {
  const db = new Database(databaseOf(data))
  const ids = db.prepare('select uid from event').pluck().all()
  db.close()
  return ids
}

/** A database, or a copy of one, with these statements run on it. */
export function altered(from: string | undefined, statements: string): string {
  const file = join(ownFolder(), 'altered.sqlite')
  if (from !== undefined) cpSync(from, file)
  const db = new Database(file)
  // Whoever forges a file writes its schema as they like.
  db.unsafeMode()
  db.exec(statements)
  db.close()
  return file
}
