import type pg from 'pg'
import { TURN } from './change-log.ts'

/** Whoever is first tidies for all. */
const TIDYING = 7_301_003

/** Of PostgreSQL's own clock, which no collector sets. */
const NOW_MS = 'extract(epoch from now()) * 1000'

const FORGET = [
  // The latest stays, so that a copy is known to reach up to it, and what happened to sites: see `copyAll`.
  `delete from setting_change
    where at < now() - interval '7 days' and n < (select max(n) from setting_change) and tab <> 'site'`,
  // What was put aside and never counted.
  `delete from spend_file f where f.at < ${NOW_MS} - 3600000
    and not exists (select 1 from spend_day d where d.file = f.id)`,
  `delete from link_click c using link l, site s
    where l.id = c.link and s.id = l.site and c.at < ${NOW_MS} - s.retention_days * 86400000.0`,
] as const

/** Forgets what nobody needs any more; the same that housekeeping does in a file. */
export async function tidyShared(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [TURN])
    const { rows } = await client.query<{ is_ours: boolean }>(
      'select pg_try_advisory_xact_lock($1) as is_ours',
      [TIDYING],
    )
    if (rows[0]?.is_ours) for (const statement of FORGET) await client.query(statement)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
