import { writeFileSync } from 'node:fs'
import { migrate } from '../collector/store/sqlite/migrate.ts'
import { type Connection, openDatabase } from '../collector/store/sqlite/open.ts'

/** A file with all tables and no rows, made by the first who asks. */
let empty: Buffer | undefined

/**
 * A new database that is open to write: a copy of one that was migrated, for all migrations take longer than most tests.
 * This connection does not wait for the disk: no power is cut in these tests.
 */
export function freshDatabase(path: string): Connection {
  empty ??= migrated()
  writeFileSync(path, empty)
  const db = openDatabase(path)
  db.pragma('synchronous = off')
  return db
}

function migrated(): Buffer {
  const db = openDatabase(':memory:')
  migrate(db)
  const bytes = db.serialize()
  db.close()
  return bytes
}
