import type { Settings } from '../settings/tables.ts'
import { openedChannel } from './channels-out.ts'
import { type Addressed, sameAddress, signedAddress } from './consent.ts'

/** Writes down what the address says, and has the site's ways out to it follow. `now`: epoch ms. */
export async function answer(
  settings: Settings,
  { site, email }: Addressed,
  said: 'given' | 'declined',
  now: number,
): Promise<void> {
  const isThere = await settings
    .selectFrom('site')
    .select('id')
    .where('id', '=', site)
    .executeTakeFirst()
  if (!isThere) return
  await settings
    .insertInto('address_answer')
    .values({ site, address: signedAddress(settings, email), answer: said, at: now })
    .onConflict((conflict) =>
      conflict.columns(['site', 'address']).doUpdateSet({ answer: said, at: now }),
    )
    .execute()
  const ids = await waysTo(settings, { site, email })
  if (ids.length === 0) return
  await settings.updateTable('channel_out').set({ consent: said }).where('id', 'in', ids).execute()
}

/** Ids of a site's ways out to an address, which are sealed. */
async function waysTo(settings: Settings, { site, email }: Addressed): Promise<string[]> {
  const rows = await settings
    .selectFrom('channel_out')
    .selectAll()
    .where('site', '=', site)
    .where('kind', '=', 'email')
    .execute()
  return rows
    .filter((row) => sameAddress(openedChannel(settings, row).to ?? '') === sameAddress(email))
    .map(({ id }) => id)
}
