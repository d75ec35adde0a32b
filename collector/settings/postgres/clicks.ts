import type pg from 'pg'
import { TURN } from './change-log.ts'

/** Clicks on one link in one quarter of an hour. */
interface Clicked {
  link: string
  /** Its first ms. */
  quarter: number
  count: number
  bots: number
  /** The last of a person's, epoch ms; 0: there is none. */
  last_at: number
}

const ADD = `
with told as (
  select * from json_to_recordset($1::json)
    as x(link text, quarter bigint, count bigint, bots bigint, last_at bigint)
), summed as (
  select link, sum(count) as count, sum(bots) as bots, max(last_at) as last_at
  from told group by link
), added as (
  update link set clicks = link.clicks + s.count, bots = link.bots + s.bots,
    last_click_at = nullif(greatest(coalesce(last_click_at, 0), s.last_at), 0)
  from summed s where s.link = link.id
)
insert into link_click (link, at, clicks, bots)
select l.id, t.quarter, t.count, t.bots from told t join link l on l.id = t.link
on conflict (link, at) do update
  set clicks = link_click.clicks + excluded.clicks, bots = link_click.bots + excluded.bots`

/** Adds clicks to their links, in all and by when they came. Each link and quarter is told once. */
export async function addSharedClicks(pool: pg.Pool, clicks: readonly Clicked[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // As every writer does, before it holds any row.
    await client.query('select pg_advisory_xact_lock($1)', [TURN])
    await client.query(ADD, [JSON.stringify(clicks)])
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
