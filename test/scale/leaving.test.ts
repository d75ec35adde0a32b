import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { bodyOf, pageview, SITE, send } from '../faults/sending.ts'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'
import { ALL, DAY, DAYS, EVENTS, history, KEEP, OLD, VISITORS } from './history.ts'

let clickhouse: TestClickHouse
let database: TestDatabase
let data: string
let token: string
let server: TestServer | undefined

beforeAll(async () => {
  clickhouse = await startClickHouse()
})
afterAll(() => clickhouse.remove())

beforeEach(async () => {
  database = await clickhouse.database()
  env = { TRIBUTARY_CLICKHOUSE_URL: database.url }
  data = dataFolder()
  await addSite(data, SITE)
  token = await createToken(data, 'write')
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  removeFolder(data)
})

const start = async (...more: string[]) => {
  const args = ['--rate-limit', '0', '--clickhouse-url', database.url, ...more]
  server = await startServer({ data, args })
  return server
}
const keeping = (...more: string[]) => start('--keep-days', String(KEEP), ...more)

/** Of settings that every command has. */
let env: Record<string, string>

const command = (...args: string[]) => tributary([...args, '--data', data], { env })

async function imported(lines: readonly string[]) {
  const path = join(data, 'events.ndjson')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return await command('import', SITE, path)
}

interface Status {
  lag_rows: number
  held: { site: string; since: string; left: number }[]
  stays: string | null
}

async function status(): Promise<Status> {
  const { stdout } = await command('clickhouse', 'status', '--json')
  return JSON.parse(stdout) as Status
}

/** Of the file, once its log is in it. */
function bytes(): number {
  const db = openDatabase(join(data, 'tributary.sqlite'), { readonly: true })
  const [pages, size] = ['page_count', 'page_size'].map((of) => db.pragma(of, { simple: true }))
  db.close()
  return Number(pages) * Number(size)
}

const left = async () => (await status()).held[0]?.left ?? 0

async function report(name: string, request: object) {
  const answer = await fetch(`${server?.url}/api/sites/${SITE}/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  return { status: answer.status, body: await answer.json() }
}

const totals = async () => {
  const metrics = ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate']
  return (await report('reports/stats', { period: 'all', metrics })).body.totals
}

/** Numbers of visits, events, pages and people. */
const REPORTS: readonly (readonly [string, object])[] = [
  ['stats', { period: 'all', metrics: ['visits', 'pageviews'], dimensions: ['time:day'] }],
  ['stats', { period: 'all', metrics: ['visitors', 'pageviews'], dimensions: ['page'], limit: 50 }],
  [
    'stats',
    { period: 'all', metrics: ['events', 'pageviews'], dimensions: ['prop:note'], limit: 9 },
  ],
  ['retention', { period: 'all' }],
  ['paths', { period: 'all', start: { page: '/page-0' } }],
  ['values', { period: 'all', dimensions: ['page', 'landing_page'] }],
]

async function answers() {
  const asked = await Promise.all(
    REPORTS.map(([name, request]) => report(`reports/${name}`, request)),
  )
  return asked.map(({ status, body: { meta: _, ...answer } }) => ({ status, answer }))
}

test('killed in the middle of leaving, all that is old has left in the end, and every number is as it was', async () => {
  await imported(history())
  const before = await start()
  await expect.poll(async () => (await status()).lag_rows, { timeout: 60_000 }).toBe(0)
  const told = await totals()
  expect(told).toMatchObject({ pageviews: ALL, visits: DAYS * VISITORS })
  const answered = await answers()
  expect(answered.filter((one) => one.status !== 200)).toEqual([])
  await before.stop()
  const size = bytes()

  for (let crash = 0, gone = 0; crash < 3; crash++) {
    const running = await keeping()
    await expect.poll(left, { timeout: 60_000, interval: 10 }).toBeGreaterThan(gone)
    await running.kill9()
    gone = await left()
  }
  await keeping()
  await expect.poll(left, { timeout: 60_000 }).toBeGreaterThan(OLD)
  expect(await totals()).toEqual(told)
  expect(await answers()).toEqual(answered)
  expect((await status()).stays).toBeNull()
  const { stderr, code } = await command('clickhouse', 'verify')
  expect(stderr).toContain('Both tell the same.')
  expect(code).toBe(0)
  await expect.poll(bytes, { timeout: 20_000 }).toBeLessThan(size * 0.8)
  await server?.stop()
  expect(statSync(join(data, 'tributary.sqlite')).size).toBe(bytes())
}, 240_000)

test('what is sent while events leave waits for none of them, and is there', async () => {
  await imported(history())
  const { url } = await keeping()
  const waits: number[] = []
  let sent = 0
  for (let gone = 0; gone <= OLD; ) {
    const began = performance.now()
    const events = [pageview(`live-event-${sent}`)]
    expect((await send(url, bodyOf(events, `live-${sent % 50}`))).status).toBe(202)
    waits.push(performance.now() - began)
    sent += 1
    if (sent % 100 === 0) gone = await left()
  }
  // Of a second at most: a transaction that removes some takes some ten milliseconds.
  expect(Math.max(...waits)).toBeLessThan(1_000)
  await expect.poll(async () => (await status()).lag_rows, { timeout: 20_000 }).toBe(0)
  const held = await database.ask<{ n: number }>('select count() as n from event final')
  expect(held).toEqual([{ n: ALL + sent }])
  expect((await command('clickhouse', 'verify')).code).toBe(0)
}, 180_000)

test('what is older than the file holds is refused and erased there, and nothing is told without it', async () => {
  // Its numbers there are others than in the file.
  env.TRIBUTARY_COLLECTOR = '7'
  await imported(history())
  await keeping('--collector', '7')
  await expect.poll(left, { timeout: 90_000 }).toBeGreaterThan(OLD)
  const [{ since, left: gone } = { since: '', left: 0 }] = (await status()).held
  const held = await database.ask<{ n: number }>('select count() as n from event final')
  expect(held).toEqual([{ n: ALL }])

  const late = { id: 'late-event-1', name: 'pageview', url: `https://${SITE}/`, visitor: 'new' }
  const refused = await imported([JSON.stringify({ ...late, at: Date.now() - 60 * DAY })])
  expect(refused.stdout + refused.stderr).toContain('too_old')

  const old = { period: { from: '2020-01-01', to: since }, filters: [], dry_run: true }
  expect(await report('events/delete', old)).toMatchObject({
    ...{ status: 422, body: { detail: expect.stringContaining('in ClickHouse alone') } },
  })

  expect((await report('reports/live', {})).status).toBe(200)
  const csv =
    'id,customer,status,amount,currency,interval,started\ns1,c1,active,10,EUR,month,2026-01-01\n'
  const told = await fetch(`${server?.url}/api/sites/${SITE}/subscriptions?dry_run=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: csv,
  })
  expect(await told.text()).toContain('changes from before')

  const erased = await command('erase', SITE, '--visitor', 'visitor-3')
  expect(erased.stdout).toContain(`${DAYS * EVENTS} events`)
  expect(erased.stderr).toContain('in ClickHouse alone')
  await expect
    .poll(() => database.ask<{ n: number }>('select count() as n from event final'), {
      timeout: 20_000,
    })
    .toEqual([{ n: ALL - DAYS * EVENTS }])
  await expect.poll(left, { timeout: 20_000 }).toBe(gone - gone / VISITORS)
  expect((await command('clickhouse', 'verify')).code).toBe(0)

  expect((await command('doctor')).stdout).toContain(`${SITE} since ${since}`)
  expect((await command('clickhouse', 'stop')).stderr).toContain('is not stopped')
  await server?.stop()
  server = undefined
  await expect(startServer({ data, args: [] })).rejects.toThrow('in ClickHouse alone')
}, 180_000)

test('a backup that is put back is told anew, and leaves what is there alone', async () => {
  await imported(history())
  await keeping()
  await expect.poll(left, { timeout: 90_000 }).toBeGreaterThan(OLD)
  await expect.poll(async () => (await status()).lag_rows, { timeout: 20_000 }).toBe(0)
  const told = await totals()
  const file = join(data, 'backup.sqlite')
  expect((await command('backup', file)).stderr).toContain('back it up, too')
  await server?.stop()
  expect((await command('restore', file)).stderr).toContain('in ClickHouse alone')
  await keeping()
  await expect.poll(async () => (await status()).lag_rows, { timeout: 60_000 }).toBe(0)
  expect(await totals()).toEqual(told)
  expect((await command('clickhouse', 'verify')).code).toBe(0)
  await server?.stop()

  // Another database knows nothing of them.
  database = await clickhouse.database()
  await keeping()
  await expect
    .poll(() => server?.output(), { timeout: 20_000 })
    .toContain('does not have the events')
}, 240_000)
