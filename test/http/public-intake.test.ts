import { beforeAll, describe, expect, test } from 'vitest'
import { CHROME, useApp } from './server.ts'

const app = useApp({ rateLimit: '2', trustProxy: '10.0.0.0/8' }, () => now)
const now = Date.UTC(2026, 5, 1, 12)

beforeAll(async () => {
  await app.site('example.com')
})

let count = 0
const pageview = () => ({
  id: `pageview${count++}`,
  name: 'pageview',
  at: now,
  url: 'https://example.com/',
})
const body = (events: unknown[]) => JSON.stringify({ sent: now, events })
const send = (text: string, more: object = {}) =>
  app.ask('/t/example.com', {
    body: text,
    peer: '203.0.113.1',
    headers: { 'user-agent': CHROME, 'content-length': String(Buffer.byteLength(text)) },
    ...more,
  })

describe('the public intake', () => {
  test('answers any origin after the commit', async () => {
    const answer = await send(body([pageview()]))
    expect(answer.status).toBe(202)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(await answer.json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
  })

  test('answers a preflight', async () => {
    const answer = await app.ask('/t/example.com', { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toBe('*, authorization')
  })

  test.each([
    ['no JSON', '{', 400],
    ['no valid event', '{"events":[{}]}', 400],
    ['more than 64 KiB', `"${'x'.repeat(65_536)}"`, 413],
    ['more than 100 events', body(Array.from({ length: 101 }, pageview)), 413],
  ])('%s is %i, readable by the page', async (_, text, status) => {
    const answer = await send(text, { peer: `203.0.113.${10 + (count++ % 100)}` })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test('a body of unannounced length is held to the same bound', async () => {
    const text = `"${'x'.repeat(65_536)}"`
    const answer = await send(text, { peer: '203.0.113.200', headers: {} })
    expect(answer.status).toBe(413)
  })

  test('an unknown site is 404', async () => {
    const answer = await app.ask('/t/unknown.example', {
      body: body([pageview()]),
      peer: '203.0.113.3',
    })
    expect(answer.status).toBe(404)
  })
})

describe('the rate', () => {
  const statuses = async (n: number, peer: (i: number) => string, forwarded?: string) => {
    const seen: number[] = []
    for (let i = 0; i < n; i++) {
      const text = body([pageview()])
      const headers = {
        'user-agent': CHROME,
        'content-length': String(text.length),
        ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      }
      seen.push((await send(text, { peer: peer(i), headers })).status)
    }
    return seen
  }

  test('is a burst of four times the limit for one address, then 429 with a time to wait', async () => {
    const seen = await statuses(9, () => '198.51.100.1')
    expect(seen).toEqual([...Array(8).fill(202), 429])
    const answer = await send(body([pageview()]), { peer: '198.51.100.1' })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('counts an IPv6 subscriber once, however many addresses it has', async () => {
    const seen = await statuses(9, (i) => `2001:db8:1:2::${i}`)
    expect(seen.at(-1)).toBe(429)
  })

  test('counts the client behind a trusted proxy, not the proxy', async () => {
    const first = await statuses(8, () => '10.0.0.1', '198.51.100.7')
    const second = await statuses(8, () => '10.0.0.1', '198.51.100.8, 10.0.0.2')
    expect([...first, ...second]).toEqual(Array(16).fill(202))
  })

  test('does not believe what a client writes itself', async () => {
    const seen = await statuses(9, () => '198.51.100.20', '192.0.2.1')
    expect(seen.at(-1)).toBe(429)
  })
})
