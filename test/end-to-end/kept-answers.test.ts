import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { addSite, createToken, removeFolder, startServer, type TestServer } from '../server.ts'

const SITE = 'shop.example'
const DAY = 86_400_000
/** Two weeks ago at noon. */
const THEN = Math.floor(Date.now() / DAY) * DAY - 14 * DAY + DAY / 2
const date = (at: number) => new Date(at).toISOString().slice(0, 10)
const PERIOD = { from: date(THEN - 3 * DAY), to: date(THEN + 3 * DAY) }

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startServer()
  await addSite(server.data, SITE, ['--currency', 'USD'])
  token = await createToken(server.data, 'read,write,ingest')
  await send([
    event('ann', { user: 'ann', url: `https://${SITE}/?utm_source=fb&utm_medium=social` }),
    event('bob', { url: `https://${SITE}/?utm_source=facebook&utm_medium=social` }),
    event('cleo', { url: `https://${SITE}/?utm_source=weekly&utm_medium=email` }),
    event('cleo', { id: 'event-paid', name: 'Purchase', revenue: { amount: 10, currency: 'EUR' } }),
  ])
  await api('POST', 'goals', { name: 'Purchases', event: 'Purchase', value: 'revenue' })
})
afterAll(async () => {
  await server.stop()
  removeFolder(server.data)
})

const event = (visitor: string, more: object) => ({
  id: `event-of-${visitor}`,
  name: 'pageview',
  at: THEN,
  visitor,
  url: `https://${SITE}/`,
  ...more,
})

function api(method: string, path: string, body?: object): Promise<unknown> {
  return request(path, { method, ...(body && { body: JSON.stringify(body) }) }, 'json')
}

async function request(path: string, init: RequestInit, type: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': `application/${type}` }
  const url = `${server.url}/api/sites/${SITE}/${path}`
  const answer = await fetch(url, { ...init, headers })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

function send(events: object[]): Promise<unknown> {
  const body = events.map((line) => JSON.stringify(line)).join('\n')
  return request('events', { method: 'POST', body }, 'x-ndjson')
}

/** By source and channel, and what all of it brought. */
async function ask() {
  const metrics = ['visitors', 'conversions', 'revenue']
  const asked = { period: PERIOD, metrics, dimensions: ['source', 'channel'] }
  const { rows, totals } = (await api('POST', 'reports/stats', asked)) as StatsAnswer
  return { rows: rows.map(({ source, channel, visitors }) => [source, channel, visitors]), totals }
}

/** One after another: each begins from what the one before left. */
const CHANGES = [
  {
    what: 'a late event',
    change: () => send([event('dora', { at: THEN + DAY, url: `https://${SITE}/?utm_source=fb` })]),
    shows: { totals: { visitors: 4, conversions: 1, revenue: 0 } },
  },
  {
    what: 'a rate',
    change: () => api('POST', 'rates', { rows: [{ day: '2020-01-01', currency: 'EUR', rate: 2 }] }),
    shows: { totals: { visitors: 4, conversions: 1, revenue: 20 } },
  },
  {
    what: 'a goal',
    change: () => api('POST', 'goals', { name: 'Seen', page: '/', value: 5, count: 'visit' }),
    shows: { totals: { visitors: 4, conversions: 5, revenue: 40 } },
  },
  {
    what: 'a rule',
    change: () =>
      api('PUT', 'channels', {
        rules: [{ channel: 'Ours', when: [['is', 'source', ['weekly']]] }],
      }),
    shows: { rows: expect.arrayContaining([['weekly', 'Ours', 1]]) },
  },
  {
    what: 'an alias',
    change: () => api('PUT', 'aliases', { source: { weekly: 'newsletter' } }),
    shows: { rows: expect.arrayContaining([['newsletter', 'Email', 1]]) },
  },
  {
    what: 'an erased person',
    change: () => api('DELETE', 'people/ann'),
    shows: { totals: { visitors: 3, conversions: 4, revenue: 35 } },
  },
]

test('an answer about last week that was given before shows each change at once', async () => {
  expect((await ask()).totals).toEqual({ visitors: 3, conversions: 1, revenue: 0 })
  for (const { what, change, shows } of CHANGES) {
    const before = await ask()
    expect(await ask()).toEqual(before)
    await change()
    expect({ what, ...(await ask()) }).toMatchObject({ what, ...shows })
  }
})
