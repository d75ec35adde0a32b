import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp({}, () => now)
let token: string
const now = Date.now()

beforeAll(async () => {
  token = await app.token(['write', 'ingest'])
  await app.site('example.com')
})

const check = async () => {
  const answer = await app.ask('/api/sites/example.com/script', { token })
  expect(answer.status).toBe(200)
  return await answer.json()
}

test('tells when the script was asked for, and when the last event came', async () => {
  expect(await check()).toEqual({ fetched_at: null, last_event_at: null })
  await app.ask('/t/example.com.js')
  expect(await check()).toEqual({ fetched_at: new Date(now).toISOString(), last_event_at: null })
  const event = {
    id: 'the-first-event',
    name: 'pageview',
    at: now - 1_000,
    url: 'https://example.com/',
  }
  const imported = await app.ask('/api/sites/example.com/events', {
    token,
    body: JSON.stringify({ ...event, visitor: 'v' }),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(await imported.json()).toMatchObject({ accepted: 1 })
  expect((await check()).last_event_at).toBe(new Date(now - 1_000).toISOString())
})
