import type { ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { claim, settle } from '../../collector/sending/claims.ts'
import { enqueue } from '../../collector/sending/enqueue.ts'
import { message } from './messages.ts'
import { says } from './receiver.ts'
import { HOUR, MINUTE, useSending } from './sending.ts'

const on = useSending()
const ANYBODY = { road: 'web', receivers: [], sites: [] } as const

describe('what is to be told', () => {
  test('goes out once, and says so', async () => {
    await on.told({ channel: await on.channel() }, ['a', 'b'])
    const one = on.sender()
    await one.tick()
    await one.tick()
    expect(on.receiver.received.map(({ json }) => json.title)).toHaveLength(2)
    expect(await on.deliveries()).toMatchObject([
      { state: 'sent', tries: 1, next_at: null, ended_at: new Date(on.now).toISOString() },
      { state: 'sent' },
    ])
  })

  test('goes out once though two processes send', async () => {
    const channels = await Promise.all(
      ['/1', '/2', '/3'].map((path) => on.channel('webhook', path)),
    )
    for (const id of channels) {
      await on.told(
        { channel: id },
        Array.from({ length: 20 }, (_, n) => `${id}:${n}`),
      )
    }
    await Promise.all([on.sender().tick(), on.sender(on.site.beside()).tick()])
    const ids = on.receiver.received.map(({ headers }) => headers['tributary-delivery'])
    expect(ids).toHaveLength(60)
    expect(new Set(ids).size).toBe(60)
  })

  test('is kept while the on.receiver is broken, for a day, and given up aloud', async () => {
    on.receiver.respond = says(500, 'broken')
    await on.told({ channel: await on.channel() }, ['a'])
    const began = on.now
    const one = on.sender()
    const states: (string | null)[] = []
    while ((await on.deliveries())[0]?.state === 'waiting') {
      await one.tick()
      const [it] = await on.deliveries()
      states.push(it?.detail ?? null)
      if (it?.next_at) on.now = Date.parse(it.next_at)
    }
    expect(new Set(states)).toEqual(new Set(['answered 500: broken']))
    expect(on.receiver.received).toHaveLength(17)
    expect(on.now - began).toBeGreaterThan(24 * HOUR)
    expect(await on.deliveries()).toMatchObject([{ state: 'failed', tries: 17 }])
    expect(on.log).toMatchObject([{ reason: 'answered 500: broken', tries: 17 }])
    // All that time the id is the same, the signature never.
    const of = (name: string) => new Set(on.receiver.received.map(({ headers }) => headers[name]))
    expect(of('tributary-delivery').size).toBe(1)
    expect(of('tributary-signature').size).toBe(17)
  })

  // https://github.com/prometheus/alertmanager/issues/3865
  test('comes through once though two processes saw it fail before', async () => {
    on.receiver.respond = says(500, 'no')
    await on.told({ channel: await on.channel() }, ['a'])
    const both = [on.sender(), on.sender(on.site.beside())]
    const tick = async () => {
      on.now += MINUTE
      await Promise.all(both.map((one) => one.tick()))
    }
    await tick()
    await tick()
    const failed = on.receiver.received.length
    on.receiver.respond = says(200, 'ok')
    for (let i = 0; i < 5; i += 1) await tick()
    expect(on.receiver.received).toHaveLength(failed + 1)
    expect(await on.deliveries()).toMatchObject([{ state: 'sent', tries: failed + 1 }])
  })

  test('comes through once the on.receiver is well again', async () => {
    on.receiver.respond = says(503, 'no', { 'retry-after': '600' })
    await on.told({ channel: await on.channel() }, ['a'])
    const one = on.sender()
    await one.tick()
    on.receiver.respond = says(200, 'ok')
    on.now += 9 * MINUTE
    await one.tick()
    expect(on.receiver.received).toHaveLength(1)
    on.now += MINUTE
    await one.tick()
    expect(await on.deliveries()).toMatchObject([{ state: 'sent', tries: 2, detail: null }])
  })

  test('is not tried twice where it cannot be', async () => {
    on.receiver.respond = says(410, '')
    await on.told({ channel: await on.channel() }, ['a'])
    await on.told({ channel: 'nowhere' }, ['b'])
    await on.sender().tick()
    expect(await on.deliveries()).toMatchObject([
      { state: 'failed', tries: 1 },
      { state: 'failed', tries: 1 },
    ])
  })

  test('waits for its turn in a chat, which takes 20 a minute, and holds nobody up', async () => {
    on.receiver.respond = says(200, { errcode: 0 })
    await on.told({ channel: await on.channel('wecom', '/chat') }, ['a', 'b', 'c'])
    await on.told({ channel: await on.channel('webhook', '/hook') }, ['d', 'e', 'f'])
    const one = on.sender()
    await one.tick()
    const at = (path: string) => on.receiver.received.filter(({ url }) => url === path).length
    expect([at('/chat'), at('/hook')]).toEqual([1, 3])
    on.now += 3_000
    await one.tick()
    expect(at('/chat')).toBe(2)
  })

  test('is no digest for who has left meanwhile', async () => {
    const left = { site: on.site.id, per: 'week', email: 'jo@example.com', at: on.now }
    await on.site.settings.insertInto('digest_unsubscribed').values(left).execute()
    const key = (per: string) => `digest:d1:${per}:2026-11-23..2026-11-29:jo@example.com`
    await on.told({ email: left.email }, [key('week'), key('day')], { kind: 'digest' })
    await on.sender().tick()
    const rows = await on.site.settings.selectFrom('delivery').selectAll().execute()
    expect(rows.find((row) => row.key === key('week'))).toMatchObject({
      ...{ state: 'failed', detail: expect.stringContaining('wants none of these') },
    })
    expect(rows.find((row) => row.key === key('day'))?.state).toBe('waiting')
  })

  test('waits behind no site, however many of its receivers hang', async () => {
    for (let n = 0; n < 12; n += 1)
      await on.told({ channel: await on.channel('webhook', `/hangs/${n}`) }, [`a${n}`])
    on.now += 1
    const other = { site: null, to: { channel: await on.channel('webhook', '/other') } }
    await enqueue(on.site.settings, [{ ...other, key: 'b', message: message() }], on.now)
    await enqueue(
      on.site.settings,
      [
        {
          key: 'c',
          site: null,
          to: { email: 'jo@example.com' },
          message: message({ kind: 'sign_in' }),
        },
      ],
      on.now,
    )
    const hanging: ServerResponse[] = []
    on.receiver.respond = (_, response) => hanging.push(response)
    const ticked = on.sender().tick()
    await vi.waitFor(async () => {
      const rows = await on.site.settings.selectFrom('delivery').select(['key', 'tries']).execute()
      const tried = rows.filter(({ tries }) => tries > 0).map(({ key }) => key)
      expect(tried).toEqual(expect.arrayContaining(['b', 'c']))
      expect(tried).toHaveLength(5)
    }, 10_000)
    on.receiver.respond = says(200, 'ok')
    for (const response of hanging) response.end()
    await ticked
    expect((await on.deliveries()).filter(({ state }) => state === 'sent')).toHaveLength(12)
  })

  test('waits no longer than a moment behind a on.receiver that hangs', async () => {
    await on.told({ channel: await on.channel('webhook', '/hangs') }, ['a', 'b', 'c', 'd', 'e'])
    on.now += 1
    await on.told({ channel: await on.channel('webhook', '/well') }, ['f'])
    const hanging: ServerResponse[] = []
    on.receiver.respond = ({ url }, response) => {
      if (url === '/well') response.end('ok')
      else hanging.push(response)
    }
    const one = on.sender()
    one.begin()
    await expect.poll(() => on.receiver.received.map(({ url }) => url)).toContain('/well')
    expect(on.receiver.received.filter(({ url }) => url === '/hangs')).toHaveLength(1)
    on.receiver.respond = says(200, 'ok')
    for (const response of hanging) response.end()
  })
})

describe('a sender that is killed', () => {
  test('leaves what it had claimed to the next, after its claim', async () => {
    await on.told({ channel: await on.channel() }, ['a'])
    expect(await claim(on.site.settings, on.now, ANYBODY)).toMatchObject({ key: 'a', tries: 1 })
    const next = on.sender(on.site.beside())
    on.now += 2 * MINUTE - 1
    await next.tick()
    expect(on.receiver.received).toHaveLength(0)
    on.now += 1
    await next.tick()
    expect(await on.deliveries()).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  test('and comes back from the dead changes nothing', async () => {
    await on.told({ channel: await on.channel() }, ['a'])
    const first = await claim(on.site.settings, on.now, ANYBODY)
    on.now += 2 * MINUTE
    const second = await claim(on.site.settings, on.now, ANYBODY)
    if (!(first && second)) throw new Error('nothing was claimed')
    await settle(on.site.settings, first, { state: 'failed' })
    expect(await on.deliveries()).toMatchObject([{ state: 'waiting' }])
    await settle(on.site.settings, second, { state: 'sent' })
    expect(await on.deliveries()).toMatchObject([{ state: 'sent' }])
  })

  test('by the same delivery each time ends with it', async () => {
    await on.told({ channel: await on.channel() }, ['a'])
    for (let n = 0; n < 17; n++) {
      expect(await claim(on.site.settings, on.now, ANYBODY)).toBeDefined()
      on.now += 2 * MINUTE
    }
    on.receiver.respond = says(500, '')
    await on.sender().tick()
    expect(await on.deliveries()).toMatchObject([{ state: 'failed', tries: 18 }])
  })
})
