import { z } from 'zod'
import { boxOf } from '../auth/box.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { channelOutRow, openedChannel } from './channels-out.ts'
import { deliver, type Posting } from './deliver.ts'
import { messagePlace } from './enqueue.ts'
import type { Message } from './message.ts'

/** How a test went. */
export const Tried = z.object({
  sent: z.boolean(),
  /** What the receiver said, or why it did not get there. */
  detail: z.string().nullable(),
})
export type Tried = z.infer<typeof Tried>

export const TryLanguage = z.enum(['en', 'zh']).default('en')
export type TryLanguage = z.infer<typeof TryLanguage>

const TEXTS = {
  en: {
    title: 'Tributary can reach you',
    line: (site: string) => `This is a test from ${site}. Alerts and digests will look like this.`,
    facts: ['Visitors', '1,024'],
    link: 'Open the dashboard',
  },
  zh: {
    title: 'Tributary 可以联系到你',
    line: (site: string) => `这是来自 ${site} 的测试。提醒和摘要会以这种形式发送。`,
    facts: ['访客数', '1,024'],
    link: '打开仪表盘',
  },
} as const

function testMessage(site: string, language: TryLanguage, origin: string | undefined): Message {
  const { title, line, facts, link } = TEXTS[language]
  const [name, value] = facts
  const url = origin && `${origin}/sites/${site}`
  return {
    kind: 'test',
    title,
    lines: [line(site)],
    facts: [{ name, value, change: '+12 %' }],
    ...(url && { link: { text: link, url } }),
    data: { type: 'test' },
  }
}

export interface Trying {
  settings: Settings
  site: { id: number; domain: string }
  /** Where the dashboard is; undefined: nobody has said. */
  origin: string | undefined
  language: TryLanguage
}

/** Sends a test by a way out now, waits for how it goes, and keeps it with the deliveries. Throws a 404, and a 409 where its secrets are lost, or its address has not said yes. */
export async function tryChannel(id: string, trying: Trying, posting: Posting): Promise<Tried> {
  const { settings, site, origin, language } = trying
  const { now } = posting
  const row = await channelOutRow(settings, site.id, id)
  const { to, secret } = openedChannel(settings, row)
  if (to === undefined || secret === undefined) {
    throw new Refusal(409, 'its address was kept with another key; type it in again')
  }
  if (row.consent !== 'given') {
    throw new Refusal(409, 'whoever has this address has not said yes: nothing else is sent there')
  }
  const message = testMessage(site.domain, language, origin)
  const delivery = newId()
  const outcome = await deliver(
    {
      ...{ id: delivery, site: site.domain, message, created_at: now },
      ...{ kind: row.kind as ChannelKind, to, secret },
    },
    posting,
  )
  const { sent, detail } = outcome
  await settings
    .insertInto('delivery')
    .values({
      ...{ id: delivery, site: site.id, key: `test:${delivery}`, channel: id, email: null },
      ...{ kind: message.kind, title: message.title },
      message: boxOf(settings).seal(JSON.stringify(message), messagePlace(delivery)),
      ...{ state: sent ? 'sent' : 'failed', tries: 1, next_at: now, claimed_until: null },
      ...{ created_at: now, ended_at: now, detail },
    })
    .execute()
  return { sent, detail }
}
