import { heldSince, leavesBefore } from '../store/sqlite/held.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { OldExtent } from './compared-extents.ts'

/** From then on the site takes no older events, unless what was removed may come back, or visits are still to be cut. */
export function holdSince(db: Connection, site: number, since: number): void {
  const isHeldUp = db
    .prepare<[object], number>(
      `select exists (select 1 from deletion where site = @site)
        or exists (select 1 from recut where at < @since)
        or coalesce((select since >= @since from held where site = @site), 0)
        or not exists (select 1 from extent where site = @site and last_event < @before)`,
    )
    .pluck()
  const hold = () => {
    if (isHeldUp.get({ site, since, before: leavesBefore(since) }) === 1) return
    db.prepare(`insert into held (site, since) values (?, ?)
      on conflict (site) do update set since = excluded.since`).run(site, since)
    // Results of experiments are read over there.
    db.prepare('update unit_kept set away = 1 where site = ? and away = 0').run(site)
    // Tells writers in other threads that what they remember is no longer so.
    db.exec('update writer set epoch = epoch + 1')
  }
  db.transaction(hold).immediate()
}

/** Some extents of one site, of those that may leave and do not stay. */
export function oldExtents(db: Connection) {
  const some = db.prepare<[number, number, string, number], OldExtent>(
    `select x.id, x.site, x.day, x.changed from extent x left join left_extent l on l.id = x.id
      where x.site = ? and x.last_event < ? and coalesce(l.whole, 0) = 0
        and x.id not in (select value from json_each(?)) order by x.id limit ?`,
  )
  return (staying: ReadonlyMap<number, unknown>, most: number): OldExtent[] => {
    const passed = JSON.stringify([...staying.keys()])
    for (const [site, since] of heldSince(db)) {
      const found = some.all(site, leavesBefore(since), passed, most)
      if (found.length > 0) return found
    }
    return []
  }
}
