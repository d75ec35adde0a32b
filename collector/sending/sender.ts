import type { Config } from '../config.ts'
import { MINUTE, SECOND } from '../durations.ts'
import { type Log, Seldom } from '../log.ts'
import type { Settings } from '../settings/tables.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { backoff, CHAT_REST, FAILED_REST, mostTries } from './backoff.ts'
import { type Claimed, claim, type Road, receiverOf, settle } from './claims.ts'
import { deliver } from './deliver.ts'
import type { Message } from './message.ts'
import { failed, type Outcome } from './outcome.ts'
import { parcelOf } from './parcel.ts'
import { Places } from './places.ts'

interface SenderRoom {
  settings: Settings
  config: Pick<Config, 'smtpUrl' | 'privateWebhooks'>
  log: Pick<Log, 'warn' | 'error'>
  /** Epoch ms. */
  now(): number
  /** 0 up to 1. */
  random(): number
}

/** What is under way at the end may still come to its own. */
const GRACE = 5 * SECOND

/** What they say opens something, and is kept by nobody once it is sent. */
const SPENT: ReadonlySet<string> = new Set(['sign_in', 'confirmation'])

/** Of all rests. */
const LONGEST_REST = MINUTE

/** Sends what is due. Mail and the web have places of their own: a mail server that hangs keeps no webhook waiting. */
export class Sender {
  readonly #roads: readonly OnRoad[]

  constructor(room: SenderRoom) {
    this.#roads = (['mail', 'web'] as const).map((road) => new OnRoad(room, road))
  }

  /** Sends all that is due now, and resolves when it is done. */
  async tick(): Promise<void> {
    await Promise.all(this.#roads.map((one) => one.tick()))
  }

  /** The same without waiting for it. */
  begin(): void {
    for (const one of this.#roads) one.begin()
  }

  /** Takes up nothing more; what is under way has five seconds. */
  async close(): Promise<void> {
    await Promise.all(this.#roads.map((one) => one.close()))
  }
}

/** A few at once, to each receiver one after another, each site in its turn. */
class OnRoad {
  readonly #room: SenderRoom
  readonly #road: Road
  /** Receivers whose turn it is not, by when it is again, epoch ms. */
  readonly #resting = new Map<string, number>()
  readonly #places = new Places()
  readonly #working = new Set<Promise<void>>()
  readonly #ending = new AbortController()
  readonly #seldom: Seldom
  /** One claim after another: two at once would both try for the same. */
  #claiming: Promise<unknown> = Promise.resolve()
  #isClosing = false

  constructor(room: SenderRoom, road: Road) {
    this.#room = room
    this.#road = road
    this.#seldom = new Seldom(room.log, room.now)
  }

  async tick(): Promise<void> {
    this.begin()
    while (this.#working.size > 0) await Promise.all(this.#working)
  }

  /** One more looks for something to send, who calls the next once there was something. */
  begin(): void {
    if (this.#isClosing || this.#working.size >= this.#most()) return
    const work = this.#work()
      .catch((err: unknown) => {
        const said = 'deliveries could not be read; it will be tried again'
        this.#seldom.error('read', { err }, said)
      })
      .finally(() => this.#working.delete(work))
    this.#working.add(work)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    const end = setTimeout(() => this.#ending.abort(), GRACE)
    await Promise.all(this.#working)
    clearTimeout(end)
  }

  #most(): number {
    return this.#places.most(this.#room.now())
  }

  async #work(): Promise<void> {
    // Whoever was waited for beside the others leaves when all places are taken.
    while (!this.#isClosing && this.#working.size <= this.#most()) {
      const claimed = await this.#claim()
      if (claimed === undefined) return
      this.begin()
      await this.#send(claimed)
    }
  }

  /** Answers with what gives its place back. */
  #claim(): Promise<(Claimed & { leave: () => void }) | undefined> {
    const next = this.#claiming.then(async () => {
      const claimed = await this.#next()
      if (claimed === undefined) return undefined
      const { site } = claimed
      const since = this.#room.now()
      return {
        ...claimed,
        leave: this.#places.take({ receiver: receiverOf(claimed), site, since }),
      }
    })
    this.#claiming = next.catch(() => undefined)
    return next
  }

  async #next(): Promise<Claimed | undefined> {
    const { settings, now } = this.#room
    const at = now()
    for (const [receiver, until] of this.#resting) {
      // Of a clock that was put back, none lasts until it is there again.
      if (until <= at || until - at > LONGEST_REST) this.#resting.delete(receiver)
    }
    const receivers = [...this.#resting.keys(), ...this.#places.receivers()]
    for (const sites of this.#places.turns()) {
      const claimed = await claim(settings, at, { road: this.#road, receivers, sites })
      if (claimed !== undefined) return claimed
    }
    return undefined
  }

  async #send({ leave, ...claimed }: Claimed & { leave: () => void }): Promise<void> {
    const { settings, config, now, log } = this.#room
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
      leave()
      if (claimed.channel !== null && rest > 0) this.#resting.set(receiverOf(claimed), now() + rest)
    }
  }

  async #settle(claimed: Claimed, outcome: Outcome): Promise<void> {
    const { settings, now, random, log } = this.#room
    const { id, kind, tries } = claimed
    const ended = { ended_at: now(), ...(SPENT.has(kind) && { message: null }) }
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
