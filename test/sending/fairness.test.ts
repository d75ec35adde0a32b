import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { addChannelOut, ChannelOutInput } from '../../collector/sending/channels-out.ts'
import { enqueue } from '../../collector/sending/enqueue.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { SmtpAddress } from '../../collector/smtp-address.ts'
import { type MailServer, mailServer } from './mail-server.ts'
import { message } from './messages.ts'
import { says } from './receiver.ts'
import { useSending } from './sending.ts'

const on = useSending()
const hanging: ServerResponse[] = []
const servers: MailServer[] = []
afterEach(async () => {
  on.receiver.respond = says(200, 'ok')
  for (const response of hanging.splice(0)) response.end()
  for (const one of servers.splice(0)) await one.close()
})

const isHanging = (url: string) => url.includes('/hangs')

function hang(): void {
  on.receiver.respond = ({ url }, response) => {
    if (isHanging(url)) hanging.push(response)
    else response.end('ok')
  }
}

/** A site with as many webhooks, each with something to be told. */
async function siteWith(domain: string, hooks: number, path: string): Promise<void> {
  const { settings } = on.site
  const site = Number((await addSite(settings, SiteInput.parse({ domain }), 0)).id)
  for (let n = 0; n < hooks; n += 1) {
    const to = `${on.receiver.url}/${domain}${path}/${n}`
    const input = ChannelOutInput.parse({ kind: 'webhook', to })
    const { id } = await addChannelOut(settings, site, input, on.now)
    await enqueue(settings, [{ key: to, site, to: { channel: id }, message: message() }], on.now)
  }
}

const asked = (part: string) => on.receiver.received.filter(({ url }) => url.includes(part)).length

async function threeSitesHang() {
  hang()
  for (const domain of ['a.example', 'b.example', 'c.example']) await siteWith(domain, 5, '/hangs')
  on.now += 1
}

test('three sites whose receivers hang keep a fourth waiting for seconds, not for theirs', async () => {
  await threeSitesHang()
  await siteWith('d.example', 4, '/well')
  const one = on.sender()
  one.begin()
  await expect.poll(() => asked('/hangs')).toBeGreaterThanOrEqual(7)
  on.now += 3_000
  one.begin()
  await expect.poll(() => asked('/well')).toBe(4)
  for (const domain of ['a', 'b', 'c']) expect(asked(`/${domain}.example`)).toBeLessThanOrEqual(3)
})

test('webhooks that hang keep no mail waiting', async () => {
  await threeSitesHang()
  const mail = await mailServer()
  servers.push(mail)
  const at = SmtpAddress.parse(`smtp://127.0.0.1:${mail.port}?from=a@b.example`)
  const one = on.sender(on.site.settings, at)
  one.begin()
  await expect.poll(() => asked('/hangs')).toBe(8)
  await on.told({ email: 'jo@example.com' }, ['mail'])
  one.begin()
  await expect.poll(() => mail.got.map(({ to }) => to)).toEqual([['jo@example.com']])
})

test('a site with much to tell leaves the next place to one with little', async () => {
  await siteWith('much.example', 30, '/well')
  on.now += 1
  await siteWith('little.example', 1, '/well')
  await on.sender().tick()
  const order = on.receiver.received.map(({ url }) => url)
  expect(order).toHaveLength(31)
  expect(order.findIndex((url) => url.includes('/little'))).toBeLessThan(8)
})

test('a clock that is put back a day keeps no receiver resting for a day', async () => {
  on.receiver.respond = says(200, { errcode: 0 })
  const chat = { channel: await on.channel('wecom', '/chat') }
  await on.told(chat, ['a'])
  const one = on.sender()
  await one.tick()
  on.now -= 86_400_000
  await on.told(chat, ['b'])
  await one.tick()
  expect(asked('/chat')).toBe(2)
})
