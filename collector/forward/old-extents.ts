import { heldSince, leavesBefore } from '../store/sqlite/held.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { OldExtent } from './compared-extents.ts'

/**
 * Has sites hold what happened since an instant and take nothing older, once each has anything that may leave; unless what was
 * removed may come back, visits are still to be cut, or it moves to another collector or from one. Answers whether some are to be asked again soon: where nothing has left
 * yet, history may just be coming in, which would be refused in the middle.
 */
export function holding(db: Connection): (since: number) => boolean {
  const sites = db.prepare<[], number>('select distinct site from extent').pluck()
  const isHeldUp = db
    .prepare<[object], number>(
      `select exists (select 1 from deletion where site = @site)
        or exists (select 1 from departure where site = @site)
        or exists (select 1 from arrival where site = @site)
        or exists (select 1 from recut where at < @since)
        or coalesce((select since >= @since from held where site = @site), 0)
        or not exists (select 1 from extent where site = @site and last_event < @before)`,
    )
    .pluck()
  const old = db
    .prepare<[object], string>(
      `select count(*) || '/' || coalesce(sum(used), 0) from extent
        where site = @site and last_event < @before
          and not exists (select 1 from held where site = @site)`,
    )
    .pluck()
  const hold = db.prepare(`insert into held (site, since) values (@site, @since)
    on conflict (site) do update set since = excluded.since`)
  // Results of experiments are read over there.
  const putAway = db.prepare('update unit_kept set away = 1 where site = @site and away = 0')
  /** What each site had that is old, when it was looked at last. */
  const seen = new Map<number, string | undefined>()

  /** False where more of what is old came since the last look. */
  function isHeld(site: number, since: number): boolean {
    const asked = { site, since, before: leavesBefore(since) }
    if (isHeldUp.get(asked) === 1) return true
    const had = seen.get(site)
    const has = old.get(asked)
    seen.set(site, has)
    if (has !== NOTHING && has !== had) return false
    hold.run({ site, since })
    putAway.run({ site })
    // Tells writers in other threads that what they remember is no longer so.
    db.exec('update writer set epoch = epoch + 1')
    return true
  }

  return (since) => {
    const held = sites.all().map((site) => db.transaction(() => isHeld(site, since)).immediate())
    return held.includes(false)
  }
}

/** Of sites that hold nothing but what is new already. */
const NOTHING = '0/0'

/** Some extents of one site, of those that may leave and do not stay. */
export function oldExtents(db: Connection) {
  const some = db.prepare<[number, number, string, number], OldExtent>(
    `select x.id, x.site, x.day, x.changed, coalesce(s.domain, 'site ' || x.site) as domain
      from extent x left join left_extent l on l.id = x.id left join site s on s.id = x.site
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
