import { StartError } from '../storage-trouble.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { canShrink } from './room-given-back.ts'

/** What of a site's events the file still holds. */
export interface SiteHeld {
  site: string
  /** From the beginning of this UTC date on the file holds all. */
  since: string
  /** Events that ClickHouse alone has. */
  left: number
}

/** Sites of which events have left; those missing are in the file whole. */
export function heldOf(db: Connection): SiteHeld[] {
  return db
    .prepare<[], SiteHeld>(
      `select coalesce(s.domain, h.site) as site, date(h.since / 1000, 'unixepoch') as since,
        coalesce((select sum(rows) from left_extent l where l.site = h.site), 0) as left
      from held h left join site s on s.id = h.site order by 1`,
    )
    .all()
}

/** `example.com since 2026-08-01` of each site, at most three. */
export function heldInWords(held: readonly SiteHeld[]): string {
  const some = held.slice(0, 3).map(({ site, since }) => `${site} since ${since}`)
  const more = held.length > some.length ? [`${held.length - some.length} more sites`] : []
  return [...some, ...more].join(', ')
}

/** Throws where there is no ClickHouse to have what leaves, or has left. */
export function requireEngine(
  db: Connection,
  { clickhouseUrl, keepDays }: { clickhouseUrl?: unknown; keepDays?: number | undefined },
): void {
  if (clickhouseUrl !== undefined) return
  const held = heldOf(db)
  if (held.length > 0)
    throw new StartError(
      `Older events are in ClickHouse alone (the file holds ${heldInWords(held)}), and reports without it would tell other numbers. Set TRIBUTARY_CLICKHOUSE_URL again.`,
    )
  if (keepDays !== undefined)
    throw new StartError(
      'TRIBUTARY_KEEP_DAYS lets events leave for ClickHouse, and none is set: set TRIBUTARY_CLICKHOUSE_URL, too, or neither.',
    )
}

/** What to do where a file does not give the room back that events leave in it; undefined where it does. */
export function growsFor(db: Connection): string | undefined {
  return canShrink(db)
    ? undefined
    : 'stop the server once for "tributary clickhouse shrink"; until then events that leave make room for others, and none on the disk'
}
