import type { Selectable } from 'kysely'
import { MINUTE } from '../durations.ts'
import type { Settings, Tables } from '../settings/tables.ts'

export type DeliveryRow = Selectable<Tables['delivery']>

/**
 * Longer than any try takes. Whoever is killed meanwhile leaves it to the next: it is sent once more, as nobody can know whether it
 * had arrived.
 */
const CLAIM_MS = 2 * MINUTE

/** One that is claimed, with what names the claim. */
export type Claimed = DeliveryRow & { claimed_until: number }

/** Others may be faster; where many are due there is enough for all. */
const MOST_RACES = 5

/** By what messages go: the mail server, or HTTP. */
export type Road = 'mail' | 'web'

/** What goes by a road, but to those whose turn it is not. */
export interface Turn {
  road: Road
  /** As `receiverOf` names them. */
  receivers: readonly string[]
  /** Numbers of sites. */
  sites: readonly number[]
}

/** A channel-out's id, or an address; ids have no `@`. */
export function receiverOf({ channel, email }: Pick<DeliveryRow, 'channel' | 'email'>): string {
  return channel ?? email ?? ''
}

/**
 * Takes a link to sign in with, or else the delivery that has been due longest, for nobody else to send it meanwhile. Undefined
 * where none is due. The try counts from here on, so that one that ends the process each time ends itself.
 */
export async function claim(
  settings: Settings,
  now: number,
  turn: Turn,
): Promise<Claimed | undefined> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    // Reading alone keeps nobody from writing: most of the time nothing is due.
    const due =
      (await dueNow(settings, now, turn).where('kind', '=', 'sign_in').executeTakeFirst()) ??
      (await dueNow(settings, now, turn).executeTakeFirst())
    if (due === undefined) return undefined
    const claimed = await take(settings, due.id, now)
    if (claimed !== undefined) return claimed
  }
  return undefined
}

function dueNow(settings: Settings, now: number, { road, receivers, sites }: Turn) {
  const isMail = settings.selectFrom('channel_out').select('id').where('kind', '=', 'email')
  return settings
    .selectFrom('delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .where((is) => is.or([is('claimed_until', 'is', null), is('claimed_until', '<=', now)]))
    .$if(road === 'mail', (all) =>
      all.where((is) => is.or([is('channel', 'is', null), is('channel', 'in', isMail)])),
    )
    .$if(road === 'web', (all) =>
      all.where('channel', 'is not', null).where('channel', 'not in', isMail),
    )
    .$if(receivers.length > 0, (all) =>
      all
        .where((is) => is.or([is('channel', 'is', null), is('channel', 'not in', receivers)]))
        .where((is) => is.or([is('email', 'is', null), is('email', 'not in', receivers)])),
    )
    .$if(sites.length > 0, (all) =>
      all.where((is) => is.or([is('site', 'is', null), is('site', 'not in', sites)])),
    )
    .orderBy('next_at')
    .orderBy('created_at')
    .limit(1)
}

async function take(settings: Settings, id: string, now: number): Promise<Claimed | undefined> {
  const until = now + CLAIM_MS
  const row = await settings
    .updateTable('delivery')
    .set((is) => ({ claimed_until: until, tries: is('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where((is) => is.or([is('claimed_until', 'is', null), is('claimed_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst()
  return row && { ...row, claimed_until: until }
}

type Change = Partial<Pick<DeliveryRow, 'state' | 'next_at' | 'ended_at' | 'detail' | 'message'>>

/** Writes down how it went and gives the claim up, unless it has run out and is somebody else's. */
export async function settle(
  settings: Settings,
  { id, claimed_until }: Claimed,
  change: Change,
): Promise<void> {
  await settings
    .updateTable('delivery')
    .set({ ...change, claimed_until: null })
    .where('id', '=', id)
    .where('claimed_until', '=', claimed_until)
    .execute()
}
