import { derive } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { DAY } from '../../durations.ts'
import { thoroughly } from '../../thoroughly.ts'
import type { EventStore } from '../ledger.ts'
import { forgetDeletions } from './deletion-work.ts'
import { EXTENT_SIZE } from './extents.ts'
import { DERIVED } from './interner.ts'
import { sweepUnits } from './kept-units.ts'
import { noteLeftovers, sweepLeftovers } from './leftovers.ts'
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
export function reclassify(db: Connection, store: EventStore, domain: string): { changed: number } {
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

/** Rows of one table that are removed at once: some tens of milliseconds. */
const ROWS = 2_000

/**
 * Removes all that was recorded for a site whose settings are gone. `pause` lets events of others in between. Its
 * extents go last: as long as one is left, `destroyAbandoned` knows that a removal was interrupted.
 */
export async function destroySite(
  db: Connection,
  site: number,
  pause: () => Promise<void>,
): Promise<void> {
  await forgetDeletions(db, site, { forget: () => undefined, pause })
  for (const [table, key] of OF_SITE) {
    const some = `select ${key} from ${table} where site = @site limit ${ROWS}`
    const remove = db.prepare(`delete from ${table} where site = @site and (${key}) in (${some})`)
    const slice = () => {
      tellWriters(db)
      return remove.run({ site }).changes
    }
    while (thoroughly(db, slice) > 0) await pause()
  }
  const extents = db.prepare<[number], number>('select id from extent where site = ?').pluck()
  const remove = extentRemoval(db, pause)
  for (const id of extents.all(site)) await remove(id)
  await sweepUnits(db, pause)
  await sweepLeftovers(db, { forget: () => undefined, pause })
  db.prepare('delete from held where site = ?').run(site)
}

/** Tables with a row's site in them, and what names a row. */
const OF_SITE = [
  ['person', 'id'],
  ['removed_event', 'removal, n'],
  ['page', 'id'],
  ['acquisition', 'id'],
  ['spelling', 'field, value'],
  ['quality', 'day, kind, detail'],
  ['allowance', 'day, kind'],
  ['property', 'key'],
  ['imported_day', 'kind, day, file'],
  ['imported_sum', 'file, kind, day, key'],
  ['imported_key', 'id'],
  // Last of them: it says that others may be left.
  ['imported_file', 'number'],
] as const

/** Goes on with removals of sites that a stop interrupted. Answers how many sites that were. */
export async function destroyAbandoned(
  db: Connection,
  pause: () => Promise<void>,
): Promise<number> {
  const sites = db
    .prepare<[], number>(
      `select site from extent where site not in (select id from site)
      union select site from imported_file where site not in (select id from site)`,
    )
    .pluck()
    .all()
  for (const site of sites) await destroySite(db, site, pause)
  return sites.length
}

/**
 * Forgets visits that are older than their site's `retention_days`, an extent at a time once all of it is older,
 * and browsers that have no visit left. `pause` lets events in between. Answers the extents removed.
 */
export async function forgetOld(
  db: Connection,
  now: number,
  pause: () => Promise<void>,
): Promise<number> {
  const remove = extentRemoval(db, pause)
  let removed = 0
  for (const { id, extents } of oldExtents(db, now)) {
    for (const extent of extents) await remove(extent)
    if (extents.length > 0) await forgetBrowsers(db, id, pause)
    removed += extents.length
  }
  await sweepLeftovers(db, { forget: () => undefined, pause })
  return removed
}

/** What the sites' retention lets go, by a clock. */
function oldExtents(db: Connection, now: number): { id: number; extents: number[] }[] {
  const limits = db.prepare<[], { id: number; retention_days: number }>(
    // What is still coming from another collector is forgotten there, and told.
    `select id, retention_days from site where retention_days is not null
      and id not in (select site from arrival where taken_at is null)`,
  )
  const old = db
    .prepare<[number, number], number>('select id from extent where site = ? and last_event < ?')
    .pluck()
  return limits
    .all()
    .map(({ id, retention_days }) => ({ id, extents: old.all(id, now - retention_days * DAY) }))
}

/** Whether retention would remove anything now. */
export function isAnythingOld(db: Connection, now: number): boolean {
  return oldExtents(db, now).some(({ extents }) => extents.length > 0)
}

/** Events of one transaction, unless one visit has more. */
const EVENTS = 4_000

/**
 * Removes an extent with its visits and events, in transactions none of which grows long. The extent itself goes with
 * the last of them, so that an interrupted removal goes on.
 */
function extentRemoval(db: Connection, pause: () => Promise<void>): (id: number) => Promise<void> {
  const within = `between @from and @to`
  const sizes = db.prepare<[number, number], { id: number; size: number }>(
    'select id, size from visit where id between ? and ? order by id',
  )
  const note = (from: number, to: number) => db.exec(noteLeftovers(`between ${from} and ${to}`))
  const events = db.prepare(`delete from event where visit ${within}`)
  const visits = db.prepare(`delete from visit where id ${within}`)
  const extent = db.prepare('delete from extent where id = ?')

  function removeVisits(from: number, to: number): void {
    note(from, to)
    events.run({ from, to })
    visits.run({ from, to })
    tellWriters(db)
  }

  return async (id) => {
    const [first, last] = [id * EXTENT_SIZE, (id + 1) * EXTENT_SIZE - 1]
    for (const [from, to] of stretchesOf(sizes.all(first, last), first, EVENTS)) {
      thoroughly(db, () => removeVisits(from, to))
      await pause()
    }
    thoroughly(db, () => {
      removeVisits(first, last)
      extent.run(id)
    })
    await pause()
  }
}

/** Stretches of visit numbers with about so many events each; the rest is left. */
export function stretchesOf(
  visits: readonly { id: number; size: number }[],
  first: number,
  events: number,
): [from: number, to: number][] {
  const stretches: [from: number, to: number][] = []
  let [from, count] = [first, 0]
  for (const { id, size } of visits) {
    count += size
    if (count < events) continue
    stretches.push([from, id])
    ;[from, count] = [id + 1, 0]
  }
  return stretches
}

const HAS_NOTHING = `not exists (select 1 from visit where visitor = person.id)
  and not exists (select 1 from visit v where v.person = person.id and v.person <> v.visitor)`

/** Browsers and users that have no visit left, some at a time. */
async function forgetBrowsers(
  db: Connection,
  site: number,
  pause: () => Promise<void>,
): Promise<void> {
  const ids = db
    .prepare<
      [number],
      number
    >(`select id from person where site = ? and kind in (0, 1, 2) and ${HAS_NOTHING}
      and not exists (select 1 from removed_event where visitor = person.id or user = person.id)`)
    .pluck()
    .all(site)
  const remove = db.prepare(`delete from person where id = ? and ${HAS_NOTHING}`)
  for (let at = 0; at < ids.length; at += ROWS) {
    thoroughly(db, () => {
      for (const id of ids.slice(at, at + ROWS)) remove.run(id)
      tellWriters(db)
    })
    await pause()
  }
}

/** What any writer keeps in memory is out of date. */
function tellWriters(db: Connection): void {
  db.prepare('update writer set epoch = epoch + 1').run()
}
