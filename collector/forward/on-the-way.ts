import type { Connection } from '../store/sqlite/open.ts'

/**
 * Of a site that is still coming from another collector nothing is told: that one tells of it. What is noted waits until it is
 * here.
 */
export const IS_HERE = 'site not in (select site from arrival where taken_at is null)'

/** Whether sites are coming of which nothing may be told yet. */
export function isComing(db: Connection): boolean {
  return db.prepare('select 1 from arrival where taken_at is null limit 1').get() !== undefined
}

/** Whether somebody waits to hear that all of a site that came has been told. */
export function isAwaited(db: Connection): boolean {
  return db.prepare('select 1 from arrival limit 1').get() !== undefined
}

/**
 * Whether the other engine may still have a site's rows twice or not at all: under the numbers of the collector that it came
 * from, or not yet under those of this one.
 */
export function isOnTheWay(db: Connection, domain: string): boolean {
  return (
    db
      .prepare('select 1 from arrival a join site s on s.id = a.site where s.domain = ?')
      .get(domain) !== undefined
  )
}
