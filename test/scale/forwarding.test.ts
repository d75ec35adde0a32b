import { cpSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
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
import { MEANWHILE } from './asking.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'
import { isAllTold } from './in-file.ts'

let clickhouse: TestClickHouse
let database: TestDatabase
let data: string
let token: string
let server: TestServer | undefined

/** As each test finds it. */
const made = dataFolder()

beforeAll(async () => {
  clickhouse = await startClickHouse()
  await addSite(made, SITE)
  token = await createToken(made, 'read')
})
afterAll(async () => {
  await clickhouse.remove()
  removeFolder(made)
})

beforeEach(async () => {
  database = await clickhouse.database()
  data = dataFolder()
  cpSync(made, data, { recursive: true })
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  removeFolder(data)
})

const start = async () => {
  server = await startServer({
    data,
    args: ['--rate-limit', '0', '--clickhouse-url', database.url],
  })
  return server
}

const command = (...args: string[]) =>
  tributary(['clickhouse', ...args, '--data', data], {
    env: { TRIBUTARY_CLICKHOUSE_URL: database.url },
  })

interface Status {
  lag_rows: number
  lag_seconds: number
  last_error: string | null
  reports_from: string
}

async function status(): Promise<Status> {
  // `--json` prints numbers as numbers.
  const { stdout } = await tributary(['clickhouse', 'status', '--json', '--data', data])
  return JSON.parse(stdout) as Status
}

/** Waits until all that was committed is over there. */
async function settled(): Promise<void> {
  await expect.poll(() => isAllTold(data)).toBe(true)
}

async function views(url: string) {
  const answer = await fetch(`${url}/api/sites/${SITE}/reports/stats`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ period: MEANWHILE, metrics: ['pageviews', 'visitors'] }),
  })
  return { status: answer.status, body: await answer.json() }
}

const chance = random(5)
const some = (count: number) => Array.from({ length: count }, () => pageview(chance.id()))

test('what browsers send is in reports from ClickHouse within seconds, which say how fresh they are', async () => {
  const { url } = await start()
  await settled()
  const sent = Date.now()
  expect((await send(url, bodyOf(some(3), 'ann'))).status).toBe(202)
  expect((await send(url, bodyOf(some(2), 'bob'))).status).toBe(202)
  // As soon as it has been told, which is within a second where nothing else goes on.
  await expect
    .poll(async () => (await views(url)).body, { timeout: 20_000 })
    .toMatchObject({ totals: { pageviews: 5, visitors: 2 } })
  const { body } = await views(url)
  expect(Date.parse(body.meta.as_of)).toBeGreaterThan(sent)
  expect(await status()).toMatchObject({
    ...{ last_error: null, lag_rows: 0, reports_from: 'clickhouse' },
  })
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 5 }])
  expect((await command('verify')).stderr).toContain('Both tell the same.')
})

test('while ClickHouse is away events are taken, reports say why they wait, and all comes when it is back', async () => {
  const { url } = await start()
  await send(url, bodyOf(some(2), 'ann'))
  await settled()
  await clickhouse.kill9()
  for (let i = 0; i < 20; i++) expect((await send(url, bodyOf(some(5), `v-${i}`))).status).toBe(202)
  const asked = await views(url)
  expect(asked).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('ClickHouse') },
  })
  await expect.poll(() => server?.output()).toContain('nothing goes to ClickHouse')
  const { last_error, lag_seconds } = await status()
  expect(last_error).toMatch(/ECONN/)
  expect(lag_seconds).toBeGreaterThan(0)
  await clickhouse.restart()
  await settled()
  expect((await views(url)).body).toMatchObject({ totals: { pageviews: 102, visitors: 21 } })
  await expect.poll(async () => (await status()).last_error).toBeNull()
  expect((await command('verify')).code).toBe(0)
})

test.each([
  [
    'is full',
    { fail: 'Code: 243. DB::Exception: Cannot reserve 1.00 MiB. (NOT_ENOUGH_SPACE)', times: 2 },
  ],
  ['is slow', { delay: 3_000, times: 1 }],
])('where ClickHouse %s nothing is lost and nothing comes twice', async (_, trouble) => {
  await clickhouse.meets(trouble)
  const { url } = await start()
  for (let i = 0; i < 20; i++) expect((await send(url, bodyOf(some(5), `v-${i}`))).status).toBe(202)
  await settled()
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 100 }])
  expect((await command('verify')).code).toBe(0)
})

test('a person who is erased is erased there, too', async () => {
  const { url } = await start()
  await send(url, bodyOf(some(3), 'ann'))
  await send(url, bodyOf(some(2), 'bob'))
  await settled()
  await tributary(['erase', SITE, '--visitor', 'ann', '--data', data])
  await settled()
  expect(await database.ask("select count() as n from person final where key = 'ann'")).toEqual([
    { n: 0 },
  ])
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 2 }])
  expect((await command('verify')).code).toBe(0)
})

test('history that was there before comes by a command, which goes on where it was stopped', async () => {
  const before = await startServer({ data, args: ['--rate-limit', '0'] })
  for (let i = 0; i < 20; i++) await send(before.url, bodyOf(some(5), `v-${i}`))
  await before.stop()
  expect((await command('backfill')).stderr).toContain('all that the file holds')
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 100 }])
  expect((await command('backfill')).code).toBe(0)
  expect((await command('verify')).code).toBe(0)
})

test('what begins anew leaves nothing of before', async () => {
  const first = await start()
  await send(first.url, bodyOf(some(3), 'ann'))
  await send(first.url, bodyOf(some(2), 'bob'))
  await settled()
  await first.stop()
  expect((await tributary(['clickhouse', 'stop', '--data', data])).code).toBe(0)
  // Nobody is told of that.
  await tributary(['erase', SITE, '--visitor', 'ann', '--data', data])
  await start()
  await settled()
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 2 }])
  expect((await command('verify')).code).toBe(0)
})

test('a backup that is put back makes it begin anew', async () => {
  const first = await start()
  await send(first.url, bodyOf(some(3), 'ann'))
  await settled()
  const copy = `${data}/copy.sqlite`
  expect((await tributary(['backup', copy, '--data', data])).code).toBe(0)
  await send(first.url, bodyOf(some(4), 'bob'))
  await settled()
  await first.stop()
  const restored = await tributary(['restore', copy, '--data', data])
  expect(restored.stderr).toContain('ClickHouse')
  await start()
  await settled()
  expect(await database.ask('select count() as n from event final')).toEqual([{ n: 3 }])
  expect((await command('verify')).code).toBe(0)
})

test('a database that a later version made is refused, and events are taken all the same', async () => {
  await command('backfill')
  await database.run("insert into migration select '9999-later', 1")
  const { url } = await start()
  await expect.poll(() => server?.output()).toContain('newer version of Tributary')
  expect((await send(url, bodyOf(some(1), 'ann'))).status).toBe(202)
})
