import { createHmac } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { describe, expect, test } from 'vitest'
import { deliver } from '../../collector/sending/deliver.ts'
import { post } from '../../collector/sending/post.ts'
import { message } from './messages.ts'
import { says, useReceiver } from './receiver.ts'

const receiver = useReceiver()
const CREATED = Date.UTC(2026, 10, 30, 8)
const NOW = CREATED + 3_600_000
const SECRET = 'whsec_0123456789'
const never = new AbortController().signal

async function tell(more: { to?: string; secret?: string | null; own?: boolean } = {}) {
  const { to = `${receiver.url}/hook`, secret = SECRET, own = true } = more
  return await deliver(
    {
      ...{ id: 'd1', site: 'example.com', kind: 'webhook', to, secret },
      ...{ message: message(), created_at: CREATED },
    },
    { config: { smtpUrl: undefined, privateWebhooks: own }, now: NOW, ending: never },
  )
}

/** As the documentation tells receivers to. */
function isOurs(header: string, body: string, now: number): boolean {
  const { t = '', v1 = '' } = Object.fromEntries(header.split(',').map((part) => part.split('=')))
  const expected = createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex')
  return v1 === expected && Math.abs(now / 1_000 - Number(t)) <= 300
}

describe('a webhook', () => {
  test('is told everything in JSON, signed with the time of the try', async () => {
    expect(await tell()).toEqual({ sent: true, detail: null })
    const [got] = receiver.received
    expect(got).toMatchObject({
      method: 'POST',
      url: '/hook',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Tributary',
        'tributary-delivery': 'd1',
      },
      json: {
        id: 'd1',
        type: 'alert.fired',
        created_at: '2026-11-30T08:00:00.000Z',
        site: 'example.com',
        title: 'Purchases are down 21 %',
        facts: [{ name: 'Purchases', value: '87', change: '−21 %' }],
        data: { alert: 'a1', value: 87 },
      },
    })
    const header = String(got?.headers['tributary-signature'])
    expect(isOurs(header, got?.body ?? '', NOW)).toBe(true)
    expect(isOurs(header, `${got?.body} `, NOW)).toBe(false)
    expect(isOurs(header, got?.body ?? '', NOW + 301_000)).toBe(false)
  })

  test('without a secret is not signed', async () => {
    await tell({ secret: null })
    expect(receiver.received[0]?.headers['tributary-signature']).toBeUndefined()
  })

  test.each([
    [200, { sent: true }],
    [204, { sent: true }],
    [400, { sent: false, retry: true }],
    [404, { sent: false, retry: true }],
    [410, { sent: false, retry: false }],
    [500, { sent: false, retry: true, detail: 'answered 500: broken' }],
  ])('that answers %d is asked again, unless it is gone', async (status, expected) => {
    receiver.respond = (_, response) =>
      response.writeHead(status).end(status === 500 ? 'broken' : '')
    expect(await tell()).toMatchObject(expected)
  })

  test('is left alone until the date that it names', async () => {
    const date = new Date(NOW + 90_000).toUTCString()
    receiver.respond = says(503, 'later', { 'retry-after': date })
    expect(await tell()).toMatchObject({ sent: false, retry: true, after: 90_000 })
  })

  test('leads nowhere else: a redirect is not followed', async () => {
    receiver.respond = says(302, '', { location: `${receiver.url}/elsewhere` })
    expect(await tell()).toMatchObject({ sent: false, detail: 'answered 302' })
    expect(receiver.received).toHaveLength(1)
  })

  test('that says what it was asked for tells nobody its key', async () => {
    receiver.respond = ({ url }, response) => response.writeHead(404).end(`no ${url} ${SECRET}`)
    const { detail } = await tell({ to: `${receiver.url}/hook/T0B0C0D0/abcdefgh?key=12345678` })
    expect(detail).toBe('answered 404: no /hook/…/…?key=… …')
  })

  test('is not read to the end: what it says at length is cut', async () => {
    receiver.respond = (_, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' })
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    const { detail } = await tell()
    expect(detail).toHaveLength(300)
  })
})

describe('an address of the own network', () => {
  test('is not reached unless it is allowed, by its number or by its name', async () => {
    const refused = { sent: false, retry: false, detail: expect.stringContaining('private') }
    expect(await tell({ own: false })).toMatchObject(refused)
    const { port } = new URL(receiver.url)
    expect(await tell({ own: false, to: `http://localhost:${port}/` })).toMatchObject(refused)
    expect(await tell({ own: false, to: `http://[::ffff:127.0.0.1]:${port}/` })).toMatchObject(
      refused,
    )
    expect(receiver.received).toHaveLength(0)
    expect(await tell({ to: `http://localhost:${port}/` })).toMatchObject({ sent: true })
  })

  test('is not reached by a name that is looked up once for show and once for real', async () => {
    const answers = ['8.8.8.8', '127.0.0.1']
    let asked = 0
    const lookup = ((_: string, __: object, done: (e: null, all: object[]) => void) => {
      done(null, [{ address: answers[asked++], family: 4 }])
    }) as never
    const { port } = new URL(receiver.url)
    const request = { url: `http://rebind.example:${port}/`, headers: {}, body: '{}' }
    const given = { ownNetwork: false, ending: never, now: NOW, deadline: 300, lookup }
    // The connection goes to what was looked at, which nobody answers at.
    await expect(post(request, given)).rejects.toThrow()
    expect(asked).toBe(1)
    await expect(post(request, given)).rejects.toThrow(/private/u)
    expect(receiver.received).toHaveLength(0)
  })
})

describe('a receiver that hangs', () => {
  test('before it answers is given up, in time or at the end of the server', async () => {
    receiver.respond = () => undefined
    const request = { url: receiver.url, headers: {}, body: '{}' }
    const given = { ownNetwork: true, ending: never, now: NOW, deadline: 200 }
    await expect(post(request, given)).rejects.toThrow(/abort/iu)
    const ending = new AbortController()
    setTimeout(() => ending.abort(), 50)
    await expect(
      post(request, { ...given, deadline: 60_000, ending: ending.signal }),
    ).rejects.toThrow(/abort/iu)
  })

  test('after its status has answered', async () => {
    receiver.respond = (_, response) => {
      response.writeHead(200)
      response.write('{"code":')
    }
    const request = { url: receiver.url, headers: {}, body: '{}' }
    const ending = new AbortController()
    // Once what was written has been read.
    const begun = () => setTimeout(() => ending.abort(), 300)
    subscribe('http.client.response.finish', begun)
    const answer = await post(request, { ownNetwork: true, ending: ending.signal, now: NOW })
    unsubscribe('http.client.response.finish', begun)
    expect(answer).toMatchObject({ status: 200, body: '{"code":' })
  })

  test('or hangs up is told of in words', async () => {
    receiver.respond = (_, response) => response.socket?.destroy()
    expect(await tell()).toMatchObject({ sent: false, retry: true, detail: 'socket hang up' })
    expect(await tell({ to: 'http://127.0.0.1:9/' })).toMatchObject({
      detail: 'connect ECONNREFUSED 127.0.0.1:9',
    })
    expect(await tell({ to: 'http://nowhere.invalid/' })).toMatchObject({
      sent: false,
      retry: true,
      detail: expect.stringContaining('nowhere.invalid'),
    })
  })
})
