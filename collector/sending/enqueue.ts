import { boxOf } from '../auth/box.ts'
import { newId } from '../new-id.ts'
import type { Settings } from '../settings/tables.ts'
import type { Message } from './message.ts'

/** One message to one receiver, to be sent as soon as it can be. */
export interface NewDelivery {
  /** What makes it once: one whose key is known is not stored again. */
  key: string
  /** Its number; null: of an account. */
  site: number | null
  /** The id of a channel-out, or an address. */
  to: { channel: string } | { email: string }
  message: Message
}

/** Of a message as JSON; a digest with its HTML has some 60,000. */
const MOST_CHARACTERS = 500_000
/** Rows of one statement: PostgreSQL and SQLite bind at most 32,766 values. */
const PART = 500
const LONGEST_TITLE = 500

/** Where a delivery's message is sealed. */
export function messagePlace(delivery: string): string {
  return `delivery:${delivery}`
}

/** Stores what the sender takes up. `now`: epoch ms. Answers how many were new. */
export async function enqueue(
  settings: Settings,
  deliveries: readonly NewDelivery[],
  now: number,
): Promise<number> {
  let stored = 0
  for (let at = 0; at < deliveries.length; at += PART) {
    const rows = deliveries.slice(at, at + PART).map((one) => rowOf(settings, one, now))
    const { numInsertedOrUpdatedRows = 0n } = await settings
      .insertInto('delivery')
      .values(rows)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirstOrThrow()
    stored += Number(numInsertedOrUpdatedRows)
  }
  return stored
}

function rowOf(settings: Settings, { key, site, to, message }: NewDelivery, now: number) {
  const text = JSON.stringify(message)
  if (text.length > MOST_CHARACTERS) {
    throw new RangeError(`a message of ${text.length} characters; at most ${MOST_CHARACTERS}`)
  }
  const id = newId()
  return {
    id,
    site,
    key,
    channel: 'channel' in to ? to.channel : null,
    email: 'email' in to ? to.email : null,
    kind: message.kind,
    title: message.title.slice(0, LONGEST_TITLE),
    message: boxOf(settings).seal(text, messagePlace(id)),
    state: 'waiting',
    tries: 0,
    next_at: now,
    claimed_until: null,
    created_at: now,
    ended_at: null,
    detail: null,
  }
}
