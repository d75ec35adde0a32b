import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addChannelOut,
  ChannelOutInput,
  removeChannelOut,
  restoreChannelOut,
} from '../../collector/sending/channels-out.ts'
import { sendAgain } from '../../collector/sending/deliveries.ts'
import { enqueue } from '../../collector/sending/enqueue.ts'
import { tidySending } from '../../collector/sending/tidy.ts'
import { SmtpAddress } from '../../collector/smtp-address.ts'
import { type MailServer, mailServer } from './mail-server.ts'
import { message } from './messages.ts'
import { says } from './receiver.ts'
import { HOUR, MINUTE, useSending } from './sending.ts'

const DAY = 24 * HOUR
const on = useSending()

describe('e-mail', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await mailServer()
  })
  afterEach(() => server.close())
  const at = () => SmtpAddress.parse(`smtp://127.0.0.1:${server.port}?from=growth@example.com`)

  test('goes to a reader, and to a way out', async () => {
    await on.told({ email: 'ann@example.org' }, ['a'])
    const input = ChannelOutInput.parse({ kind: 'email', to: 'ops@example.org' })
    const { id } = await addChannelOut(on.site.settings, on.site.id, input, on.now)
    await on.told({ channel: id }, ['b'])
    await on.sender(on.site.settings, at()).tick()
    expect(server.got.map(({ to }) => to).toSorted()).toEqual([
      ['ann@example.org'],
      ['ops@example.org'],
    ])
    expect((await on.deliveries()).map(({ to, channel_kind }) => `${channel_kind} ${to}`)).toEqual(
      expect.arrayContaining(['email ann@example.org', 'email ops@example.org']),
    )
  })

  test('waits for a mail server to be named', async () => {
    await on.told({ email: 'ann@example.org' }, ['a'])
    await on.sender().tick()
    expect(await on.deliveries()).toMatchObject([
      { state: 'waiting', detail: expect.stringContaining('TRIBUTARY_SMTP_URL') },
    ])
  })

  test('with a link to sign in is not kept once it is sent, nor told of to a site', async () => {
    const link = { kind: 'sign_in' as const }
    await enqueue(
      on.site.settings,
      [{ key: 's', site: null, to: { email: 'ann@example.org' }, message: message(link) }],
      on.now,
    )
    await on.sender(on.site.settings, at()).tick()
    expect(server.got).toHaveLength(1)
    const row = await on.site.settings.selectFrom('delivery').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'sent', message: null })
    expect(await on.deliveries()).toEqual([])
  })
})

describe('a way out that was removed', () => {
  test('keeps what waits for a day, and goes on when it is brought back', async () => {
    const id = await on.channel()
    await on.told({ channel: id }, ['a'])
    await removeChannelOut(on.site.settings, on.site.id, id, on.now)
    const one = on.sender()
    await one.tick()
    expect(await on.deliveries()).toMatchObject([{ state: 'waiting', detail: /removed/u }])
    await restoreChannelOut(on.site.settings, on.site.id, id, on.now)
    on.now += MINUTE
    await one.tick()
    expect(await on.deliveries()).toMatchObject([{ state: 'sent' }])
  })

  test('of another on.site is none', async () => {
    const id = await on.channel()
    const other = await enqueue(
      on.site.settings,
      [{ key: 'x', site: null, to: { channel: id }, message: message() }],
      on.now,
    )
    expect(other).toBe(1)
    await on.sender().tick()
    expect(on.receiver.received).toEqual([])
  })
})

test.each([
  ['asked', 'given', ['sent', null]],
  ['asked', 'declined', ['failed', 'whoever has that address wants nothing of this site']],
] as const)('a way out whose address is %s waits until it is %s', async (before, after, end) => {
  const id = await on.channel()
  const { settings } = on.site
  const consent = (said: string) =>
    settings.updateTable('channel_out').set({ consent: said }).execute()
  await on.told({ channel: id }, ['a'])
  await consent(before)
  const one = on.sender()
  await one.tick()
  expect(await on.deliveries()).toMatchObject([{ state: 'waiting', detail: /not said yes/u }])
  expect(on.receiver.received).toEqual([])
  await consent(after)
  on.now += MINUTE
  await one.tick()
  const [state, detail] = end
  expect(await on.deliveries()).toMatchObject([{ state, detail }])
})

test('what was sent or given up is sent again when somebody asks for it', async () => {
  on.receiver.respond = says(410, '')
  await on.told({ channel: await on.channel() }, ['a'])
  const one = on.sender()
  await one.tick()
  const [failed] = await on.deliveries()
  on.receiver.respond = says(200, '')
  on.now += MINUTE
  expect(await sendAgain(on.site.settings, on.site.id, failed?.id ?? '', on.now)).toMatchObject({
    ...{ state: 'waiting', tries: 0, detail: null },
  })
  await one.tick()
  expect(await on.deliveries()).toMatchObject([{ state: 'sent', tries: 1 }])
  await expect(
    sendAgain(on.site.settings, on.site.id + 1, failed?.id ?? '', on.now),
  ).rejects.toMatchObject({
    status: 404,
  })
})

test('a way out that was removed is forgotten after a day: its keys at once, its name with its last delivery', async () => {
  const id = await on.channel()
  await on.told({ channel: id }, ['a'])
  await on.sender().tick()
  const { settings, id: site } = on.site
  await removeChannelOut(settings, site, id, on.now)
  const rows = () => settings.selectFrom('channel_out').select(['target', 'secret']).execute()
  await tidySending(settings, on.now + DAY)
  expect(await rows()).toMatchObject([{ target: expect.any(String) }])
  await tidySending(settings, on.now + DAY + 1)
  expect(await rows()).toEqual([{ target: null, secret: null }])
  await expect(restoreChannelOut(settings, site, id, on.now + 1)).rejects.toMatchObject({
    status: 404,
  })
  await tidySending(settings, on.now + 91 * DAY)
  await tidySending(settings, on.now + 91 * DAY)
  expect(await rows()).toEqual([])
})
