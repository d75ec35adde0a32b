import { cpSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ClickHouseAddress } from '../../collector/clickhouse-address.ts'
import { ownNumber, TakenNumberError } from '../../collector/forward/own-number.ts'
import { connect } from '../../collector/store/clickhouse/connect.ts'
import { prepareSchema } from '../../collector/store/clickhouse/schema.ts'
import { bodyOf, pageview, SITE, send } from '../faults/sending.ts'
import {
  addSite,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'

let clickhouse: TestClickHouse
let database: TestDatabase
/** The folder that ClickHouse has the rows of, and another of the same number. */
let first: string
let second: string
const running = new Set<TestServer>()

/** As each test finds them. */
let made: string[] = []

beforeAll(async () => {
  clickhouse = await startClickHouse()
  made = [await folderOf(3, 'ann'), await folderOf(2, 'bob')]
})
afterAll(async () => {
  await clickhouse.remove()
  for (const folder of made) removeFolder(folder)
})

beforeEach(async () => {
  database = await clickhouse.database()
  ;[first = '', second = ''] = made.map((folder) => {
    const copy = dataFolder()
    cpSync(folder, copy, { recursive: true })
    return copy
  })
  expect((await backfill(first)).code).toBe(0)
})
afterEach(async () => {
  for (const server of running) await server.stop()
  running.clear()
  for (const folder of [first, second]) removeFolder(folder)
})

async function start(data: string, ...args: string[]): Promise<TestServer> {
  const server = await startServer({ data, args: ['--rate-limit', '0', ...args] })
  running.add(server)
  return server
}

async function stop(server: TestServer): Promise<void> {
  running.delete(server)
  await server.stop()
}

/** A data folder with events of a visitor, which went nowhere yet. */
async function folderOf(events: number, visitor: string): Promise<string> {
  const data = dataFolder()
  await addSite(data, SITE)
  const server = await start(data)
  const views = Array.from({ length: events }, (_, i) => pageview(`${visitor}-event-${i}`))
  expect((await send(server.url, bodyOf(views, visitor))).status).toBe(202)
  await stop(server)
  return data
}

const command = (data: string, ...args: string[]) =>
  tributary([...args, '--data', data], { env: { TRIBUTARY_CLICKHOUSE_URL: database.url } })
const backfill = (data: string, ...more: string[]) =>
  command(data, 'clickhouse', 'backfill', ...more)
const serve = (data: string) => start(data, '--clickhouse-url', database.url)

async function status(data: string) {
  const { stdout } = await command(data, 'clickhouse', 'status', '--json')
  return JSON.parse(stdout) as { forwarding: boolean; last_error: string | null }
}

const uids = async () => {
  const rows = await database.ask<{ uid: string }>('select uid from event final order by uid')
  return rows.map(({ uid }) => uid)
}
const OF_FIRST = ['ann-event-0', 'ann-event-1', 'ann-event-2']
const OF_SECOND = ['bob-event-0', 'bob-event-1']
const REFUSED = 'Another data folder sends to this ClickHouse as collector 0'

/** All that is stored there, whatever versions of it. */
async function stored() {
  const tables = ['visit', 'event', 'person', 'page', 'spelling', 'quality', 'collector_file']
  return await Promise.all(
    tables.map((table) => database.ask(`select * from ${table} order by all`)),
  )
}

test('a second folder of the same number changes nothing when it is served, and says why', async () => {
  const before = await stored()
  const server = await serve(second)
  await expect
    .poll(() => server.output())
    .toContain('nothing goes to ClickHouse until the next start')
  expect(server.output()).toContain(REFUSED)
  expect((await send(server.url, bodyOf([pageview('bob-event-2')], 'bob'))).status).toBe(202)
  expect(await stored()).toEqual(before)
  expect(await status(second)).toMatchObject({
    ...{ forwarding: false, last_error: expect.stringContaining(REFUSED) },
  })
  const { stdout, stderr } = await command(second, 'doctor')
  expect(stdout).toContain(REFUSED)
  expect(stderr).toContain('start the server again')
})

test('nor does it by a command, and goes to a database of its own', async () => {
  const before = await stored()
  const refused = await backfill(second)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(REFUSED) })
  expect(refused.stderr).toContain('--replace')
  expect(await stored()).toEqual(before)
  expect((await command(second, 'clickhouse', 'status')).stderr).toContain(REFUSED)

  database = await clickhouse.database()
  expect((await backfill(second)).stderr).toContain('all that the file holds')
  expect(await uids()).toEqual(OF_SECOND)
  expect((await status(second)).last_error).toBeNull()
})

test('what is to take the place of another does, for good, and the other one stops', async () => {
  const server = await serve(first)
  await expect.poll(() => status(first)).toMatchObject({ forwarding: true, last_error: null })
  expect((await backfill(second, '--replace')).stderr).toContain('all that the file holds')
  expect(await uids()).toEqual(OF_SECOND)
  expect((await command(second, 'clickhouse', 'verify')).code).toBe(0)

  // It looks every half minute.
  await expect.poll(() => server.output(), { timeout: 90_000 }).toContain(REFUSED)
  expect((await status(first)).last_error).toContain(REFUSED)
  await stop(server)
  // All that it holds was sent once, which is no reason to say that it is there.
  expect(await backfill(first)).toMatchObject({ code: 1, stderr: expect.stringContaining(REFUSED) })
  expect(await uids()).toEqual(OF_SECOND)

  expect((await backfill(first, '--replace')).code).toBe(0)
  expect(await uids()).toEqual(OF_FIRST)
  expect((await backfill(first)).code).toBe(0)
  expect((await backfill(second)).stderr).toContain(REFUSED)
})

test('rows of which nobody knows the folder are left to the one that has sent', async () => {
  await database.run('truncate table collector_file')
  const before = await stored()
  expect((await backfill(second)).stderr).toContain('does not say which data folder')
  expect(await stored()).toEqual(before)
  expect((await backfill(first)).code).toBe(0)
  expect((await backfill(second)).stderr).toContain(REFUSED)
  expect(await uids()).toEqual(OF_FIRST)
})

test('of several that find it free at once one has the number', async () => {
  const { url } = await clickhouse.database()
  const client = connect(ClickHouseAddress.parse(url) as ClickHouseAddress)
  await prepareSchema(client, '', 0)
  let before: Promise<unknown> = Promise.resolve()
  // All have looked before any writes; then each is through with it before the next one writes.
  const asked = Array.from({ length: 6 }, (_, i) => {
    const previous = before
    const one = {
      query: client.query.bind(client),
      async insert(row: Parameters<typeof client.insert>[0]) {
        await previous.catch(() => undefined)
        await client.insert(row)
      },
    }
    // Whose clock is behind has it no sooner.
    const claim = { collector: 5, file: `file-${i}`, hasBegun: false, now: 1_000 - i }
    const answer = ownNumber(one as never, claim)
    before = answer
    return answer
  })
  const answers = await Promise.allSettled(asked)
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', ...Array(5).fill('rejected')])
  for (const answer of answers.slice(1))
    expect(answer).toMatchObject({ reason: expect.any(TakenNumberError) })
  await client.close()
})
