import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TABLE_NAMES, TABLES } from '../../collector/sql/tables.ts'
import type { App } from '../http/server.ts'
import { asking, twoSites } from './two-sites.ts'

let app: App
beforeAll(async () => {
  app = await twoSites()
})
afterAll(() => app.close())

const rowOf = async (query: string, more: object = {}) => {
  const { columns, rows } = await asking(app, query, more)
  return Object.fromEntries(columns.map((name, i) => [name, rows[0]?.[i]]))
}

test('a visit has what the reports tell of it', async () => {
  expect(await rowOf('select * from visits')).toMatchObject({
    person: 'user:user-ours',
    account: 'account-ours',
    started: '2026-11-19T11:00:00.000Z',
    day: '2026-11-19',
    hour: 11,
    channel: 'Paid Other',
    source: 'ours',
    campaign: 'ours',
    landing_page: '/ours',
    pageviews: 1,
    events: 1,
    duration_seconds: 10,
    bounced: 0,
    first_visit: 1,
  })
})

test('an event has its money and its properties', async () => {
  const query = `select name, page, amount, currency, order_id, props ->> 'plan' as plan, props ->> 'seats' as seats
    from events where name = ?`
  expect(await rowOf(query, { parameters: ['Signup'] })).toEqual({
    ...{ name: 'Signup', page: '/ours', amount: 12.5, currency: 'USD', order_id: 'order-ours' },
    ...{ plan: 'ours', seats: 12 },
  })
})

test('a conversion counts for its goal as in the reports', async () => {
  expect(await rowOf('select * from conversions')).toMatchObject({
    ...{
      goal: 'Signup',
      event: 'signup-of-ours',
      person: 'user:user-ours',
      conversions: 1,
      revenue: 10,
    },
    day: '2026-11-19',
  })
})

test('people and accounts stand with their traits', async () => {
  expect(await rowOf('select * from people')).toMatchObject({
    ...{ person: 'user:user-ours', known_by: 'user', account: 'account-ours' },
    traits: '{"name":"ours"}',
  })
  expect(await rowOf('select account, people from accounts')).toEqual({
    account: 'account-ours',
    people: 1,
  })
})

test('days outside the period are not there', async () => {
  const period = { from: '2026-11-01', to: '2026-11-18' }
  expect((await asking(app, 'select * from visits', { period })).rows).toEqual([])
  expect((await asking(app, 'select * from conversions', { period })).rows).toEqual([])
})

test('tables are joined, put in order, bound and cut', async () => {
  const query = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 10)
    select i, v.channel from n join visits v order by i desc -- all of them`
  const { rows, truncated } = await asking(app, query, { limit: 2 })
  expect({ rows, truncated }).toEqual({
    rows: [
      [10, 'Paid Other'],
      [9, 'Paid Other'],
    ],
    truncated: true,
  })
  const named = 'select :a + :b as sum, $c is null as none, @d as yes'
  expect(await rowOf(named, { parameters: { a: 1, b: 2.5, c: null, d: true } })).toEqual({
    ...{ sum: 3.5, none: 1, yes: 1 },
  })
})

test('what JSON does not hold comes as text', async () => {
  const { rows } = await asking(app, "select 9007199254740993, 9e999, x'00ff', null, 1.5, 7")
  expect(rows).toEqual([['9007199254740993', 'Infinity', '00ff', null, 1.5, 7]])
})

test.each(TABLE_NAMES)(
  'every column of %s can be asked for by itself and with all others',
  async (table) => {
    const columns = Object.keys(TABLES[table].columns)
    expect((await asking(app, `select * from ${table}`)).columns).toEqual(columns)
    const whole = (await asking(app, `select * from ${table}`)).rows
    for (const [i, column] of columns.entries()) {
      const { rows } = await asking(app, `select "${column}" from ${table}`)
      expect({ column, rows }).toEqual({ column, rows: whole.map((row) => [row[i]]) })
    }
    expect((await asking(app, `select count(*) from ${table}`)).rows).toEqual([[whole.length]])
  },
)

test.each([
  ['select * from visit', 'unknown table "visit"; the nearest known is "visits"'],
  ['select chanel from visits', 'unknown column "chanel"; the nearest known is "channel"'],
  ['select v.chanel from visits v', 'unknown column "chanel"; the nearest known is "channel"'],
  ['select v.title from visits v', 'no such column: v.title'],
  ['select', 'incomplete input'],
  ['selec 1', 'a query is one SELECT'],
  ['select ?', 'Too few parameter values were provided'],
  ["select json('{')", 'malformed JSON'],
])('%s is refused in words that help', async (query, message) => {
  await expect(asking(app, query)).rejects.toMatchObject({ status: 422, message })
})

test('what the page shows can be asked', async () => {
  const page = readFileSync('docs/sql.md', 'utf8')
  const shown = [...page.matchAll(/```sql\n([^`]*)```/g)].map(([, query = '']) => query)
  expect(shown.length).toBeGreaterThan(3)
  for (const query of shown) await asking(app, query)
})
