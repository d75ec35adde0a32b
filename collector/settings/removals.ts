import type { Generated } from 'kysely'
import { Refusal } from '../refusal.ts'
import type { Settings } from './tables.ts'

export interface DeletionRow {
  id: Generated<number>
  site: number
  at: number
  until: number
  state: string
  /** JSON. */
  request: string
  events: number
  visits: number
  people: number
  done: number
}

/** How often it is looked, ms apart: most are over within moments. */
const LOOKS = 200
const APART = 100

/**
 * Waits until no events of the site are being removed or brought back. What is told meanwhile by what is there yet would be
 * gone with it. Throws a 503 where that takes longer.
 */
export async function removalsOver(settings: Settings, site: number): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const under = await settings
      .selectFrom('deletion')
      .select('id')
      .where('site', '=', site)
      .where('state', 'in', ['removing', 'restoring'])
      .executeTakeFirst()
    if (under === undefined) return
    await new Promise((resolve) => setTimeout(resolve, APART))
  }
  throw new Refusal(
    503,
    'events of this site are being removed or brought back; try again when that is over',
  )
}
