import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, removeFolder, startServer, type TestServer, tributary } from '../server.ts'

describe('a first start', () => {
  const data = dataFolder()
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ data })
  })
  afterAll(() => removeFolder(data))

  const take = (link: string | undefined) =>
    fetch(`${server.url}/api/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ secret: link?.split('/').at(-1) }),
    })

  test('prints a link that works over a restart, until a password is chosen', async () => {
    const link = server.signInLink
    expect((await fetch(link ?? '')).headers.get('set-cookie')).toBeNull()
    expect((await take(link)).status).toBe(200)
    await server.stop()
    const made = await tributary(['user', 'reset', '--data', data])
    server = await startServer({ data })
    expect(server.signInLink).not.toBe(link)
    for (const one of [server.signInLink, made.stdout.trim()]) {
      expect((await take(one)).status).toBe(200)
    }
    const opened = await take(link)
    expect(opened.status).toBe(200)
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    const account = await fetch(`${server.url}/api/account`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email: 'me@example.com', password: 'a long password' }),
    })
    expect(account.status).toBe(200)
    for (const one of [link, server.signInLink, made.stdout.trim()]) {
      expect((await take(one)).status).toBe(404)
    }
  })

  test('ends with 0 at SIGTERM, though a stream is open', async () => {
    const stopping = new AbortController()
    const token = (
      await tributary(['token', 'create', '--scope', 'read', '--data', data])
    ).stdout.trim()
    await tributary(['site', 'add', 'example.com', '--data', data])
    const stream = fetch(`${server.url}/api/sites/example.com/reports/live/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stopping.signal,
    })
    expect((await stream).status).toBe(200)
    expect(await server.stop()).toBe(0)
    stopping.abort()
  })

  test('ends with every click counted', async () => {
    const path = join(data, 'tributary.sqlite')
    const next = await startServer({ data })
    const token = (
      await tributary(['token', 'create', '--scope', 'write', '--data', data])
    ).stdout.trim()
    const body = { slug: 'late', url: 'https://example.com/', source: 'a', medium: 'b' }
    const added = await fetch(`${next.url}/api/sites/example.com/links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, campaign: 'c' }),
    })
    expect(added.status).toBe(201)
    const clicked = await fetch(`${next.url}/l/late`, {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
    })
    expect(clicked.status).toBe(302)
    expect(await next.stop()).toBe(0)
    const db = new Database(path, { readonly: true })
    expect(db.prepare('select clicks from link').pluck().all()).toEqual([1])
    db.close()
  })

  test('is over: the next start prints no link', async () => {
    const next = await startServer({ data })
    expect(next.signInLink).toBeUndefined()
    expect(await next.stop()).toBe(0)
  })
})

test('a taken port is said so', async () => {
  const server = await startServer()
  const { port } = new URL(server.url)
  const data = dataFolder()
  const { code, stderr } = await tributary(['serve', '--port', port, '--data', data])
  expect(code).toBe(1)
  expect(stderr).toContain(`Port ${port}`)
  expect(stderr).toContain('--port')
  await server.stop()
  removeFolder(data)
  removeFolder(server.data)
})

test('a data folder that cannot be is said so', async () => {
  const { code, stderr } = await tributary(['serve', '--port', '0', '--data', '/dev/null/data'])
  expect(code).toBe(1)
  expect(stderr).toContain('--data')
})

test('a geo database that cannot be read is said so', async () => {
  const data = dataFolder()
  const args = ['serve', '--port', '0', '--data', data, '--geo-db', '/nowhere.mmdb']
  const { code, stderr } = await tributary(args)
  expect(code).toBe(1)
  expect(stderr).toContain('--geo-db')
  expect(stderr).not.toContain('    at ')
  removeFolder(data)
})
