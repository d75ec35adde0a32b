import { beforeAll, expect, test } from 'vitest'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { CHROME, useApp } from './server.ts'

/** What a page sends, through the public intake, to what its owner reads about it. */

const now = Date.UTC(2026, 5, 1, 12)
const app = useApp({ trustProxy: '10.0.0.0/8' }, () => now)
let token: string
beforeAll(async () => {
  const { id } = await app.site('example.com')
  token = await app.token(['read', 'ingest'], Number(id))
})

let count = 0
const event = (more: object = {}) => ({
  id: `quality-${count++}`,
  name: 'Purchase',
  at: now,
  url: 'https://example.com/',
  ...more,
})

async function send(body: object, peer: string, forwarded?: string) {
  const text = JSON.stringify({ sent: now, ...body })
  const headers = {
    'user-agent': CHROME,
    'content-length': String(Buffer.byteLength(text)),
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  }
  return await app.ask('/t/example.com', { body: text, peer, headers })
}

test('everything that was cut, refused or doubted is read by its owner', async () => {
  const all = [
    event({ props: { coupon: null }, revenue: { amount: '49,00', currency: 'EUR' } }),
    event({ props: { list: [1] }, title: 'x'.repeat(400) }),
    event({ url: 'http://localhost:3000/' }),
  ]
  const answer = await send({ user: 'u'.repeat(201), events: all }, '172.17.0.1', '198.51.100.7')
  expect(answer.status).toBe(202)
  expect(await answer.json()).toEqual({
    accepted: 2,
    duplicate: 0,
    rejected: [{ index: 2, reason: 'hostname', host: 'localhost' }],
  })
  await send({ events: [event()] }, '10.0.0.1', '198.51.100.7')
  await send({ events: [event()] }, '198.51.100.9', '198.51.100.7')
  const report = await app.ask('/api/sites/example.com/reports/data-quality', {
    token,
    body: { period: { from: '2026-06-01', to: '2026-06-01' } },
  })
  expect(report.status).toBe(200)
  expect((await report.json()) as DataQualityAnswer).toMatchObject({
    accepted: 4,
    rejected_totals: [{ reason: 'hostname', count: 1 }],
    refused_hosts: [{ host: 'localhost', count: 1 }],
    trimmed: [
      { field: 'props', count: 2 },
      { field: 'user', count: 2 },
      { field: 'revenue', count: 1 },
      { field: 'title', count: 1 },
    ],
    others: [],
    limited: [],
    untrusted_proxy: { requests: 2, addresses: ['172.17.0.1'] },
  })
})

test('a site is told what it believes of browsers, and takes it as a change', async () => {
  const admin = await app.token(['admin'])
  const change = { max_amount: 5_000, trust_traits: true }
  const path = '/api/sites/example.com'
  const changed = await app.ask(path, { method: 'PUT', token: admin, body: change })
  expect(await changed.json()).toMatchObject(change)
  const refused = await app.ask(path, { method: 'PUT', token: admin, body: { max_amount: 1e308 } })
  expect(refused.status).toBe(422)
  const off = await app.ask(path, { method: 'PUT', token: admin, body: { max_amount: null } })
  expect(await off.json()).toMatchObject({ max_amount: null, trust_traits: true })
})
