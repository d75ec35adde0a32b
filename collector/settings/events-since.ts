import { sql } from 'kysely'
import type { Settings } from './tables.ts'

/** From when on a site takes events, epoch ms; null where it takes those of any time. */
export async function eventsSince(settings: Settings, site: number): Promise<number | null> {
  const { rows } = await sql<{
    since: number
  }>`select since from held where site = ${site}`.execute(settings)
  return rows[0]?.since ?? null
}
