import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Umami } from '@umami/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROME, useApp } from '../server.ts'
import { exported, quality } from './exported.ts'

const now = Date.now()
const app = useApp({ rateLimit: '50', trustProxy: '10.0.0.0/8' }, () => now)
const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409'
const SERVED = '0c9b8f2e-1111-4222-8333-944445555666'
const NODE = '1c9b8f2e-1111-4222-8333-944445555666'
let server: ServerType
let hostUrl = ''

beforeAll(async () => {
  const token = await app.token(['write'])
  const sites = { 'example.com': WEBSITE, 'served.example': SERVED, 'node.example': NODE }
  for (const [domain, umami_website_id] of Object.entries(sites)) {
    await app.site(domain)
    await app.ask(`/api/sites/${domain}`, { method: 'PUT', token, body: { umami_website_id } })
  }
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  hostUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
})

const page = (more: object = {}) => ({
  type: 'event',
  payload: { website: WEBSITE, hostname: 'example.com', url: '/', ...more },
})
const send = (body: unknown, more: object = {}, path = '/api/send') =>
  app.ask(path, {
    body: JSON.stringify(body),
    peer: '203.0.113.1',
    headers: { 'user-agent': CHROME, 'content-type': 'application/json' },
    ...more,
  })
const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>
const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/u)

describe('Umami’s endpoint', () => {
  test('answers a preflight for its own header', async () => {
    const answer = await app.ask('/api/send', { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toContain('*')
  })

  test('answers 200 with names of a session, and the same to who sends them back', async () => {
    const answer = await send(page())
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const first = await json(answer)
    expect(first).toEqual({ cache: expect.any(String), sessionId: UUID, visitId: UUID })
    const headers = { 'user-agent': CHROME, 'x-umami-cache': String(first.cache) }
    expect(await json(await send(page(), { headers }))).toEqual(first)
  })

  test('a robot is told beep boop', async () => {
    const answer = await send(page(), { headers: { 'user-agent': 'curl/8.0' } })
    expect(await json(answer)).toEqual({ beep: 'boop' })
  })

  test.each([
    [
      'another website',
      page({ website: '00000000-0000-4000-8000-000000000000' }),
      'Website not found.',
    ],
    [
      'no type',
      { payload: { website: WEBSITE } },
      'expected one of "event"|"identify"|"performance"|"error"|"engagement"',
    ],
    ['no JSON object', [], 'expected object'],
  ])('%s is 400 and says so', async (_, body, says) => {
    const answer = await send(body)
    expect(answer.status).toBe(400)
    expect(await json(answer)).toEqual({
      error: { message: expect.stringContaining(says), code: 'bad-request', status: 400 },
    })
  })

  test('what its script measures is taken, not kept, and counted', async () => {
    const before = (await exported(app, 'example.com')).length
    for (const type of ['performance', 'error'])
      expect((await send({ ...page(), type })).status).toBe(200)
    expect(await exported(app, 'example.com')).toHaveLength(before)
    expect(JSON.stringify(await quality(app, 'example.com'))).toContain('unkept')
  })

  test('a batch takes what is right and names what is not', async () => {
    const before = (await exported(app, 'example.com')).length
    const lines = [
      page({ url: '/1' }),
      { type: 'nothing' },
      page({ url: '/2' }),
      page({ website: 'x' }),
    ]
    const answer = await json(await send(lines, {}, '/api/batch'))
    expect(answer).toMatchObject({
      size: 4,
      processed: 2,
      errors: 2,
      details: [{ index: 1, response: { error: { status: 400 } } }, { index: 3 }],
      cache: expect.any(String),
    })
    const events = await exported(app, 'example.com')
    expect(events).toHaveLength(before + 2)
    expect(events.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['https://example.com/1', 'https://example.com/2']),
    )
  })

  test('a batch is a list, of no more than may be', async () => {
    expect((await send({}, {}, '/api/batch')).status).toBe(400)
    const many = Array.from({ length: 101 }, () => page())
    expect((await send(many, {}, '/api/batch')).status).toBe(413)
  })

  test('a server with a token sends for its visitors, at their times', async () => {
    const token = await app.token(['ingest'])
    const at = Math.floor(now / 1000) - 30 * 86_400
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'python-requests/2.32' }
    const of = (ip: string, more: object = {}) =>
      page({
        website: SERVED,
        hostname: 'served.example',
        ip,
        userAgent: CHROME,
        timestamp: at,
        ...more,
      })
    await send(of('198.51.100.1'), { headers })
    await send(
      [
        of('198.51.100.2'),
        of('198.51.100.2', { name: 'Buy', id: 'u1', data: { revenue: 5, currency: 'EUR' } }),
      ],
      { headers },
      '/api/batch',
    )
    const events = await exported(app, 'served.example')
    expect(events).toHaveLength(3)
    expect(events.map(({ at }) => at)).toEqual([at * 1000, at * 1000, at * 1000])
    expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(2)
    expect(events.find(({ name }) => name === 'Buy')).toMatchObject({
      name: 'Buy',
      user: 'u1',
      revenue: { amount: '5.00', currency: 'EUR' },
    })
  })

  test('a batch with a token has no more lines than are committed together', async () => {
    const headers = { authorization: `Bearer ${await app.token(['ingest'])}` }
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        page({ website: SERVED, ip: `198.51.${at % 250}.9` }),
      )
    const before = (await exported(app, 'served.example')).length
    const all = await json(await send(lines(2_000), { headers }, '/api/batch'))
    expect(all).toMatchObject({ size: 2_000, errors: 0 })
    const more = await send(lines(2_001), { headers }, '/api/batch')
    expect([more.status, await more.text()]).toEqual([413, expect.stringContaining('2000')])
    expect((await exported(app, 'served.example')).length).toBeLessThanOrEqual(before + 2_000)
  })

  test('a token lifts the limit of requests for the sites that it may send for, and for no others', async () => {
    const of = (token: string, website = SERVED, peer = '203.0.113.77') =>
      send(page({ website }), { headers: { authorization: `Bearer ${token}` }, peer })
    const times = (count: number, one: () => Promise<Response>) =>
      Promise.all(Array.from({ length: count }, async () => (await one()).status))
    const row = app.settings.selectFrom('site').select('id').where('domain', '=', 'served.example')
    const own = await app.token(['ingest'], (await row.executeTakeFirstOrThrow()).id)
    expect(new Set(await times(250, () => of(own)))).toEqual(new Set([200]))
    expect(new Set(await times(250, () => of(own, NODE)))).toEqual(new Set([403, 429]))
    expect((await of(own)).status).toBe(200)
    const reader = await app.token(['read'])
    const read = await times(250, () => of(reader, SERVED, '203.0.113.78'))
    expect(new Set(read)).toEqual(new Set([403, 429]))
  })

  test('an address that nobody vouches for is not believed, and that is said', async () => {
    const claimed = page({ ip: '198.51.100.5', url: '/claimed' })
    await send(claimed, { peer: '172.17.0.9' })
    expect(JSON.stringify(await quality(app, 'example.com'))).toContain('172.17.0.9')
  })
})

describe('@umami/node', () => {
  test('pageviews, events and identify arrive', async () => {
    const umami = new Umami({ hostUrl, websiteId: NODE })
    const answers = [
      await umami.track({
        url: '/docs',
        hostname: 'node.example',
        title: 'Docs',
        referrer: 'https://github.com/',
      }),
      await umami.track('Renewed', { plan: 'pro' }),
      await umami.identify({ role: 'admin' }),
      await umami.send({
        website: NODE,
        name: 'Buy',
        url: '/buy',
        hostname: 'node.example',
        data: { revenue: 20, currency: 'USD' },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    for (const answer of answers) expect(await json(answer)).toHaveProperty('sessionId')
    const events = await exported(app, 'node.example')
    expect(events.map(({ name }) => name).sort()).toEqual([
      'Buy',
      'Renewed',
      'identify',
      'pageview',
    ])
    expect(events.find(({ name }) => name === 'pageview')).toMatchObject({
      url: 'https://node.example/docs',
      title: 'Docs',
    })
    expect(events.find(({ name }) => name === 'Renewed')).toMatchObject({ props: { plan: 'pro' } })
  })
})

test('what is nested deeper than anybody nests is no JSON', async () => {
  const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`
  for (const path of ['/api/send', '/api/batch']) {
    const line = `{"type":"event","payload":{"website":"${WEBSITE}","name":"x","data":{"a":${deep}}}}`
    const answer = await app.ask(path, {
      body: path === '/api/batch' ? `[${line}]` : line,
      peer: '203.0.113.1',
      headers: { 'user-agent': CHROME, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  }
})
