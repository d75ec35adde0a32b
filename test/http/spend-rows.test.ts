import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'
import { spending } from './spending.ts'

const app = useApp({}, () => Date.UTC(2026, 10, 1))
let token: string
const { ask, rowsOf } = spending(app, () => token)

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write'])
})

const row = { date: '2026-03-01', source: 'Facebook', campaign: ' Spring  Sale ', cost: 10 }

test('rows are taken as JSON, equal keys add, and keys are normalised as those of visits', async () => {
  const rows = [
    { ...row, currency: 'EUR', clicks: 2 },
    { ...row, source: 'facebook', cost: '2.345', currency: 'eur' },
  ]
  const { status, body } = await ask('spend', { body: { import: 'api', rows } })
  expect([status, body.stored, body.currency]).toEqual([200, 1, 'EUR'])
  expect(await rowsOf('api')).toMatchObject([
    { source: 'facebook', campaign: 'Spring Sale', medium: null, cost: 12.35, clicks: 2 },
  ])
})

test('rows take a later alias, and the channel that a later rule names', async () => {
  await ask('aliases', { method: 'PUT', body: { campaign: { 'spring sale': 'Summer' } } })
  const rules = [{ channel: 'Ads', when: [['is', 'campaign', ['summer']]] }]
  await ask('channels', { method: 'PUT', body: { rules } })
  expect(await rowsOf('api')).toMatchObject([{ campaign: 'Summer', channel: 'Ads' }])
})

test('rows without a currency are in the site’s, with a warning', async () => {
  const { body } = await ask('spend', {
    body: { import: 'usd', rows: [{ ...row, date: '2026-03-09' }] },
  })
  expect(body).toMatchObject({ currency: 'USD', warnings: [expect.stringContaining('USD')] })
})

test.each([
  [{ ...row, date: '2026-02-30' }, 'rows.0.date'],
  [{ ...row, cost: 'five' }, 'rows.0.cost'],
  [{ ...row, clicks: -1 }, 'rows.0.clicks'],
  [{ ...row, currency: 'EUX' }, 'rows.0.currency'],
  [{ ...row, kost: 1 }, 'rows.0.kost'],
])('rows that cannot be meant are refused with their place: %j', async (bad, path) => {
  const { status, body } = await ask('spend', { body: { import: 'bad', rows: [bad] } })
  expect(status).toBeGreaterThanOrEqual(400)
  expect(body.errors[0].path).toBe(path)
  expect(await rowsOf('bad')).toEqual([])
})

test('rows come in pages, of the days asked for', async () => {
  const rows = Array.from({ length: 5 }, (_, i) => ({
    ...row,
    date: `2026-04-0${i + 1}`,
    currency: 'EUR',
  }))
  await ask('spend', { body: { import: 'days', rows } })
  const first = await ask('spend?import=days&from=2026-04-02&limit=3')
  expect(first.body.items).toHaveLength(3)
  const rest = await ask(`spend?import=days&from=2026-04-02&limit=3&cursor=${first.body.next}`)
  expect([rest.body.items.length, rest.body.next]).toEqual([1, null])
  expect((await ask('spend?from=2026-04-02&to=2026-04-01')).status).toBe(422)
})
