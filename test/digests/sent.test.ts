import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDigest, DigestInput } from '../../collector/digests/digests.ts'
import { tellDigests } from '../../collector/digests/teller.ts'
import { subscriptionOf } from '../../collector/digests/unsubscribed.ts'
import { Sender } from '../../collector/sending/sender.ts'
import { SmtpAddress } from '../../collector/smtp-address.ts'
import { type MailServer, mailServer } from '../sending/mail-server.ts'
import { parseMail } from '../sending/mime.ts'
import { type SendingSite, sendingSite } from '../sending/site.ts'
import { facts, moved } from './told.ts'

const NOW = Date.parse('2026-11-24T08:00:10Z')
const HOSTILE = '"><img src=https://evil.example/p.gif>'
/** Gmail counts the source, as it is encoded. */
const MOST_BYTES = 100_000

let on: SendingSite
let mail: MailServer
beforeEach(async () => {
  on = await sendingSite()
  mail = await mailServer()
})
afterEach(async () => {
  await mail.close()
  await on.close()
})

const log = { warn: () => undefined, error: () => undefined } as never

/** As a server does: what is due is stored, then sent. */
async function tellAndSend(settings = on.settings, now = NOW): Promise<void> {
  const { stats, usual, quality } = facts()
  const [mover] = moved([
    [HOSTILE, 900, 10],
    ['Grüße aus Köln', 5, 300],
  ])
  const answers: Record<string, unknown> = { usual, 'data-quality': quality }
  const statsFor = ({ dimensions = [] }: { dimensions?: string[] }) =>
    dimensions.includes('source') ? mover?.answer : stats
  const run = async (name: string, _: string, request: unknown) =>
    name === 'stats' ? statsFor(request as { dimensions?: string[] }) : answers[name]
  const origin = 'https://growth.example'
  await tellDigests({ settings, origin, log, owners: { of: () => 'here' }, reports: { run } }, now)
  const smtpUrl = SmtpAddress.parse(`smtp://127.0.0.1:${mail.port}?from=growth@example.com`)
  const config = { smtpUrl, privateWebhooks: false }
  const sender = new Sender({ settings, config, log, now: () => now, random: () => 0.5 })
  await sender.tick()
  await sender.close()
}

const add = (language: 'en' | 'zh', to = ['ada@example.com']) =>
  addDigest(
    on.settings,
    on.id,
    DigestInput.parse({ to, per: 'day', timezone: 'UTC', language }),
    NOW - 86_400_000,
  )

test('it arrives by SMTP, in two forms that say the same, with a link to leave by one click', async () => {
  await add('en')
  await tellAndSend()
  const [got] = mail.got
  expect(got?.to).toEqual(['ada@example.com'])
  const { headers, text, html } = parseMail(got?.text ?? '')
  expect(headers.get('subject')).toBe('example.com: 1,204 visitors (Monday, Nov 23, 2026)')
  expect(headers.get('content-type')).toContain('multipart/alternative')
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const link = /^<https:\/\/growth\.example\/u\/([\w.-]+)>$/u.exec(
    headers.get('list-unsubscribe') ?? '',
  )
  expect(subscriptionOf(on.settings, link?.[1] ?? '')).toEqual({
    site: on.id,
    per: 'day',
    email: 'ada@example.com',
    language: 'en',
  })
  expect(html).toContain(`href="https://growth.example/u/${link?.[1]}"`)
  expect(text).toContain(`https://growth.example/u/${link?.[1]}`)
  for (const said of ['1,204 visitors on Mon, Nov 23', 'Sources that moved', '−295']) {
    expect(text).toContain(said)
    expect(html).toContain(said)
  }
  expect(text).toContain('Grüße aus Köln')
  expect(html).not.toContain('<img')
  expect(got?.text.length).toBeLessThan(MOST_BYTES)
})

test('Chinese arrives as it was written', async () => {
  await add('zh')
  await tellAndSend()
  const { headers, html } = parseMail(mail.got[0]?.text ?? '')
  expect(headers.get('subject')).toBe('example.com：访客数 1,204（2026年11月23日星期一）')
  expect(html).toContain('lang="zh-CN"')
  expect(html).toContain('变化较大的来源')
})

test('two servers that begin anew at any moment send each of it once', async () => {
  await add('en', ['ada@example.com', 'bob@example.com'])
  await Promise.all([tellAndSend(), tellAndSend(on.beside())])
  await tellAndSend(on.beside(), NOW + 60_000)
  expect(mail.got.map(({ to }) => to[0]).toSorted()).toEqual(['ada@example.com', 'bob@example.com'])
})
