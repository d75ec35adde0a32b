import type { Connection } from '../store/sqlite/open.ts'

/** Pages that are given back at once: some milliseconds. */
const PAGES = 256
/** A file keeps so much of itself for what comes next. */
const KEPT = 1 / 8

/** Gives the disk back what nothing lies in any more, where the file can (`canShrink`). */
export async function giveBackRoom(db: Connection, pause: () => Promise<void>): Promise<void> {
  if (!canShrink(db)) return
  const count = (what: string) => Number(db.pragma(what, { simple: true }))
  const most = Math.floor(count('page_count') * KEPT)
  for (let free = count('freelist_count'); free > most; free = count('freelist_count')) {
    db.pragma(`incremental_vacuum(${Math.min(PAGES, free - most)})`)
    await pause()
  }
}

const INCREMENTAL = 2

export function canShrink(db: Connection): boolean {
  return db.pragma('auto_vacuum', { simple: true }) === INCREMENTAL
}

/** Writes the file anew as one that can, without what is free. False where somebody else writes to it. */
export function makeShrinkable(db: Connection): boolean {
  db.pragma('auto_vacuum = incremental')
  try {
    db.exec('vacuum')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}
