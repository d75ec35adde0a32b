import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { StartError } from '../../storage-trouble.ts'

/** With a collector's number it is a lock of PostgreSQL, which lets go of it with the connection. */
const NUMBERS = 7_301

/** A process that was killed a moment ago may still seem to be connected, ms. */
const LINGERING_MS = 10_000

/** Claims a collector's number for as long as the connection lasts. Throws a StartError where another has it. */
export async function claimNumber(client: pg.Client, number: number): Promise<void> {
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
  throw new StartError(
    `Another collector has the number ${number}. Give each its own in TRIBUTARY_COLLECTOR.`,
  )
}
