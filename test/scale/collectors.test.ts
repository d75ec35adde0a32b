import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { databaseOf } from '../faults/sending.ts'
import { tributary } from '../server.ts'
import { api, pageviews, rows, send } from './asking.ts'
import { type Collectors, someCollectors } from './collectors.ts'

const ZERO = 'zero.example'
const ONE = 'one.example'

let collectors: Collectors

beforeEach(async () => {
  collectors = await someCollectors(2, { [ZERO]: 0, [ONE]: 1 })
})
afterEach(() => collectors.remove())

test('what comes to another collector goes to the owner of its site, and reports come from there', async () => {
  const [zero = '', one = ''] = collectors.urls
  await collectors.start(0)
  await collectors.start(1)
  const own = await send(one, ONE, '0000')
  const passed = await send(zero, ONE, '0001')
  expect([own.status, passed.status]).toEqual([202, 202])
  expect(passed.headers.get('tributary-collector')).toBe('1')
  expect(passed.headers.get('access-control-allow-origin')).toBe('*')
  expect(await passed.json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
  expect([rows(collectors, 0, 'event'), rows(collectors, 1, 'event')]).toEqual([0, 2])
  expect(await pageviews(collectors, zero, ONE)).toBe(2)
  const lines = [1, 2, 3].map((n) =>
    JSON.stringify({
      id: `line-000${n}`,
      name: 'pageview',
      at: Date.now(),
      url: `https://${ONE}/`,
      visitor: 'browser-b',
    }),
  )
  const imported = await fetch(`${zero}/api/sites/${ONE}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${collectors.token}`,
      'content-type': 'application/x-ndjson',
    },
    body: lines.join('\n'),
  })
  expect([imported.status, await imported.json()]).toEqual([
    202,
    expect.objectContaining({ accepted: 3 }),
  ])
  const exported = await api(collectors, zero, `${ONE}/export`)
  expect((await exported.text()).trim().split('\n')).toHaveLength(5)
  expect(
    (await api(collectors, zero, `${ONE}/people/visitor:browser-b`, { method: 'DELETE' })).status,
  ).toBe(200)
  expect(await pageviews(collectors, one, ONE)).toBe(2)
})

test('the owner believes who sent it from the collector that passed it on, and from nobody else', async () => {
  const [zero = '', one = ''] = collectors.urls
  await collectors.start(0)
  await collectors.start(1)
  const db = openDatabase(databaseOf(collectors.folders[1] ?? ''))
  db.exec(`update site set identity = 'cookieless'`)
  db.exec(`insert into rules (site, exclusions) select id, '{"ips":["203.0.113.9"]}' from site where true
    on conflict do update set exclusions = excluded.exclusions`)
  db.close()
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
  const excluded = await send(zero, ONE, '0000', from('203.0.113.9'))
  expect(await excluded.json()).toMatchObject({ accepted: 0 })
  const other = await send(zero, ONE, '0001', from('203.0.113.10'))
  expect(await other.json()).toMatchObject({ accepted: 1 })
  const said = Buffer.from(JSON.stringify({ from: 0, client: '203.0.113.9', at: Date.now() }))
  const forged = { headers: { 'tributary-passed': `${said.toString('base64url')}.AAAA` } }
  expect((await send(one, ONE, '0002', forged)).status).toBe(403)
  expect((await send(zero, ONE, '0003', forged)).status).toBe(403)
})

test('two that know different owners pass a request on once, and say so', async () => {
  const [zero = ''] = collectors.urls
  await collectors.start(0)
  await collectors.start(1)
  const db = openDatabase(databaseOf(collectors.folders[1] ?? ''))
  db.exec('update assignment set collector = 0')
  db.close()
  const answer = await send(zero, ONE, '0000')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await answer.json()).toMatchObject({
    detail: 'this site is just going from one collector to another',
  })
})

test('while the owner is down its requests are answered 503 with the reason, others as ever', async () => {
  const [zero = ''] = collectors.urls
  const server = await collectors.start(0)
  for (const answer of [
    await send(zero, ONE, '0000'),
    await api(collectors, zero, `${ONE}/goals`),
  ]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({
      detail: 'collector 1, which has this site, cannot be reached (ECONNREFUSED)',
    })
  }
  expect((await send(zero, ZERO, '0001')).status).toBe(202)
  await collectors.start(1)
  expect((await send(zero, ONE, '0000')).status).toBe(202)
  await server.stop()
  expect(server.output().match(/requests for its sites are not answered/g)).toHaveLength(1)
})

test('the live view comes through another collector, and ends there with whoever watched', async () => {
  const [zero = '', one = ''] = collectors.urls
  await collectors.start(0)
  await collectors.start(1)
  const left = new AbortController()
  const answer = await fetch(`${zero}/api/sites/${ONE}/reports/live/stream`, {
    headers: { authorization: `Bearer ${collectors.token}` },
    signal: left.signal,
  })
  expect(answer.headers.get('content-type')).toMatch('text/event-stream')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toMatch('data:')
  await send(one, ONE, '0000')
  await expect.poll(async () => (await reader?.read())?.value).toMatch('"pageview"')
  const connected = () => openConnections(one)
  expect(await connected()).toBeGreaterThan(0)
  left.abort()
  // Those that it opens itself have to have ended, too.
  await expect.poll(connected, { interval: 1_000 }).toBe(0)
})

/** Streams that a caller may have at a time, less those that can still be opened. */
async function openConnections(url: string): Promise<number> {
  const asking = Array.from({ length: 20 }, async () => {
    const left = new AbortController()
    const answer = await fetch(`${url}/api/sites/${ONE}/reports/live/stream`, {
      headers: { authorization: `Bearer ${collectors.token}` },
      signal: left.signal,
    })
    return { status: answer.status, left }
  })
  const answers = await Promise.all(asking)
  for (const { left } of answers) left.abort()
  return answers.filter(({ status }) => status === 429).length
}

test('commands refuse a site whose events another collector has', async () => {
  const [zero = ''] = collectors.folders
  const env = { TRIBUTARY_COLLECTOR: '0' }
  const { code, stderr } = await tributary(['export', ONE, '--data', zero], { env })
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(`Collector 1 has the events of ${ONE}`),
  ])
  expect((await tributary(['export', ZERO, '--data', zero], { env })).code).toBe(0)
})
