import { BoundedMap } from '../../bounded-map.ts'
import { DAY } from '../../durations.ts'
import type { Quality } from '../ledger.ts'
import type { Connection } from './open.ts'

/** Details of a kind beyond so many a site and day are counted without their text: a flood must not fill the table. */
const MOST_DETAILS = 300
/** … and so many a commit, before it is known which of them the day has. */
const MOST_WAITING = 1_000
/** Characters of a detail. */
export const MOST_TEXT = 120

/** Counts in memory until the commit's end. */
export interface SqliteQuality extends Quality {
  flush(): void
}

type Row = [site: number, day: number, kind: string, detail: string]

export function quality(db: Connection): SqliteQuality {
  const counts = new Map<string, { row: Row; count: number }>()
  const add = db.prepare(`
    insert into quality (site, day, kind, detail, count) values (?, ?, ?, ?, ?)
    on conflict (site, day, kind, detail) do update set count = count + excluded.count`)
  const grow = db.prepare(
    'update quality set count = count + ? where site = ? and day = ? and kind = ? and detail = ?',
  )
  const details = db
    .prepare(
      "select count(*) from quality where site = ? and day = ? and kind = ? and detail <> ''",
    )
    .pluck()
  /** Distinct details of a kind and day, so far. */
  const known = new BoundedMap<string, number>(2_000)

  /** True when the day has room for one more, which is taken. */
  function takeRoom([site, day, kind]: Row): boolean {
    const name = `${site}/${day}/${kind}`
    const taken = known.get(name) ?? (details.get(site, day, kind) as number)
    if (taken < MOST_DETAILS) known.set(name, taken + 1)
    return taken < MOST_DETAILS
  }

  function write(row: Row, count: number): void {
    const [site, day, kind, detail] = row
    if (detail === '') add.run(...row, count)
    else if (grow.run(count, ...row).changes > 0) return
    else add.run(site, day, kind, takeRoom(row) ? detail : '', count)
  }

  return {
    count(site, at, kind, detail = '') {
      const text = counts.size < MOST_WAITING ? detail.slice(0, MOST_TEXT) : ''
      const day = Math.floor(at / DAY)
      const key = `${site}/${day}/${kind}/${text}`
      const known = counts.get(key)
      if (known) known.count += 1
      else counts.set(key, { row: [site, day, kind, text], count: 1 })
    },
    flush() {
      for (const { row, count } of counts.values()) write(row, count)
      counts.clear()
    },
  }
}
