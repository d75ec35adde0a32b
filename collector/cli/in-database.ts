import { existsSync } from 'node:fs'
import type { Config } from '../config.ts'
import { databasePath } from '../database-path.ts'
import { type Connection, openDatabase } from '../store/sqlite/open.ts'

/**
 * What the folder's database says. Undefined where there is none, and where it is damaged, another user's, of an older version or
 * none of ours: the check of the database speaks of that.
 */
export function inDatabase<T>({ data }: Config, read: (db: Connection) => T): T | undefined {
  const path = databasePath(data)
  if (!existsSync(path)) return undefined
  try {
    const db = openDatabase(path, { readonly: true })
    try {
      return read(db)
    } finally {
      db.close()
    }
  } catch {
    return undefined
  }
}
