import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
let token: string
const PATH = '/api/sites/example.com/health'
const put = (body: object) => app.ask(PATH, { token, method: 'PUT', body })

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('example.com')
})

const WEIGHTS = { frequency: 0.35, recency: 0.25, breadth: 0.2, depth: 0.2 }

test('a site scores its accounts as Tributary would until it says how', async () => {
  const usual = { weights: WEIGHTS, key_events: null, signals: null }
  expect(await (await app.ask(PATH, { token })).json()).toEqual(usual)
  const said = {
    weights: { depth: 0.5 },
    ...{ key_events: ['Report', { event: 'Invite' }], signals: ['/prices/*'] },
  }
  const stored = await (await put(said)).json()
  expect(stored).toEqual({
    weights: { ...WEIGHTS, depth: 0.5 },
    ...{ key_events: [{ event: 'Report' }, { event: 'Invite' }], signals: [{ page: '/prices/*' }] },
  })
  expect(await (await app.ask(PATH, { token })).json()).toEqual(stored)
  expect(await (await put({})).json()).toEqual(usual)
})

test('what changed stands in the history', async () => {
  await put({ key_events: [] })
  const { items } = await (await app.ask('/api/sites/example.com/audit', { token })).json()
  expect(items[0]).toMatchObject({ what: 'changed', thing: 'health', after: { key_events: [] } })
})

test.each([
  { weights: { frequency: 0, recency: 0, breadth: 0, depth: 0 } },
  { weights: { frequency: -1 } },
  { key_events: [{ event: 'a', page: '/b' }] },
  { key_events: [{}] },
  { key_events: Array.from({ length: 15 }, (_, i) => `event-${i}`) },
  { signals: [] },
])('%j is refused', async (body) => {
  expect((await put(body)).status).toBe(422)
})

test('whoever may only read sees them and changes none', async () => {
  const reader = await app.token(['read'])
  expect((await app.ask(PATH, { token: reader })).status).toBe(200)
  expect((await app.ask(PATH, { token: reader, method: 'PUT', body: {} })).status).toBe(403)
})
