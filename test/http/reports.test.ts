import { beforeAll, describe, expect, test } from 'vitest'
import { CHROME, useApp } from './server.ts'

const app = useApp({}, () => now)
let read: string
let ingest: string
let now = Date.UTC(2026, 5, 2, 12)
const DAY = 86_400_000

beforeAll(async () => {
  const site = await app.site('example.com')
  read = await app.token(['read'])
  ingest = await app.token(['ingest'], Number(site.id))
})

const line = (id: string, url: string) => ({
  id: `event-${id}`,
  name: 'pageview',
  at: now - DAY,
  url,
  visitor: `visitor-${id}`,
})
const EVENTS = [
  line('one', 'https://example.com/?utm_source=google&utm_medium=cpc'),
  line('two', 'https://example.com/=cmd'),
]

const importing = (body: string, type: string, token = ingest) =>
  app.ask('/api/sites/example.com/events', { token, body, headers: { 'content-type': type } })
const stats = (more: object = {}) => ({
  period: { from: '2026-06-01', to: '2026-06-01' },
  metrics: ['visits'],
  dimensions: ['channel'],
  ...more,
})
const report = (name: string, body: unknown, headers = {}) =>
  app.ask(`/api/sites/example.com/reports/${name}`, { token: read, body, headers })

describe('the import', () => {
  test('takes NDJSON at its own times, once', async () => {
    const body = EVENTS.map((event) => JSON.stringify(event)).join('\n')
    const first = await importing(body, 'application/x-ndjson')
    expect(first.status).toBe(202)
    expect(await first.json()).toEqual({ accepted: 2, duplicate: 0, rejected: [] })
    expect(await (await importing(body, 'application/x-ndjson')).json()).toMatchObject({
      accepted: 0,
      duplicate: 2,
    })
  })

  test('takes the script’s body too', async () => {
    const body = JSON.stringify({ visitor: 'visitor-one', events: [EVENTS[0]] })
    expect(await (await importing(body, 'application/json')).json()).toMatchObject({ duplicate: 1 })
  })

  test.each([
    ['{', 'application/json', 400],
    [`"${'x'.repeat(65_536)}"`, 'application/json', 413],
  ])('refuses %.8s… as %s with %i', async (body, type, status) => {
    const answer = await importing(body, type)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test('needs its scope', async () => {
    expect((await importing('{}', 'application/json', read)).status).toBe(403)
  })
})

test('a token that may only send is told to read, which is a scope there is', async () => {
  const answer = await app.ask('/api/sites/example.com/reports/stats', {
    token: ingest,
    body: stats(),
  })
  expect(await answer.json()).toMatchObject({
    status: 403,
    detail: 'this needs "read" on example.com',
  })
})

describe('a report', () => {
  test('answers JSON by POST, and by GET with q', async () => {
    const posted = await (await report('stats', stats())).json()
    expect(posted.totals).toEqual({ visits: 2 })
    expect(posted.rows).toEqual([
      { channel: 'Direct', visits: 1 },
      { channel: 'Paid Search', visits: 1 },
    ])
    const q = encodeURIComponent(JSON.stringify(stats()))
    const got = await app.ask(`/api/sites/example.com/reports/stats?q=${q}`, { token: read })
    expect(await got.json()).toEqual(posted)
  })

  test('answers CSV by Accept and by format, without a formula for spreadsheets', async () => {
    const expected = 'channel,visits\r\nDirect,1\r\nPaid Search,1\r\n'
    const accepted = await report('stats', stats(), { accept: 'text/csv' })
    expect(accepted.headers.get('content-type')).toMatch(/^text\/csv/u)
    expect(await accepted.text()).toBe(expected)
    const asked = await report('stats', { ...stats(), format: 'csv' })
    expect(await asked.text()).toBe(expected)
  })

  const NEVER = { period: { from: '2020-01-01', to: '2020-01-01' } }
  test.each([
    ['stats', stats(NEVER), 'channel,visits'],
    [
      'stats',
      stats({ ...NEVER, compare: 'previous', dimensions: ['page'] }),
      'page,visits,visits_compared',
    ],
    ['people', NEVER, 'id,known_by,account,first_seen,last_seen,visits,pageviews,events'],
    ['data-quality', NEVER, 'date,reason,count'],
  ])('the CSV of an empty %s has its header', async (name, body, header) => {
    const text = await (await report(name, body, { accept: 'text/csv' })).text()
    expect(text.startsWith(header)).toBe(true)
    expect(text.split('\r\n')).toHaveLength(2)
  })

  test.each([
    ['stats', stats({ metrics: ['visitz'] }), 422, 'visits'],
    ['stats', stats({ dimensions: ['chanel'] }), 422, 'channel'],
    ['stats', stats({ goal: 'Nothing' }), 422, 'Nothing'],
    ['stats', stats({ period: '31d' }), 422, 'period: Invalid option: expected one of "today"'],
    ['stats', stats({ period: { from: '2026-02-30', to: '2026-03-01' } }), 422, 'period.from'],
    ['stats', stats({ period: { from: '2026-02-01' } }), 400, 'period.to'],
    ['stats', stats({ period: '' }), 422, 'period'],
    ['stats', stats({ compare: 'last' }), 422, 'compare'],
    ['statz', stats(), 404, 'stats'],
    ['stats', '[]', 400, 'object'],
    ['stats', '{', 400, 'JSON'],
  ])('%s %j is %i and says %s', async (name, body, status, word) => {
    const answer = await report(name, body)
    expect(answer.status).toBe(status)
    expect((await answer.json()).detail).toContain(word)
  })

  test('follows a changed channel rule at once', async () => {
    const token = await app.token(['write'])
    const rules = [{ channel: 'Google', when: [['is', 'source', ['google']]] }]
    const preview = await app.ask('/api/sites/example.com/channels/preview', {
      token,
      body: { period: 'all', rules },
    })
    expect(await preview.json()).toMatchObject({ moved: 1 })
    await app.ask('/api/sites/example.com/channels', { token, method: 'PUT', body: { rules } })
    const { rows } = await (await report('stats', stats())).json()
    expect(rows).toContainEqual({ channel: 'Google', visits: 1 })
  })
})

test('the export streams the events with the ids they came with', async () => {
  const answer = await app.ask('/api/sites/example.com/export', { token: read })
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = (await answer.text()).trim().split('\n')
  const ids = lines.map((text) => JSON.parse(text).id)
  expect(ids.toSorted()).toEqual(['event-one', 'event-two'])
})

test('the live stream says something at once and again after a commit', async () => {
  const answer = await app.ask('/api/sites/example.com/reports/live/stream', { token: read })
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/u)
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(JSON.parse((await next()).slice('data: '.length))).toMatchObject({ visitors_5: 0 })
  // Reports run by the system's clock.
  const at = Date.now() - 1_000
  const body = JSON.stringify({ events: [{ ...line('three', 'https://example.com/now'), at }] })
  now = Date.now()
  const sent = await app.ask('/t/example.com', { body, headers: { 'user-agent': CHROME } })
  expect(await sent.json()).toMatchObject({ accepted: 1 })
  expect(JSON.parse((await next()).slice('data: '.length))).toMatchObject({ visitors_5: 1 })
  await reader.cancel()
})

describe('a request that is too much', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const wide = JSON.stringify(Array.from({ length: 200_000 }, () => 'x'))

  test.each([
    ['nested 100,000 deep', `{"metrics": ["visits"], "filters": ${deep}}`],
    ['with an unknown field nested 100,000 deep', `{"metrics": ["visits"], "x": ${deep}}`],
    ['of 200,000 metrics', `{"metrics": ${wide}}`],
    ['of 200,000 dimensions', `{"metrics": ["visits"], "dimensions": ${wide}}`],
    ['of 200,000 values', `{"metrics": ["visits"], "filters": [["is", "page", ${wide}]]}`],
  ])('%s is refused with its limit', async (_, text) => {
    const answer = await report('stats', text, { 'content-type': 'application/json' })
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as { detail: string }).detail).toMatch(
      /^a request (nests|holds) at most/u,
    )
    const asked = await app.ask(
      `/api/sites/example.com/reports/stats?q=${encodeURIComponent(text)}`,
      {
        token: read,
      },
    )
    expect(asked.status).toBe(422)
  })

  test('a thing nested 100,000 deep is refused, too', async () => {
    const write = await app.token(['read', 'write'])
    for (const [path, text] of [
      ['goals', `{"name": "x", "event": "x", "where": [["is", "page", ${deep}]]}`],
      ['goals', `{"name": "x", "event": "x", "where": ${deep}}`],
      ['segments', `{"name": "x", "filters": ${deep}}`],
      ['segments', deep],
    ]) {
      const answer = await app.ask(`/api/sites/example.com/${path}`, {
        token: write,
        body: text,
        headers: { 'content-type': 'application/json' },
      })
      expect([400, 422]).toContain(answer.status)
    }
  })
})
