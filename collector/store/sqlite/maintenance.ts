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

/** Removes all that was recorded for a site, extent by extent, so that no transaction grows long. */
export function destroySite(db: Connection, site: number): void {
  const extents = db.prepare('select id from extent where site = ?').pluck().all(site) as number[]
  const within = `between @first and @first + ${EXTENT_SIZE - 1}`
  const events = db.prepare(`delete from event where visit ${within}`)
  const visits = db.prepare(`delete from visit where id ${within}`)
  const extent = db.prepare('delete from extent where id = @id')
  const removeExtent = db.transaction((id: number) => {
    const first = id * EXTENT_SIZE
    events.run({ first })
    visits.run({ first })
    extent.run({ id })
  })
  for (const id of extents) removeExtent.immediate(id)
  const removeRest = db.transaction(() => {
    for (const table of ['person', 'page', 'acquisition', 'spelling', 'quality'])
      db.prepare(`delete from ${table} where site = ?`).run(site)
  })
  removeRest.immediate()
}
