import { randomBytes } from 'node:crypto'
import { BoundedMap } from '../../bounded-map.ts'
import { DAY } from '../../durations.ts'
import type { Salts } from '../ledger.ts'
import type { Connection } from './open.ts'

/** A visit survives midnight, so yesterday's salt is needed as long as today lasts; then it is gone for good. */
const KEPT = 2 * DAY

export function salts(db: Connection, now: () => number): Salts {
  const known = new BoundedMap<number, Buffer | null>(1_000)
  const select = db.prepare('select value from salt where day = ?').pluck()
  const insert = db.prepare('insert or ignore into salt (day, value, made_at) values (?, ?, ?)')

  function find(day: number): Buffer | null {
    const remembered = known.get(day)
    if (remembered !== undefined) return remembered
    const value = (select.get(day) as Buffer | undefined) ?? null
    known.set(day, value)
    return value
  }

  return {
    find,
    of(day) {
      const found = find(day)
      if (found) return found
      insert.run(day, randomBytes(16), now())
      known.delete(day)
      return find(day) as Buffer
    },
  }
}

/** Destroys salts older than 48 hours. Answers how many. */
export function destroyOldSalts(db: Connection, now: number): number {
  return db.prepare('delete from salt where made_at <= ?').run(now - KEPT).changes
}
