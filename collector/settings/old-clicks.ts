import type { Database } from 'better-sqlite3'
import { DAY } from '../durations.ts'
import { thoroughly } from '../thoroughly.ts'

/** Times of clicks that are older than their site's `retention_days`, found link by link: each has its oldest first. */
const OLD = `from site
  cross join link on link.site = site.id
  cross join link_click on link_click.link = link.id
    and link_click.at < @now - site.retention_days * ${DAY}
  where site.retention_days is not null`

/** Rows that are removed at once: some tens of milliseconds. */
const ROWS = 2_000

/** Whether retention would take any now. */
export function areClicksOld(db: Database, now: number): boolean {
  return db.prepare(`select 1 ${OLD} limit 1`).get({ now }) !== undefined
}

/**
 * Forgets when links were clicked before the days that their site keeps; how often they were in all stays with the link.
 * `pause` lets events in between. Answers the rows removed.
 */
export async function forgetOldClicks(
  db: Database,
  now: number,
  pause: () => Promise<void>,
): Promise<number> {
  const some = `select link_click.link, link_click.at ${OLD} limit ${ROWS}`
  const remove = db.prepare(`delete from link_click where (link, at) in (${some})`)
  for (let removed = 0; ; ) {
    if (!areClicksOld(db, now)) return removed
    removed += thoroughly(db, () => remove.run({ now }).changes)
    await pause()
  }
}
