import { beforeAll, describe, expect, test } from 'vitest'
import { CHROME, useApp } from '../server.ts'
import { exported, quality } from './exported.ts'

let now = Date.now()
const app = useApp({ rateLimit: '50', trustProxy: '10.0.0.0/8' }, () => now)

beforeAll(async () => {
  for (const domain of [
    'example.com',
    'rollup.example',
    'served.example',
    'read.example',
    'odd.example',
    'quiet.example',
  ])
    await app.site(domain)
  const token = await app.token(['write'])
  await app.ask('/api/sites/rollup.example', { method: 'PUT', token, body: { hostnames: ['*'] } })
})

const pageview = (more: object = {}) => ({
  n: 'pageview',
  u: 'https://example.com/',
  d: 'example.com',
  ...more,
})
const send = (payload: unknown, more: object = {}) =>
  app.ask('/api/event', {
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
    peer: '203.0.113.1',
    headers: { 'user-agent': CHROME, 'content-type': 'text/plain' },
    ...more,
  })

describe('Plausible’s endpoint', () => {
  test('answers any origin 202 ok, as text', async () => {
    const answer = await send(pageview())
    expect(answer.status).toBe(202)
    expect(await answer.text()).toBe('ok')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('x-plausible-dropped')).toBeNull()
    expect(await exported(app, 'example.com')).toHaveLength(1)
  })

  test('answers the preflight of a client that sends JSON', async () => {
    const answer = await app.ask('/api/event', { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
  })

  test('says that it dropped a robot, a host of somebody else, an unknown site', async () => {
    const robot = { headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }
    for (const answer of [
      await send(pageview(), robot),
      await send(pageview({ u: 'https://elsewhere.example/' })),
      await send(pageview({ d: 'nobody.example' })),
    ]) {
      expect(answer.status).toBe(202)
      expect(answer.headers.get('x-plausible-dropped')).toBe('1')
      expect(await answer.text()).toBe('ok')
    }
  })

  test.each([
    ['no JSON', '{', 'request'],
    ['no address', { n: 'pageview', d: 'example.com' }, 'url'],
    ['no name', { u: 'https://example.com/' }, 'event_name'],
    ['an address that is none', pageview({ u: 'https://' }), 'event'],
  ])('%s is 400 with the field', async (_, payload, field) => {
    const answer = await send(payload)
    expect(answer.status).toBe(400)
    expect(Object.keys(((await answer.json()) as { errors: object }).errors)).toEqual([field])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('one POST for several domains is an event of each', async () => {
    const before = (await exported(app, 'example.com')).length
    await send(pageview({ d: 'example.com,rollup.example', n: 'Both' }))
    expect(await exported(app, 'rollup.example')).toHaveLength(1)
    expect(await exported(app, 'example.com')).toHaveLength(before + 1)
  })

  test('a body is held to its bound, a sender to the rate', async () => {
    expect((await send(`"${'x'.repeat(65_536)}"`)).status).toBe(413)
    const burst = Array.from({ length: 210 }, () => send(pageview(), { peer: '203.0.113.77' }))
    const statuses = (await Promise.all(burst)).map(({ status }) => status)
    expect(statuses).toContain(429)
    expect(statuses).toContain(202)
  })

  test('time and scroll go to the visitor’s latest pageview of that address', async () => {
    const page = (u: string) => {
      now += 5
      return send(pageview({ d: 'read.example', u: `https://read.example${u}` }))
    }
    await page('/a')
    await page('/a')
    await page('/b')
    const engagement = { n: 'engagement', e: 4000, sd: 80, d: 'read.example' }
    await send({ ...engagement, u: 'https://read.example/a' })
    await send({ ...engagement, u: 'https://read.example/a', e: 1000, sd: 20 })
    await send({ ...engagement, u: 'https://read.example/never' })
    const events = await exported(app, 'read.example')
    const views = events.filter(({ name }) => name === 'pageview')
    const told = events.filter(({ name }) => name === 'engagement')
    expect(told.filter(({ of }) => of === views[1]?.id)).toHaveLength(2)
    expect(told.filter(({ of }) => of === undefined)).toHaveLength(1)
    const token = await app.token(['read'])
    const body = {
      period: 'today',
      metrics: ['pageviews', 'time_on_page', 'scroll_depth'],
      dimensions: ['page'],
    }
    const stats = await app.ask('/api/sites/read.example/reports/stats', { token, body })
    expect(((await stats.json()) as { rows: unknown }).rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ page: '/a', pageviews: 2, time_on_page: 2.5, scroll_depth: 40 }),
        expect.objectContaining({ page: '/b', time_on_page: 0 }),
      ]),
    )
  })

  test('what is beyond our limits is cut and counted', async () => {
    const props = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`k${i}`, 'x'.repeat(900)]),
    )
    await send(
      pageview({
        n: 'Odd',
        d: 'odd.example',
        u: 'https://odd.example/',
        p: { ...props, list: [1] },
      }),
    )
    const [event] = await exported(app, 'odd.example')
    expect(Object.keys(event?.props as object)).toHaveLength(30)
    expect(await quality(app, 'odd.example')).toMatchObject({
      trimmed: [expect.objectContaining({ field: 'props', count: 1 })],
    })
  })

  test('a server that no token vouches for is its own visitor, and that is said', async () => {
    const from = { 'user-agent': CHROME, 'x-forwarded-for': '198.51.100.7' }
    await send(pageview({ d: 'quiet.example', u: 'https://quiet.example/' }), {
      peer: '172.17.0.9',
      headers: from,
    })
    expect(JSON.stringify(await quality(app, 'quiet.example'))).toContain('172.17.0.9')
  })

  test('behind a trusted proxy, or with a token, each visitor is one', async () => {
    const token = await app.token(['ingest'])
    const visit = (ip: string, more: object) =>
      send(pageview({ d: 'served.example', u: 'https://served.example/' }), {
        headers: { 'user-agent': CHROME, 'x-forwarded-for': ip },
        ...more,
      })
    for (const [ip, more] of [
      ['198.51.100.1', { peer: '10.0.0.2' }],
      ['198.51.100.2', { peer: '10.0.0.2' }],
      ['198.51.100.1', { peer: '192.0.2.50', token }],
      ['198.51.100.3', { peer: '192.0.2.50', token }],
      ['198.51.100.3, 192.0.2.50', { peer: '10.0.0.2', token }],
    ] as const) {
      const headers = { 'user-agent': CHROME, 'x-forwarded-for': ip }
      const authorization = 'token' in more ? { authorization: `Bearer ${more.token}` } : {}
      const answer = await visit(ip, { ...more, headers: { ...headers, ...authorization } })
      expect(answer.status).toBe(202)
    }
    const read = await app.token(['read'])
    const body = { period: 'today', metrics: ['visitors', 'pageviews'] }
    const stats = await app.ask('/api/sites/served.example/reports/stats', { token: read, body })
    expect(((await stats.json()) as { totals: unknown }).totals).toEqual({
      visitors: 3,
      pageviews: 5,
    })
  })

  test('a token of another site is refused, one of another tool is nobody’s', async () => {
    const { id } = await app.site('other.example')
    const token = await app.token(['ingest'], Number(id))
    const as = (bearer: string) =>
      send(pageview(), { headers: { 'user-agent': CHROME, authorization: `Bearer ${bearer}` } })
    expect((await as(token)).status).toBe(403)
    expect((await as('plausible-secret')).status).toBe(202)
  })

  test('our own script under their address is taken as what it is', async () => {
    const event = { id: 'own-event-1', name: 'Own', at: now, url: 'https://example.com/own' }
    const body = { site: 'example.com', sent: now, events: [event] }
    const answer = await send(body)
    expect(await answer.json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
  })
})

test('what is nested deeper than anybody nests is no JSON', async () => {
  for (const [open, close] of [
    ['{"a":', '}'],
    ['[', ']'],
  ] as const) {
    const deep = `${open.repeat(7_000)}1${close.repeat(7_000)}`
    const answer = await send(
      `{"n":"x","u":"https://example.com/","d":"example.com","p":{"a":${deep}}}`,
    )
    expect(answer.status).toBe(400)
    const told = await send(pageview({ p: `{"a":${deep}}` }))
    expect(told.status).toBe(202)
  }
})
