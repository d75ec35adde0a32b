import type { Connection } from './open.ts'

/** Ids kept beside the table until they are worth a merge: few enough to sort in some tens of ms. */
const MOST_RECENT = 32_768

/**
 * Which event ids are stored. A random id belongs on a random page of `seen`, and a commit that touches a page an
 * event writes far more than it stores. So new ids are appended to `seen_log` and remembered, and go into the
 * table in sorted bulk: one page then takes many. Both lie in the transaction of their events.
 */
export interface Seen {
  /** Remembers the id; false when it was there already. */
  add(id: bigint): boolean
}

export function seen(db: Connection): Seen {
  const find = db.prepare('select 1 from seen where id = ?')
  const log = db.prepare('insert into seen_log (id) values (?)')
  const insert = db.prepare('insert or ignore into seen (id) values (?)')
  const empty = db.prepare('delete from seen_log')
  const logged = db.prepare<[], bigint>('select id from seen_log').pluck().safeIntegers()
  const recent = new Set(logged.all())

  function merge(): void {
    const sorted = BigInt64Array.from(recent).sort()
    for (const id of sorted) insert.run(id)
    empty.run()
    recent.clear()
  }

  return {
    add(id) {
      if (recent.has(id) || find.get(id) !== undefined) return false
      recent.add(id)
      log.run(id)
      if (recent.size >= MOST_RECENT) merge()
      return true
    },
  }
}
