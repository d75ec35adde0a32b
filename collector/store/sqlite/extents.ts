import { DAY } from '../../durations.ts'
import type { Connection } from './open.ts'

/** Visit ids in one extent: large enough that a busy day is a few scans, small enough to waste little. */
export const EXTENT_SIZE = 1024

interface Extent {
  id: number
  used: number
}

interface Bounds {
  first_start: number
  last_start: number
  last_event: number
}

/** Hands out visit ids, site and UTC day by day, and keeps each extent's bounds wide enough. */
export interface Extents {
  /** A fresh visit id for a visit that starts at `start`. */
  allocate(site: number, start: number): number
  /** The extent of this visit must cover these times. */
  cover(visit: number, start: number, last: number): void
  /** From now on, those that are written are noted: somebody looks for what nothing refers to any more. */
  watch(): void
  /** Writes widened bounds, and that what lies there has changed; call before committing. */
  flush(): void
}

export function extents(db: Connection): Extents {
  const open = new Map<string, Extent>()
  const used = new Set<Extent>()
  const widened = new Map<number, Bounds>()
  const latest = db.prepare(
    'select id, used from extent where site = ? and day = ? order by id desc limit 1',
  )
  const insert = db.prepare(`
    insert into extent (site, day, used, first_start, last_start, last_event)
    values (?, ?, 0, 9007199254740991, 0, 0)`)
  const use = db.prepare('update extent set used = ? where id = ?')
  const widen = db.prepare(`
    update extent set changed = changed + 1, first_start = min(first_start, @first_start),
      last_start = max(last_start, @last_start), last_event = max(last_event, @last_event)
    where id = @id`)

  const touch = db.prepare('insert into retouched (extent) values (?)')
  let isWatched = db.prepare('select 1 from leftover limit 1').get() !== undefined

  function extentOf(site: number, day: number): Extent {
    const key = `${site}/${day}`
    const known = open.get(key) ?? (latest.get(site, day) as Extent | undefined)
    const extent =
      known && known.used < EXTENT_SIZE
        ? known
        : { id: Number(insert.run(site, day).lastInsertRowid), used: 0 }
    open.set(key, extent)
    return extent
  }

  function noteTouched(): void {
    for (const id of widened.keys()) touch.run(id)
  }

  return {
    allocate(site, start) {
      const extent = extentOf(site, Math.floor(start / DAY))
      const id = extent.id * EXTENT_SIZE + extent.used
      extent.used += 1
      used.add(extent)
      return id
    },
    cover(visit, start, last) {
      const id = Math.floor(visit / EXTENT_SIZE)
      const bounds = widened.get(id)
      if (!bounds) {
        widened.set(id, { first_start: start, last_start: start, last_event: last })
        return
      }
      bounds.first_start = Math.min(bounds.first_start, start)
      bounds.last_start = Math.max(bounds.last_start, start)
      bounds.last_event = Math.max(bounds.last_event, last)
    },
    watch() {
      isWatched = true
    },
    flush() {
      if (isWatched) noteTouched()
      for (const extent of used) use.run(extent.used, extent.id)
      for (const [id, bounds] of widened) widen.run({ id, ...bounds })
      used.clear()
      widened.clear()
      if (open.size > 10_000) open.clear()
    },
  }
}
