import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { NotThisOnesError } from './not-this-ones.ts'

/** With a collector's number it is a lock of PostgreSQL, which lets go of it with the connection. */
export const NUMBERS = 7_301

/** A machine that is gone without a word is missed by PostgreSQL after half a minute, not after two hours. */
const MISSED_SOON = `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;
  set tcp_keepalives_count = 3; set tcp_user_timeout = 20000`
const LINGERING_MS = 30_000

/** Throws a NotThisOnesError where a pooler lends one connection of its own to two of ours: what one holds, the other would have. */
export async function requireOwnConnection(client: pg.Client, pool: pg.Pool): Promise<void> {
  const ask = 'select pg_backend_pid() as pid'
  const [mine, others] = [await client.query<Process>(ask), await pool.query<Process>(ask)]
  if (mine.rows[0]?.pid !== others.rows[0]?.pid) return
  throw new NotThisOnesError(
    'TRIBUTARY_SETTINGS_URL leads to a pooler that lends connections by the transaction. Name PostgreSQL itself there, or a pool in session mode.',
  )
}

interface Process {
  pid: number
}

/** Claims a collector's number for as long as the connection lasts. Throws a NotThisOnesError where another has it. */
export async function claimNumber(client: pg.Client, number: number): Promise<void> {
  await client.query(MISSED_SOON)
  const until = performance.now() + LINGERING_MS
  for (;;) {
    const { rows } = await client.query<{ is_ours: boolean }>(
      'select pg_try_advisory_lock($1, $2) as is_ours',
      [NUMBERS, number],
    )
    if (rows[0]?.is_ours) return
    if (performance.now() > until) break
    await wait(250)
  }
  throw new NotThisOnesError(
    `Another collector has the number ${number}. Give each its own in TRIBUTARY_COLLECTOR.`,
  )
}
