import type { Selectable } from 'kysely'
import { z } from 'zod'
import { found, Refusal } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../vocabulary.ts'
import { openedChannel } from './channels-out.ts'
import { masked } from './target.ts'

export const DELIVERY_STATES = ['waiting', 'sent', 'failed'] as const

export const Delivery = z.object({
  id: z.string(),
  /** What it tells of: an alert, a digest, a test. */
  kind: z.string(),
  title: z.string(),
  state: z.enum(DELIVERY_STATES),
  /** By which way out; null: to an address of its own. */
  channel: z.string().nullable(),
  channel_kind: z.enum(CHANNEL_KINDS),
  channel_name: z.string().nullable(),
  /** An address, or where a URL leads; null: nobody knows any more. */
  to: z.string().nullable(),
  tries: z.number().int(),
  /** When it is tried next; null: no more. */
  next_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  /** When it was sent, or given up. */
  ended_at: z.iso.datetime().nullable(),
  /** Why the last try failed, or what the receiver said. */
  detail: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const DeliveryQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.coerce.number().int().min(0).default(0),
  state: z.enum(DELIVERY_STATES).optional(),
  /** Id of a channel-out. */
  channel: z.string().max(40).optional(),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

type Channel = Selectable<Tables['channel_out']>
type Row = Omit<Selectable<Tables['delivery']>, 'message'>

const COLUMNS = [
  ...(['id', 'site', 'key', 'channel', 'email', 'kind', 'title', 'state', 'tries'] as const),
  ...(['next_at', 'claimed_until', 'created_at', 'ended_at', 'detail'] as const),
] as const

function instant(at: number): string {
  return new Date(at).toISOString()
}

function deliveryOf(settings: Settings, row: Row, channel: Channel | undefined): Delivery {
  const kind = row.channel === null ? 'email' : ((channel?.kind ?? 'webhook') as ChannelKind)
  const to = row.email ?? (channel && openedChannel(settings, channel).to)
  return Delivery.parse({
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    channel: row.channel,
    channel_kind: kind,
    channel_name: channel?.name ?? null,
    to: to === undefined ? null : masked(kind, to),
    tries: row.tries,
    next_at: row.state === 'waiting' ? instant(row.next_at) : null,
    created_at: instant(row.created_at),
    ended_at: row.ended_at === null ? null : instant(row.ended_at),
    detail: row.detail,
  })
}

async function channelsOf(settings: Settings, site: number): Promise<Map<string, Channel>> {
  const rows = await settings
    .selectFrom('channel_out')
    .selectAll()
    .where('site', '=', site)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What a site told, the latest first; `next` is the cursor of what follows. */
export async function listDeliveries(
  settings: Settings,
  site: number,
  { limit, cursor, state, channel }: DeliveryQuery,
): Promise<{ items: Delivery[]; next: string | null }> {
  const rows = await settings
    .selectFrom('delivery')
    .select(COLUMNS)
    .where('site', '=', site)
    .$if(state !== undefined, (all) => all.where('state', '=', state ?? ''))
    .$if(channel !== undefined, (all) => all.where('channel', '=', channel ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .offset(cursor)
    .execute()
  const channels = await channelsOf(settings, site)
  const items = rows
    .slice(0, limit)
    .map((row) => deliveryOf(settings, row, channels.get(row.channel ?? '')))
  return { items, next: rows.length > limit ? String(cursor + limit) : null }
}

/** Has it sent again as soon as it can be, with all its tries before it. Throws a 404, or a 422 where nothing is left to send. */
export async function sendAgain(
  settings: Settings,
  site: number,
  id: string,
  now: number,
): Promise<Delivery> {
  const channels = await channelsOf(settings, site)
  const known = await settings
    .selectFrom('delivery')
    .select(['kind', 'channel', 'message'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  const { kind, channel, message } = found(known, `delivery "${id}"`)
  if (kind === 'confirmation') {
    throw new Refusal(422, 'an address is asked again beside its way out')
  }
  const isThere = channel === null || channels.get(channel)?.removed_at === null
  if (!isThere || message === null) {
    throw new Refusal(422, 'the way out that it took was removed; there is none to send it by')
  }
  const row = await settings
    .updateTable('delivery')
    .set({ state: 'waiting', tries: 0, next_at: now, ended_at: null, detail: null })
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirst()
  return deliveryOf(settings, found(row, `delivery "${id}"`), channels.get(channel ?? ''))
}
