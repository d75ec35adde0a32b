import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../free-port.mjs'
import { CHROME } from '../http/server.ts'
import { dataFolder, removeFolder, startServer, type TestServer, tributary } from '../server.ts'
import { type PostgresServer, postgresServer } from './server.mjs'

/** Real collectors, and a PostgreSQL of their own that is killed. */
let postgres: PostgresServer
let one: TestServer
const started: TestServer[] = []
const folders: string[] = []
let token: string

/** Whoever trusts this machine asks for none, and takes any. */
const PASSWORD = 'a-word-that-nobody-is-told'
const there = () => ({
  TRIBUTARY_SETTINGS_URL: postgres.url('postgres').replace('postgres@', `postgres:${PASSWORD}@`),
})

async function start(data: string, number: number): Promise<TestServer> {
  const port = await freePort()
  const env = {
    TRIBUTARY_COLLECTOR: `${number}`,
    TRIBUTARY_COLLECTOR_ADDRESS: `http://127.0.0.1:${port}`,
  }
  const args = ['--port', `${port}`]
  const server = await startServer({ data, args, env: { ...there(), ...env } })
  started.push(server)
  return server
}

function folder(): string {
  const made = dataFolder()
  folders.push(made)
  return made
}

async function command(data: string, ...args: string[]): Promise<string> {
  const ran = await tributary([...args, '--data', data], { env: there() })
  expect(ran.stderr + ran.stdout).toSatisfy(() => ran.code === 0)
  return ran.stdout
}

const send = (server: TestServer, site: string, name = 'pageview') =>
  fetch(`${server.url}/t/${site}`, {
    method: 'POST',
    headers: { 'user-agent': CHROME },
    body: JSON.stringify({
      v: 1,
      sent: Date.now(),
      events: [
        {
          id: `e${Math.random().toString(36).slice(2).padEnd(12, '0')}`,
          name,
          at: Date.now(),
          url: `https://${site}/`,
        },
      ],
    }),
  })

const statusOf = async (answer: Promise<Response>) => (await answer).status

/** For what happens at once or within a second, on a machine that is five times slower. */
const SOON = { timeout: 7_500 }

const asked = (server: TestServer, path: string, init: RequestInit = {}) =>
  fetch(server.url + path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })

beforeAll(async () => {
  postgres = await postgresServer()
  const data = folder()
  await command(data, 'site', 'add', 'a.example')
  token =
    (await command(data, 'token', 'create', '--scope', 'admin')).trim().split('\n').at(-1) ?? ''
  one = await start(data, 1)
})
afterAll(async () => {
  for (const server of started) await server.kill9().catch(() => undefined)
  await postgres.remove()
  for (const data of folders) removeFolder(data)
})

function besides(): string {
  const made = folder()
  copyFileSync(join(one.data, 'tributary.key'), join(made, 'tributary.key'))
  return made
}

describe('two collectors', () => {
  let other: TestServer
  beforeAll(async () => {
    other = await start(besides(), 2)
  })
  afterAll(() => other.stop())

  test('know a site soon wherever it was added, and forget it as soon', async () => {
    const added = await asked(one, '/api/sites', {
      method: 'POST',
      body: JSON.stringify({ domain: 'b.example' }),
    })
    expect(added.status).toBe(201)
    // Each is told at once, and looks once a second besides; on a slow machine that takes some times as long.
    await expect.poll(() => statusOf(send(other, 'b.example')), SOON).toBe(202)
    expect((await asked(other, '/api/sites/b.example')).status).toBe(200)
    expect((await asked(other, '/api/sites/b.example', { method: 'DELETE' })).status).toBe(204)
    await expect.poll(() => statusOf(send(one, 'b.example')), SOON).toBe(404)
  })

  test('of one number are refused', async () => {
    const ran = await tributary(['serve', '--port', '0', '--data', besides()], {
      env: { ...there(), TRIBUTARY_COLLECTOR: '2' },
    })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/Another collector has the number 2/u)
    // It waits for half a minute whether that one goes.
  }, 120_000)
})

describe('while PostgreSQL is down', () => {
  afterEach(() => postgres.start())

  test('events are taken, the script is served, pages say why they wait, and all goes on by itself', async () => {
    expect((await asked(one, '/api/sites')).status).toBe(200)
    await postgres.kill()
    expect((await send(one, 'a.example')).status).toBe(202)
    const script = await fetch(`${one.url}/t/a.example.js`)
    expect(await script.text()).toContain('currentScript')
    const refused = await asked(one, '/api/sites')
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await refused.json()).detail).toMatch(/PostgreSQL.*does not answer/u)
    const told = await asked(one, '/api/sites/a.example/events', {
      method: 'POST',
      body: JSON.stringify({
        events: [
          {
            id: 'server-event-1',
            name: 'Buy',
            at: Date.now(),
            user: 'u1',
            url: 'https://a.example/',
          },
        ],
      }),
    })
    expect(await told.text()).toMatch(/"accepted":1/u)
    await expect.poll(() => one.output()).toMatch(/cannot be followed/u)
    await postgres.start()
    await expect.poll(() => statusOf(asked(one, '/api/sites'))).toBe(200)
    await expect.poll(() => one.output()).toMatch(/followed again/u)
    const added = await asked(one, '/api/sites', {
      method: 'POST',
      body: JSON.stringify({ domain: 'c.example' }),
    })
    expect(added.status).toBe(201)
    expect((await send(one, 'c.example')).status).toBe(202)
  })

  test('a collector starts with what it knows, and another that knows nothing says why it cannot', async () => {
    const data = besides()
    const server = await start(data, 3)
    await server.kill9()
    await postgres.kill()
    const again = await start(data, 3)
    expect((await send(again, 'a.example')).status).toBe(202)
    const ran = await tributary(['serve', '--port', '0', '--data', besides()], { env: there() })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/cannot be opened/u)
    await postgres.start()
    await expect.poll(() => statusOf(asked(again, '/api/sites'))).toBe(200)
    await again.stop()
  })
})

test('doctor says where they lie, and that it is not answered', async () => {
  const well = await tributary(['doctor', '--data', one.data], { env: there() })
  expect(well.stdout).toMatch(/settings\s.*127\.0\.0\.1/u)
  const ill = await tributary(['doctor', '--data', one.data], {
    env: { TRIBUTARY_SETTINGS_URL: 'postgres://nobody:secret@127.0.0.1:1/none' },
  })
  expect(ill.stdout).toMatch(/settings.*ECONNREFUSED/u)
  expect(ill.stdout + ill.stderr).not.toContain('secret')
})

test('the secret of its address is in no log, and in no answer', async () => {
  const doctor = await tributary(['doctor', '--data', one.data], { env: there() })
  const config = await tributary(['config'], { env: there() })
  // PostgreSQL was down meanwhile, so the reasons are there, too.
  expect(one.output()).toMatch(/cannot be followed/u)
  for (const text of [one.output(), doctor.stdout, doctor.stderr, config.stdout])
    expect(text).not.toContain(PASSWORD)
})
