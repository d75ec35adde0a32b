import { sql } from 'kysely'
import { DAY } from '../durations.ts'
import type { Settings } from '../settings/tables.ts'

/** How long a removed way out can be brought back. */
export const RESTORABLE_MS = DAY
const KEPT_MS = 90 * DAY
/** Of one site, and of what belongs to none. */
const MOST = 2_000

/** Forgets deliveries that ended long ago or are too many, and ways out that were removed a day ago. `now`: epoch ms. */
export async function tidySending(settings: Settings, now: number): Promise<void> {
  await settings
    .deleteFrom('delivery')
    .where('ended_at', '<', now - KEPT_MS)
    .execute()
  await forgetBeyond(settings, MOST)
  await forgetWaysOut(settings, now)
}

async function forgetBeyond(settings: Settings, most: number): Promise<void> {
  const ranked = settings
    .selectFrom('delivery')
    .select([
      'id',
      sql<number>`row_number() over (partition by site order by created_at desc, id)`.as('place'),
    ])
    .where('ended_at', 'is not', null)
    .as('ranked')
  await settings
    .deleteFrom('delivery')
    .where('id', 'in', settings.selectFrom(ranked).select('ranked.id').where('place', '>', most))
    .execute()
}

/** What it was is forgotten at once, its name with the last delivery that tells of it. */
async function forgetWaysOut(settings: Settings, now: number): Promise<void> {
  await settings
    .updateTable('channel_out')
    .set({ target: null, secret: null })
    .where('removed_at', '<', now - RESTORABLE_MS)
    .where('target', 'is not', null)
    .execute()
  await settings
    .deleteFrom('channel_out')
    .where('target', 'is', null)
    .where('id', 'not in', (told) =>
      told
        .selectFrom('delivery')
        .select(sql<string>`channel`.as('channel'))
        .where('channel', 'is not', null),
    )
    .execute()
}
