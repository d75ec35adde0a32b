import { boxOf } from '../auth/box.ts'
import type { Config } from '../config.ts'
import { SECOND } from '../durations.ts'
import { type Log, Seldom } from '../log.ts'
import type { Settings } from '../settings/tables.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { backoff, CHAT_REST, FAILED_REST, mostTries } from './backoff.ts'
import { openedChannel } from './channels-out.ts'
import { type Claimed, claim, settle } from './claims.ts'
import { deliver, type Parcel } from './deliver.ts'
import { messagePlace } from './enqueue.ts'
import type { Message } from './message.ts'
import { failed, type Outcome } from './outcome.ts'

interface SenderRoom {
  settings: Settings
  config: Pick<Config, 'smtpUrl' | 'privateWebhooks'>
  log: Pick<Log, 'warn' | 'error'>
  /** Epoch ms. */
  now(): number
  /** 0 up to 1. */
  random(): number
}

/** At once: receivers that hang hold no others up. */
const WORKERS = 8
/** … of one site, which may have a hundred of them. */
const MOST_OF_SITE = 3
/** What is under way at the end may still come to its own. */
const GRACE = 5 * SECOND

const REMOVED = 'the way out was removed'
const UNSUBSCRIBED = 'whoever has that address wants none of these any more'
const LOST = 'cannot be opened: the key to the database’s secrets is not the one it was kept with'

/** Sends what is due, a few at once, to each receiver one after another. */
export class Sender {
  readonly #room: SenderRoom
  /** Channels whose turn it is not, by when it is again, epoch ms. */
  readonly #resting = new Map<string, number>()
  /** Sites, each as often as something of it is under way. */
  readonly #sites: number[] = []
  readonly #working = new Set<Promise<void>>()
  readonly #ending = new AbortController()
  readonly #seldom: Seldom
  /** One claim after another: two at once would both try for the same. */
  #claiming: Promise<unknown> = Promise.resolve()
  #isClosing = false

  constructor(room: SenderRoom) {
    this.#room = room
    this.#seldom = new Seldom(room.log, room.now)
  }

  /** Sends all that is due now, and resolves when it is done. */
  async tick(): Promise<void> {
    this.begin()
    await Promise.all(this.#working)
  }

  /** The same without waiting for it. */
  begin(): void {
    while (!this.#isClosing && this.#working.size < WORKERS) {
      const work = this.#work()
        .catch((err: unknown) => {
          const said = 'deliveries could not be read; it will be tried again'
          this.#seldom.error('read', { err }, said)
        })
        .finally(() => this.#working.delete(work))
      this.#working.add(work)
    }
  }

  /** Takes up nothing more; what is under way has five seconds. */
  async close(): Promise<void> {
    this.#isClosing = true
    const end = setTimeout(() => this.#ending.abort(), GRACE)
    await Promise.all(this.#working)
    clearTimeout(end)
  }

  async #work(): Promise<void> {
    while (!this.#isClosing) {
      const claimed = await this.#claim()
      if (claimed === undefined) return
      await this.#send(claimed)
    }
  }

  #claim(): Promise<Claimed | undefined> {
    const { settings, now } = this.#room
    const next = this.#claiming.then(async () => {
      const at = now()
      for (const [id, until] of this.#resting) if (until <= at) this.#resting.delete(id)
      const notNow = { channels: [...this.#resting.keys()], sites: this.#crowded() }
      const claimed = await claim(settings, at, notNow)
      // Until it is settled nobody else sends there.
      if (claimed?.channel) this.#resting.set(claimed.channel, Number.POSITIVE_INFINITY)
      if (claimed?.site) this.#sites.push(claimed.site)
      return claimed
    })
    this.#claiming = next.catch(() => undefined)
    return next
  }

  #crowded(): number[] {
    const count = (site: number) => this.#sites.filter((one) => one === site).length
    return [...new Set(this.#sites)].filter((site) => count(site) >= MOST_OF_SITE)
  }

  async #send(claimed: Claimed): Promise<void> {
    const { settings, config, now, log } = this.#room
    const { channel } = claimed
    let rest = 0
    try {
      const parcel = await parcelOf(settings, claimed)
      const outcome =
        'sent' in parcel
          ? parcel
          : await deliver(parcel, { config, now: now(), ending: this.#ending.signal })
      rest = restAfter('sent' in parcel ? 'webhook' : parcel.kind, outcome)
      await this.#settle(claimed, outcome)
    } catch (err) {
      rest = FAILED_REST
      log.error({ err, delivery: claimed.id }, 'a delivery could not be made')
      await this.#settle(claimed, failed('could not be made; the log says more', true))
    } finally {
      if (channel !== null) this.#resting.set(channel, now() + rest)
      const at = this.#sites.indexOf(claimed.site ?? 0)
      if (at >= 0) this.#sites.splice(at, 1)
    }
  }

  async #settle(claimed: Claimed, outcome: Outcome): Promise<void> {
    const { settings, now, random, log } = this.#room
    const { id, kind, tries } = claimed
    const ended = { ended_at: now(), ...(kind === 'sign_in' && { message: null }) }
    const { detail } = outcome
    if (outcome.sent) return await settle(settings, claimed, { state: 'sent', detail, ...ended })
    if (outcome.retry && tries < mostTries(kind as Message['kind'])) {
      const wait = backoff({ tries, after: outcome.after, random: random() })
      return await settle(settings, claimed, { next_at: now() + wait, detail })
    }
    log.warn({ delivery: id, kind, tries, reason: detail }, 'a delivery was given up')
    await settle(settings, claimed, { state: 'failed', detail, ...ended })
  }
}

/** After which a receiver is told the next thing, in ms. */
function restAfter(kind: ChannelKind, outcome: Outcome): number {
  if (!outcome.sent) return FAILED_REST
  return kind === 'webhook' || kind === 'email' ? 0 : CHAT_REST
}

/** All that is to be sent; or why it cannot be. */
async function parcelOf(settings: Settings, claimed: Claimed): Promise<Parcel | Outcome> {
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
  if (row.removed_at !== null) return failed(REMOVED, row.target !== null)
  const { to, secret } = openedChannel(settings, row)
  if (to === undefined || secret === undefined) return failed(LOST, false)
  return { ...common, kind: row.kind as ChannelKind, to, secret }
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
