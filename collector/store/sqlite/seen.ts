import type { Ids } from '../ledger.ts'
import { EXTENT_SIZE } from './extents.ts'
import type { Connection } from './open.ts'
import { idHash, unpackId } from './uid.ts'

/** Ids kept beside the table until they are worth a merge: enough that a page of it takes several at once. */
const MOST_RECENT = 32_768
/** Ids merged for each that comes, so that a merge is over before the next is due. */
const PACE = 4

/**
 * Which event ids are stored. A random id belongs on a random page of `seen`, and a commit that touches a page an
 * event writes far more than it stores. So new ids are appended to `seen_log`, a row a commit, and remembered; when
 * there are many, they go into the table in order, some with every commit: no commit waits for all of them, and
 * one page takes several. All of it lies in the transaction of their events.
 */
export interface Seen extends Ids {
  /** Logs what was added; call before committing. */
  flush(): void
}

/** Ids on their way into the table. */
interface Merge {
  ids: ReadonlySet<bigint>
  sorted: BigInt64Array
  done: number
  /** The last row of the log that holds some of them. */
  upTo: number
}

export function seen(db: Connection): Seen {
  const find = db.prepare('select 1 from seen where id = ?')
  const log = db.prepare('insert into seen_log (ids) values (?)')
  const insert = db.prepare('insert or ignore into seen (id) values (?)')
  const forget = db.prepare('delete from seen_log where n <= ?')
  let recent = new Set(loggedIds(db))
  let added: bigint[] = []
  let merge: Merge | null = null

  function step(most: number): void {
    if (!merge) return
    const end = Math.min(merge.done + most, merge.sorted.length)
    for (const id of merge.sorted.subarray(merge.done, end)) insert.run(id)
    merge.done = end
    if (end < merge.sorted.length) return
    forget.run(merge.upTo)
    merge = null
  }

  const isKnown = (id: bigint) => recent.has(id) || merge?.ids.has(id) || find.get(id) !== undefined

  return {
    has: (site, text) => isKnown(idHash(site, text)),
    add(site, text) {
      const id = idHash(site, text)
      if (isKnown(id)) return false
      recent.add(id)
      added.push(id)
      return true
    },
    flush() {
      if (added.length === 0) return
      const upTo = Number(log.run(bytesOf(added)).lastInsertRowid)
      step(added.length * PACE)
      added = []
      if (merge || recent.size < MOST_RECENT) return
      merge = { ids: recent, sorted: BigInt64Array.from(recent).sort(), done: 0, upTo }
      recent = new Set()
    },
  }
}

function bytesOf(ids: readonly bigint[]): Buffer {
  return Buffer.from(BigInt64Array.from(ids).buffer)
}

function loggedIds(db: Connection): bigint[] {
  const rows = db.prepare<[], Buffer>('select ids from seen_log').pluck().all()
  return rows.flatMap((row) => [...new BigInt64Array(new Uint8Array(row).buffer)])
}

/** Fills the tables from the events, when a migration has emptied them. Answers whether there was need. */
export function fillSeen(db: Connection): boolean {
  const need = db
    .prepare(`select exists (select 1 from event)
      and not exists (select 1 from seen) and not exists (select 1 from seen_log)`)
    .pluck()
  if (need.get() !== 1) return false
  const stored = db
    .prepare<[], [number, Buffer | string]>(`select extent.site, event.uid
      from event join extent on extent.id = event.visit / ${EXTENT_SIZE}`)
    .raw()
  const ids = new BigInt64Array(
    db.prepare<[], number>('select count(*) from event').pluck().get() ?? 0,
  )
  let count = 0
  for (const [site, uid] of stored.iterate()) ids[count++] = idHash(site, unpackId(uid))
  const insert = db.prepare('insert or ignore into seen (id) values (?)')
  db.transaction(() => {
    for (const id of ids.sort()) insert.run(id)
  }).immediate()
  return true
}
