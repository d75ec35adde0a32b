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
  const cameAlong = new Map(
    db
      .prepare<[], { site: number; day: number; value: Buffer }>(
        'select site, day, value from site_salt',
      )
      .all()
      .map(({ site, day, value }) => [`${site}/${day}`, value] as const),
  )
  const insert = db.prepare('insert or ignore into salt (day, value, made_at) values (?, ?, ?)')

  function find(day: number): Buffer | null {
    const remembered = known.get(day)
    if (remembered !== undefined) return remembered
    const value = (select.get(day) as Buffer | undefined) ?? null
    known.set(day, value)
    return value
  }

  /** A site that came from another collector keeps its salts for as long as they last: its visitors stay who they are. */
  const ofSite = (day: number, site: number): Buffer | undefined =>
    cameAlong.size === 0 ? undefined : cameAlong.get(`${site}/${day}`)

  return {
    find: (day, site) => ofSite(day, site) ?? find(day),
    of(day, site) {
      const found = ofSite(day, site) ?? find(day)
      if (found) return found
      insert.run(day, randomBytes(16), now())
      known.delete(day)
      return find(day) as Buffer
    },
  }
}

/** Destroys salts older than 48 hours. Answers how many. */
export function destroyOldSalts(db: Connection, now: number): number {
  const gone = (table: string) =>
    db.prepare(`delete from ${table} where made_at <= ?`).run(now - KEPT).changes
  return gone('salt') + gone('site_salt')
}
