import { renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { putOnDisk } from '../../on-disk.ts'
import type { Connection } from './open.ts'
import { removeDatabaseFile } from './remove-file.ts'

/** Throws when the copy is not whole. */
function readWhole(copy: string): void {
  const db = new Database(copy, { readonly: true })
  try {
    const answer = db.pragma('quick_check(1)', { simple: true })
    if (answer !== 'ok') throw new Error(`the copy ${copy} is damaged: ${String(answer)}`)
  } finally {
    db.close()
  }
}

/**
 * Copies the database to a file of that name, for whoever wants to go back. The name is given only to a copy that was
 * read whole and is on the disk; an older file of that name is of an older state, and is replaced. A copy that fails (a
 * full disk) leaves nothing behind but what was there.
 */
export function copyAside(db: Connection, copy: string): void {
  const partial = `${copy}.partial`
  removeDatabaseFile(partial)
  try {
    db.prepare('vacuum into ?').run(partial)
    readWhole(partial)
    // SQLite does not wait for the disk here.
    putOnDisk(partial)
    renameSync(partial, copy)
    putOnDisk(copy)
  } finally {
    removeDatabaseFile(partial)
  }
}
