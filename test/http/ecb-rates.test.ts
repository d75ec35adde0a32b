import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp({}, () => Date.UTC(2026, 10, 1))
const HERE = '/api/sites/example.com'
let token: string

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write'])
})

const FILE = 'Date,USD,JPY,\n2026-03-03,1.25,160,\n2020-03-03,1.1,120,\n'
const send = (body: string, query = '', as = token) =>
  app.ask(`${HERE}/rates${query}`, { token: as, body, headers: { 'content-type': 'text/csv' } })

test('the bank’s file is stored as it is, of three years unless somebody says', async () => {
  const answer = await send(FILE)
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({ stored: 2, days: ['2026-03-03', '2026-03-03'] })
  expect((await (await send(FILE, '?from=2020-01-01')).json()).stored).toBe(4)
  const { items } = await (await app.ask(`${HERE}/rates`, { token })).json()
  expect(items.slice(0, 2)).toEqual([
    { day: '2026-03-03', currency: 'EUR', rate: 1.25 },
    { day: '2026-03-03', currency: 'JPY', rate: 0.0078125 },
  ])
})

test('rows as JSON are taken at the same address, and readers may send neither', async () => {
  const rows = [{ day: '2026-03-04', currency: 'EUR', rate: 1.3 }]
  expect((await app.ask(`${HERE}/rates`, { token, body: { rows } })).status).toBe(201)
  const reader = await app.token(['read'])
  expect((await send(FILE, '', reader)).status).toBe(403)
  expect((await send('a,b\n', '')).status).toBe(422)
  expect((await send(FILE, '?from=yesterday')).status).toBe(422)
})

test('a file of 3 MB is taken, JSON of 3 MB is not', async () => {
  const line = '2026-03-03,1.25,160,\n'
  expect((await send(`Date,USD,JPY,\n${line.repeat(150_000)}`)).status).toBe(201)
  const rows = [{ day: 'x'.repeat(3_000_000), currency: 'EUR', rate: 1 }]
  expect((await app.ask(`${HERE}/rates`, { token, body: { rows } })).status).toBe(413)
})
