import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addChannelOut, ChannelOutInput } from '../../collector/sending/channels-out.ts'
import { listDeliveries } from '../../collector/sending/deliveries.ts'
import { enqueue } from '../../collector/sending/enqueue.ts'
import { Sender } from '../../collector/sending/sender.ts'
import { tidySending } from '../../collector/sending/tidy.ts'
import { addSite, removeSite, SiteInput } from '../../collector/settings/sites.ts'
import { message } from '../sending/messages.ts'
import { useReceiver } from '../sending/receiver.ts'
import { type FreshDatabase, freshPostgres } from './database.ts'
import { newFolder, type Opened, openThere, removeFolder } from './folder.ts'

const receiver = useReceiver()
const folders = [newFolder(), newFolder()]
const both: Opened[] = []
let postgres: FreshDatabase

beforeAll(async () => {
  postgres = await freshPostgres(process.env.POSTGRES_URL ?? '')
  const [first = '', second = ''] = folders
  both.push(await openThere(first, postgres.address))
  copyFileSync(join(first, 'tributary.key'), join(second, 'tributary.key'))
  both.push(await openThere(second, postgres.address))
})
afterAll(async () => {
  for (const data of both) await data.close()
  await postgres.drop()
  for (const folder of folders) removeFolder(folder)
})

test('two collectors of the same settings send once', async () => {
  const now = Date.UTC(2026, 10, 30)
  const [settings, other] = both.map((data) => data.settings)
  if (!(settings && other)) throw new Error('there are not two')
  const site = await addSite(settings, SiteInput.parse({ domain: 'example.com' }), now)
  const id = Number(site.id)
  const channels = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      addChannelOut(
        settings,
        id,
        ChannelOutInput.parse({ kind: 'webhook', to: `${receiver.url}/${n}` }),
        now,
      ),
    ),
  )
  const all = channels.flatMap((channel) =>
    Array.from({ length: 10 }, (_, n) => ({
      ...{ key: `${channel.id}:${n}`, site: id, to: { channel: channel.id }, message: message() },
    })),
  )
  // Both find the same out, too.
  const stored = await Promise.all([enqueue(settings, all, now), enqueue(other, all, now)])
  expect(stored[0] + stored[1]).toBe(40)

  const log = { warn: () => undefined, error: (details: object) => expect(details).toBeNull() }
  const config = { smtpUrl: undefined, privateWebhooks: true }
  const senders = [settings, other].map(
    (kept) => new Sender({ settings: kept, config, log, now: () => now, random: () => 0 } as never),
  )
  await Promise.all(senders.map((one) => one.tick()))
  const ids = receiver.received.map(({ headers }) => headers['tributary-delivery'])
  expect(ids).toHaveLength(40)
  expect(new Set(ids).size).toBe(40)
  const { items } = await listDeliveries(other, id, { limit: 100, cursor: 0 })
  expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['sent']))

  await tidySending(other, now + 91 * 86_400_000)
  expect((await listDeliveries(settings, id, { limit: 100, cursor: 0 })).items).toEqual([])
  await removeSite(settings, site)
  expect(await other.selectFrom('channel_out').selectAll().execute()).toEqual([])
})
