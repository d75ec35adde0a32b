import type Database from 'better-sqlite3'

/** One transaction that overwrites all it deletes, whole pages too, which costs writing them. */
export function thoroughly<T>(db: Database.Database, work: () => T): T {
  db.pragma('secure_delete = on')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('secure_delete = fast')
  }
}
