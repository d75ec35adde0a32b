import { heldOf } from '../../collector/forward/held-status.ts'
import { oldExtents } from '../../collector/forward/old-extents.ts'
import { freshUntil, waitingRows } from '../../collector/forward/outbox.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { databaseOf } from '../faults/sending.ts'

/*
 * What `clickhouse status` tells, read straight from the file: no program has to start for it.
 */

export function inFile<T>(data: string, read: (db: Connection) => T): T {
  const db = openDatabase(databaseOf(data), { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}

/** Whether ClickHouse has been told all that was committed, and reports come from there. */
export function isAllTold(data: string): boolean {
  return inFile(data, (db) => freshUntil(db, Date.now()) !== undefined && waitingRows(db) === 0)
}

/** Events that have left the file, of all sites. */
export function leftOf(data: string): number {
  return inFile(data, (db) => heldOf(db).reduce((sum, { left }) => sum + left, 0))
}

/** Whether all that may leave has: of what is held, nothing old is there any more. */
export function hasAllLeft(data: string): boolean {
  return inFile(data, (db) => heldOf(db).length > 0 && oldExtents(db)(new Map(), 1).length === 0)
}
