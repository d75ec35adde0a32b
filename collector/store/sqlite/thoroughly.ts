import type { Connection } from './open.ts'

/** One transaction that overwrites all it deletes, whole pages too, which costs writing them. */
export function thoroughly<T>(db: Connection, work: () => T): T {
  db.pragma('secure_delete = on')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('secure_delete = fast')
  }
}
