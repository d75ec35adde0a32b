import { sql } from 'kysely'
import { isPostgres, jsonRows, textRows } from './json-rows.ts'
import type { Settings } from './tables.ts'

/** A link's clicks of one day, of browsers and of robots. */
export interface DayClicks {
  slug: string
  day: string
  clicks: number
  bots: number
}

/** A day and its first ms; the last one's last is before `until`. */
export interface DayEdge {
  day: string
  from: number
  until: number
}

const EDGE = { day: 'text', from_at: 'integer', until_at: 'integer' } as const

/** Rows that are told at once; a link has at most as many as there are days. */
const MOST_ROWS = 5_000

interface Asked {
  days: readonly DayEdge[]
  /** These alone; absent: every link. */
  slugs?: readonly string[] | undefined
  /** Links behind this slug. */
  after?: string | undefined
}

/**
 * Clicks of a site's links by link and day, of days that have any; of as many links at once as are sure to fit, in the
 * order of their slugs. `next` is the last of them where more follow.
 */
export async function clicksByDay(
  settings: Settings,
  site: number,
  { days, slugs, after = '' }: Asked,
): Promise<{ rows: DayClicks[]; next: string | null }> {
  const most = Math.floor(MOST_ROWS / days.length)
  const { rows: links } = await sql<{ id: string; slug: string }>`
    select id, slug
    from link
    where site = ${site}
      and slug > ${after}
      ${slugs ? sql`and slug in ${textRows(settings, slugs)}` : sql``}
      and exists (
        select 1
        from link_click
        where link = link.id and at >= ${days[0]?.from} and at < ${days.at(-1)?.until}
      )
    order by slug
    limit ${most + 1}`.execute(settings)
  const told = links.slice(0, most)
  const edges = JSON.stringify(days.map(({ day, from, until }) => [day, from, until]))
  // SQLite reads tables that are crossed in that order.
  const then = sql.raw(isPostgres(settings) ? 'join' : 'cross join')
  const { rows } = await sql<DayClicks>`
    with edge as materialized (select * from ${jsonRows(settings, edges, EDGE)} as days)
    select
      link.slug as slug,
      edge.day as day,
      sum(link_click.clicks) as clicks,
      sum(link_click.bots) as bots
    from ${textRows(
      settings,
      told.map(({ id }) => id),
    )} named
    ${then} link on link.id = named.value
    cross join edge
    ${then} link_click on link_click.link = link.id
      and link_click.at >= edge.from_at
      and link_click.at < edge.until_at
    group by link.slug, edge.day, edge.from_at
    order by link.slug, edge.from_at`.execute(settings)
  return { rows, next: links.length > most ? (told.at(-1)?.slug ?? null) : null }
}
