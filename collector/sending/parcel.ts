import { boxOf } from '../auth/box.ts'
import type { Settings } from '../settings/tables.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { type ChannelOutRow, openedChannel } from './channels-out.ts'
import type { Claimed } from './claims.ts'
import type { Parcel } from './deliver.ts'
import { messagePlace } from './enqueue.ts'
import type { Message } from './message.ts'
import { failed, type Outcome } from './outcome.ts'

const REMOVED = 'the way out was removed'
const UNSUBSCRIBED = 'whoever has that address wants none of these any more'
const UNASKED = 'whoever has that address has not said yes yet'
const DECLINED = 'whoever has that address wants nothing of this site'
const LOST = 'cannot be opened: the key to the database’s secrets is not the one it was kept with'

/** All that is to be sent; or why it cannot be. */
export async function parcelOf(settings: Settings, claimed: Claimed): Promise<Parcel | Outcome> {
  const { id, channel, email, created_at } = claimed
  const text = claimed.message && boxOf(settings).open(claimed.message, messagePlace(id))
  if (!text) return failed(LOST, false)
  const message = JSON.parse(text) as Message
  const site = await domainOf(settings, claimed.site)
  const common = { id, site, message, created_at }
  if (await isUnwanted(settings, claimed)) return failed(UNSUBSCRIBED, false)
  if (email !== null) return { ...common, kind: 'email', to: email, secret: null }
  const row = await settings
    .selectFrom('channel_out')
    .selectAll()
    .where('id', '=', channel ?? '')
    .executeTakeFirst()
  // A channel is its site's alone.
  if (row === undefined || row.site !== claimed.site) return failed(REMOVED, false)
  const closed = closedOf(row)
  if (closed !== undefined) return closed
  const { to, secret } = openedChannel(settings, row)
  if (to === undefined || secret === undefined) return failed(LOST, false)
  return { ...common, kind: row.kind as ChannelKind, to, secret }
}

/** Why nothing goes out by it, or not yet: what waits for a yes goes out with it, if that is within a day. */
function closedOf({ removed_at, target, consent }: ChannelOutRow): Outcome | undefined {
  if (removed_at !== null) return failed(REMOVED, target !== null)
  if (consent === 'asked') return failed(UNASKED, true)
  return consent === 'declined' ? failed(DECLINED, false) : undefined
}

/** Who left a digest gets none that waited meanwhile, or is sent again. */
async function isUnwanted(settings: Settings, { key, site, email }: Claimed): Promise<boolean> {
  // `digest:<id>:<per>:…`; a test goes to whoever asks for it.
  const [what, , per = ''] = key.split(':')
  if (what !== 'digest' || site === null || email === null) return false
  const left = await settings
    .selectFrom('digest_unsubscribed')
    .select('email')
    .where('site', '=', site)
    .where('per', '=', per)
    .where('email', '=', email)
    .executeTakeFirst()
  return left !== undefined
}

async function domainOf(settings: Settings, site: number | null): Promise<string | null> {
  if (site === null) return null
  const row = await settings
    .selectFrom('site')
    .select('domain')
    .where('id', '=', site)
    .executeTakeFirst()
  return row?.domain ?? null
}
