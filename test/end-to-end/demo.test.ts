import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken, dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'

const data = dataFolder()
let server: TestServer
let token: string

beforeAll(async () => {
  server = await startServer({ data, args: ['--demo'] })
  token = await createToken(data, 'read')
}, 120_000)

afterAll(async () => {
  await server.stop()
  removeFolder(data)
})

async function stats(request: object): Promise<Record<string, number | string>[]> {
  const url = `${server.url}/api/sites/demo.tributary.test/reports/stats`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) })
  const body = await answer.json()
  expect(answer.status, JSON.stringify(body)).toBe(200)
  return body.rows
}

test('the demo has ninety days, each with visits', async () => {
  const days = await stats({ period: '90d', metrics: ['visits'], dimensions: ['time:day'] })
  expect(days).toHaveLength(90)
  expect(days.every(({ visits }) => Number(visits) > 30)).toBe(true)
})

test('its visits came by many channels, paid ones and assistants among them', async () => {
  const rows = await stats({ period: '90d', metrics: ['visits'], dimensions: ['channel'] })
  const channels = rows.map(({ channel }) => channel)
  expect(channels.length).toBeGreaterThan(10)
  expect(channels).toEqual(
    expect.arrayContaining(['Direct', 'Organic Search', 'Paid Search', 'Paid Social', 'Email']),
  )
  expect(channels).toContain('AI Assistant')
})

test('people sign up and buy, in two currencies of which none is left unconverted', async () => {
  const metrics = ['conversions', 'revenue', 'conversion_rate']
  const [signups] = await stats({ period: '90d', metrics, goal: 'Signup' })
  const [purchases] = await stats({ period: '90d', metrics, goal: 'Purchase' })
  const [back] = await stats({ period: '90d', metrics: ['refunds'], goal: 'Purchase' })
  expect(signups?.conversions).toBeGreaterThan(Number(purchases?.conversions))
  expect(purchases?.revenue).toBeGreaterThan(1_000)
  expect(back?.refunds).toBeGreaterThan(0)
})

test('a second start keeps it and only adds what has happened since', async () => {
  // By their dates: midnight may pass until the server is there again.
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const period = { from: ago(90), to: ago(1) }
  const request = { period, metrics: ['visits', 'pageviews', 'events'] }
  const before = await stats(request)
  await server.stop()
  server = await startServer({ data, args: ['--demo'] })
  expect(await stats(request)).toEqual(before)
})
