import { derive } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import type { EventWriter } from './event-store.ts'
import { EXTENT_SIZE } from './extents.ts'
import { DERIVED } from './interner.ts'
import type { Connection } from './open.ts'

/** Work on what is already stored: derived facts follow changed rules, and sites are forgotten. */

interface Row {
  id: number
  facts: string
  path: string | null
}

/**
 * Derives every acquisition of a site anew by its rules as they are now. Rewrites thousands of dimension rows
 * where a stored channel would mean millions of visits. Answers how many rows changed.
 */
export function reclassify(
  db: Connection,
  store: EventWriter,
  domain: string,
): { changed: number } {
  const site = store.sites().get(domain)
  if (!site) return { changed: 0 }
  const rows = db
    .prepare<
      [number],
      Row
    >(`select a.id, a.facts, p.path from acquisition a left join page p on p.id = a.page
      where a.site = ? order by a.id`)
    .all(site.id)
  const columns = [...DERIVED, 'tagged']
  const update =
    db.prepare(`update acquisition set ${columns.map((column) => `${column} = @${column}`).join(', ')}
    where id = @id and (${columns.map((column) => `${column} is not @${column}`).join(' or ')})`)
  return store.commit(() => {
    let changed = 0
    for (const { id, facts, path } of rows) {
      const { spelling, ...derived } = derive(
        JSON.parse(facts) as AcquisitionFacts,
        path,
        site.rules,
      )
      changed += update.run({ ...derived, id, tagged: Number(derived.tagged) }).changes
    }
    return { changed }
  })
}

/** People of a site that are removed at once: some tens of milliseconds. */
const PEOPLE = 5_000

/**
 * Removes all that was recorded for a site whose settings are gone. `pause` lets events of others in between. Its
 * extents go last: as long as one is left, `destroyAbandoned` knows that a removal was interrupted.
 */
export async function destroySite(
  db: Connection,
  site: number,
  pause: () => Promise<void>,
): Promise<void> {
  const people = db.prepare(
    `delete from person where id in (select id from person where site = ? limit ${PEOPLE})`,
  )
  while (people.run(site).changes > 0) await pause()
  const removeLabels = db.transaction(() => {
    for (const table of ['page', 'acquisition', 'spelling', 'quality', 'allowance', 'property'])
      db.prepare(`delete from ${table} where site = ?`).run(site)
    tellWriters(db)
  })
  removeLabels.immediate()
  const extents = db.prepare<[number], number>('select id from extent where site = ?').pluck()
  const remove = extentRemoval(db)
  for (const id of extents.all(site)) {
    await pause()
    remove(id)
  }
  await pause()
}

/** Goes on with removals of sites that a stop interrupted. Answers how many sites that were. */
export async function destroyAbandoned(
  db: Connection,
  pause: () => Promise<void>,
): Promise<number> {
  const sites = db
    .prepare<[], number>('select distinct site from extent where site not in (select id from site)')
    .pluck()
    .all()
  for (const site of sites) await destroySite(db, site, pause)
  return sites.length
}

const DAY = 86_400_000

/**
 * Forgets visits that are older than their site's `retention_days`, an extent at a time once all of it is older,
 * and browsers that have no visit left. `pause` lets events in between. Answers the extents removed.
 */
export async function forgetOld(
  db: Connection,
  now: number,
  pause: () => Promise<void>,
): Promise<number> {
  const limits = db.prepare<[], { id: number; retention_days: number }>(
    'select id, retention_days from site where retention_days is not null',
  )
  const old = db
    .prepare<[number, number], number>('select id from extent where site = ? and last_event < ?')
    .pluck()
  const remove = extentRemoval(db)
  let removed = 0
  for (const { id, retention_days } of limits.all()) {
    const extents = old.all(id, now - retention_days * DAY)
    for (const extent of extents) {
      remove(extent)
      await pause()
    }
    if (extents.length > 0) forgetBrowsers(db, id)
    removed += extents.length
  }
  return removed
}

/** Removes one extent with its visits and events in a transaction of its own, so that none grows long. */
function extentRemoval(db: Connection): (id: number) => void {
  const within = `between @first and @first + ${EXTENT_SIZE - 1}`
  const events = db.prepare(`delete from event where visit ${within}`)
  const visits = db.prepare(`delete from visit where id ${within}`)
  const extent = db.prepare('delete from extent where id = @id')
  const remove = db.transaction((id: number) => {
    const first = id * EXTENT_SIZE
    events.run({ first })
    visits.run({ first })
    extent.run({ id })
    tellWriters(db)
  })
  return (id) => remove.immediate(id)
}

function forgetBrowsers(db: Connection, site: number): void {
  db.prepare(`delete from person where site = ? and kind in (0, 1)
    and not exists (select 1 from visit where visitor = person.id)`).run(site)
}

/** What any writer keeps in memory is out of date. */
function tellWriters(db: Connection): void {
  db.prepare('update writer set epoch = epoch + 1').run()
}
