import type { Generated } from 'kysely'

/** Where a site tells people things: an address, a webhook, a chat. Secrets are sealed (box.ts). */
interface ChannelOutRow {
  id: string
  site: number
  kind: string
  name: string | null
  /** Address or URL, sealed; null once it was removed for good. */
  target: string | null
  secret: string | null
  created_at: number
  /** Since when it is gone; it can be brought back for a day. */
  removed_at: number | null
  /** `given`, `asked`, `declined`: whether whoever has the address lets it be told things. */
  consent: Generated<string>
}

/** What whoever has an address said to being told things of a site: `given` or `declined`. */
interface AddressAnswerRow {
  site: number
  /** Signed (box.ts): nobody reads whose it is. */
  address: string
  answer: string
  at: number
}

/** One message to one receiver. */
interface DeliveryRow {
  id: string
  /** null: of an account. */
  site: number | null
  /** What makes it once. */
  key: string
  /** To whom: a channel-out, or an address; the other one is null. */
  channel: string | null
  email: string | null
  kind: string
  title: string
  /** A Message as JSON, sealed (box.ts); null once nobody may read it again. */
  message: string | null
  /** `waiting`, `sent`, `failed` */
  state: string
  tries: number
  /** When it is due. */
  next_at: number
  /** Until then somebody is sending it. */
  claimed_until: number | null
  created_at: number
  /** When it was sent or given up. */
  ended_at: number | null
  /** Why the last try failed, or what the receiver said. */
  detail: string | null
}

export interface SendingTables {
  channel_out: ChannelOutRow
  address_answer: AddressAnswerRow
  delivery: DeliveryRow
}
