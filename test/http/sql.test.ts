import { afterAll, beforeAll, expect, test } from 'vitest'
import { SQL_TABLES } from '../../collector/http/api/sql.ts'
import { SECRET, twoSites } from '../sql/two-sites.ts'
import type { App } from './server.ts'

const PATH = '/api/sites/example.com/sql'
let app: App
let admin: string
beforeAll(async () => {
  app = await twoSites()
  admin = await app.token(['admin'])
})
afterAll(() => app.close())

test('owners ask in SQL, and get JSON or CSV', async () => {
  const body = { query: "select source, '=1+1' as risky, null as none from visits" }
  const answer = await app.ask(PATH, { token: admin, body })
  expect(await answer.json()).toMatchObject({
    ...{ columns: ['source', 'risky', 'none'], rows: [['ours', '=1+1', null]], truncated: false },
    meta: { timezone: 'UTC', events_from: null },
  })
  const file = await app.ask(PATH, { token: admin, body, headers: { accept: 'text/csv' } })
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(await file.text()).toBe("source,risky,none\r\nours,'=1+1,\r\n")
})

test('a query is told which tables there are', async () => {
  const answer = await app.ask(PATH, { token: admin })
  expect(await answer.json()).toEqual(SQL_TABLES)
})

test('nobody else may', async () => {
  const body = { query: 'select 1' }
  for (const scopes of [['read'], ['write'], ['ingest']] as const) {
    const token = await app.token([...scopes])
    expect((await app.ask(PATH, { token, body })).status).toBe(403)
    expect((await app.ask(PATH, { token })).status).toBe(403)
  }
  expect((await app.ask(PATH, { body })).status).toBe(401)
  const elsewhere = await app.token(['admin'], 2)
  expect((await app.ask(PATH, { token: elsewhere, body })).status).toBe(403)
  expect(
    (await app.ask(`/api/sites/${SECRET}.example/sql`, { token: elsewhere, body })).status,
  ).toBe(200)
})

test.each([
  ['{', 400],
  ['[]', 400],
  [{ query: 'select 1', more: 1 }, 400],
  [{ query: 'select 1', limit: 50_001 }, 422],
  [{ query: 'x'.repeat(20_001) }, 422],
  [{ query: 'select 1', period: 'ever' }, 422],
  [{ query: 'attach 1' }, 422],
])('%j is refused with %i', async (body, status) => {
  expect((await app.ask(PATH, { token: admin, body })).status).toBe(status)
})
