import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitingRows } from '../../collector/forward/outbox.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { bodyOf, databaseOf } from '../faults/sending.ts'
import { freePort } from '../free-port.mjs'
import { type PostgresServer, postgresServer } from '../postgres/server.mjs'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'
import { api, BROWSER, knownAt, MEANWHILE, rows } from './asking.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'
import { type Collectors, nginxBefore } from './collectors.ts'

/** Two collectors as docs/scale.md has them: settings in PostgreSQL, reports from ClickHouse, nginx in front. */
const root = dataFolder()
const folders = [join(root, '0'), join(root, '1')]
const running = new Map<number, TestServer>()
let postgres: PostgresServer
let clickhouse: TestClickHouse
let database: TestDatabase
let proxy: { url: string; stop(): Promise<void> }
let collectors: Collectors
let urls: string[]

const env = (number: number) => ({
  TRIBUTARY_SETTINGS_URL: postgres.url('postgres'),
  TRIBUTARY_CLICKHOUSE_URL: database.url,
  TRIBUTARY_COLLECTOR: `${number}`,
  TRIBUTARY_COLLECTOR_ADDRESS: urls[number] ?? '',
  TRIBUTARY_TRUST_PROXY: '127.0.0.1',
  TRIBUTARY_RATE_LIMIT: '0',
})

async function start(number: number): Promise<void> {
  const args = ['--port', new URL(urls[number] ?? '').port]
  running.set(number, await startServer({ data: folders[number] ?? '', args, env: env(number) }))
}

async function command(...args: string[]): Promise<string> {
  const ran = await tributary([...args, '--data', folders[0] ?? ''], { env: env(0) })
  expect([ran.code, ran.stderr]).toEqual([0, expect.any(String)])
  return ran.stdout
}

beforeAll(async () => {
  ;[postgres, clickhouse] = await Promise.all([postgresServer(), startClickHouse()])
  database = await clickhouse.database()
  urls = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`]
  const [first = '', second = ''] = folders
  mkdirSync(first)
  mkdirSync(second)
  // What was there before goes along.
  await addSite(first, 'zero.example')
  const token = await createToken(first, 'read,write,ingest,admin')
  await start(0)
  cpSync(join(first, 'tributary.key'), join(second, 'tributary.key'))
  await start(1)
  collectors = { urls, folders, token } as Collectors
})
afterAll(async () => {
  await proxy?.stop()
  for (const server of running.values()) await server.stop()
  await Promise.all([postgres.remove(), clickhouse.remove()])
  removeFolder(root)
})

/** Purchases of visitors of a site, through the proxy. */
async function buy(site: string, visitors: readonly string[]): Promise<void> {
  for (const visitor of visitors) {
    const at = Date.now()
    const page = {
      id: `page-${site.replace('.', '-')}-${visitor}-1`,
      name: 'pageview',
      at: at - 10,
      url: `https://${site}/`,
    }
    const deed = {
      id: `deed-${site.replace('.', '-')}-${visitor}-1`,
      name: 'Buy',
      at,
      url: `https://${site}/`,
    }
    const answer = await fetch(`${proxy.url}/t/${site}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'user-agent': BROWSER },
      body: bodyOf([page, deed], visitor),
    })
    expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: 2 }])
  }
}

interface Stats {
  totals: Record<string, number>
  meta: { as_of?: string }
}

/** Asked of either collector. */
async function stats(number: number, site: string): Promise<Stats> {
  const asked = {
    period: MEANWHILE,
    metrics: ['visits', 'pageviews', 'events'],
    filters: [['is', 'event', ['Buy']]],
  }
  const answer = await api(collectors, urls[number] ?? '', `${site}/reports/stats`, { body: asked })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Stats
}

const totals = async (site: string) => [
  (await stats(0, site)).totals.visits,
  (await stats(1, site)).totals.visits,
]

/** Both answer from ClickHouse, and know all. */
async function expectTold(site: string, visits: number): Promise<void> {
  await expect.poll(async () => (await stats(1, site)).meta.as_of).toBeDefined()
  await expect.poll(() => totals(site)).toEqual([visits, visits])
}

test('a site that is added goes to whoever has the fewest, and each finds its own through nginx', async () => {
  const added = await fetch(`${urls[0]}/api/sites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collectors.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ domain: 'one.example' }),
  })
  expect(added.status).toBe(201)
  const listed = JSON.parse(await command('collectors', 'list', '--json'))
  expect(listed).toMatchObject([
    { domain: 'one.example', collector: 1, address: urls[1] },
    { domain: 'zero.example', collector: 0, address: urls[0] },
  ])
  await knownAt(urls[1] ?? '', 'one.example')
  proxy = await nginxBefore(folders[0] ?? '', env(0))
  await buy('zero.example', ['a', 'b', 'c'])
  await buy('one.example', ['a', 'b'])
  expect([rows(collectors, 0, 'event'), rows(collectors, 1, 'event')]).toEqual([6, 4])
})

test('reports of both come from one ClickHouse, where a name has the number of each', async () => {
  await expectTold('zero.example', 3)
  await expectTold('one.example', 2)
  const names = await database.ask<{ n: string }>(
    `select count() as n from name final where text = 'Buy'`,
  )
  expect(Number(names[0]?.n)).toBe(2)
})

test('a site moves, its open visits go on, and ClickHouse tells each of them once', async () => {
  await command('collectors', 'move', 'one.example', '0')
  await buy('one.example', ['c'])
  const later = {
    id: 'later-one-example',
    name: 'Buy',
    at: Date.now(),
    url: 'https://one.example/',
  }
  const answer = await fetch(`${urls[1]}/t/one.example`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': BROWSER },
    body: bodyOf([later], 'a'),
  })
  expect(answer.status).toBe(202)
  expect(rows(collectors, 1, 'event')).toBe(0)
  await expectTold('one.example', 3)
  const verified = await tributary(['clickhouse', 'verify', '--data', folders[0] ?? ''], {
    env: env(0),
  })
  expect(verified.stdout + verified.stderr).toMatch(/Both tell the same/u)
})

test('with PostgreSQL down and a collector killed, the other goes on, and all is there in the end', async () => {
  await postgres.kill()
  await running.get(1)?.kill9()
  const ill = await tributary(['doctor', '--data', folders[0] ?? ''], { env: env(0) })
  expect(ill.stdout).toMatch(/bad +settings/u)
  expect(ill.stdout).toMatch(/bad +collectors +collector 1 at http\S+ does not answer/u)
  await buy('zero.example', ['d'])
  await postgres.start()
  await start(1)
  await buy('zero.example', ['e'])
  const well = await tributary(['doctor', '--data', folders[0] ?? ''], { env: env(0) })
  expect(well.stdout).toMatch(/good +collectors +the other one answers/u)
  await expectTold('zero.example', 5)
})

test('a site of which nobody has sent anything moves while nothing else goes on', async () => {
  const list = async () => JSON.parse(await command('collectors', 'list', '--json'))
  await command('site', 'add', 'empty.example')
  const [{ collector }] = await list()
  await knownAt(urls[0] ?? '', 'empty.example')
  await knownAt(urls[1] ?? '', 'empty.example')
  for (const folder of folders) {
    const db = openDatabase(databaseOf(folder), { readonly: true })
    await expect.poll(() => waitingRows(db)).toBe(0)
    db.close()
  }
  await command('collectors', 'move', 'empty.example', `${1 - collector}`)
  expect(await list()).toMatchObject([
    { domain: 'empty.example', collector: 1 - collector },
    {},
    {},
  ])
})
