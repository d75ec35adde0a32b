import { afterEach, beforeEach } from 'vitest'
import { addChannelOut, ChannelOutInput } from '../../collector/sending/channels-out.ts'
import { type Delivery, listDeliveries } from '../../collector/sending/deliveries.ts'
import { enqueue, type NewDelivery } from '../../collector/sending/enqueue.ts'
import type { Message } from '../../collector/sending/message.ts'
import { Sender } from '../../collector/sending/sender.ts'
import type { Settings } from '../../collector/settings/tables.ts'
import type { SmtpAddress } from '../../collector/smtp-address.ts'
import { message } from './messages.ts'
import { useReceiver } from './receiver.ts'
import { type SendingSite, sendingSite } from './site.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** A site, a web server to tell things to, and a clock. */
class Sending {
  readonly receiver = useReceiver()
  #site: SendingSite | undefined
  now = 0
  log: object[] = []
  readonly #senders: Sender[] = []

  get site(): SendingSite {
    if (this.#site === undefined) throw new Error('there is no site before a test')
    return this.#site
  }

  async open(): Promise<void> {
    this.#site = await sendingSite()
    this.now = Date.UTC(2026, 10, 30, 8)
    this.log = []
  }

  async close(): Promise<void> {
    for (const one of this.#senders.splice(0)) await one.close()
    await this.site.close()
  }

  sender(settings: Settings = this.site.settings, smtpUrl?: SmtpAddress): Sender {
    const keep = (details: object) => this.log.push(details)
    const one = new Sender({
      settings,
      config: { smtpUrl, privateWebhooks: true },
      log: { warn: keep, error: keep },
      now: () => this.now,
      random: () => 0.5,
    })
    this.#senders.push(one)
    return one
  }

  async channel(kind: ChannelOutInput['kind'] = 'webhook', path = '/hook'): Promise<string> {
    const input = ChannelOutInput.parse({ kind, to: this.receiver.url + path })
    return (await addChannelOut(this.site.settings, this.site.id, input, this.now)).id
  }

  async told(to: NewDelivery['to'], keys: string[], more: Partial<Message> = {}): Promise<number> {
    const all = keys.map((key) => ({ key, site: this.site.id, to, message: message(more) }))
    return await enqueue(this.site.settings, all, this.now)
  }

  async deliveries(): Promise<Delivery[]> {
    const { settings, id } = this.site
    return (await listDeliveries(settings, id, { limit: 1_000, cursor: 0 })).items
  }
}

/** For all tests of a file, each with a site of its own. */
export function useSending(): Sending {
  const on = new Sending()
  beforeEach(() => on.open())
  afterEach(() => on.close())
  return on
}
