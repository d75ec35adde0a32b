import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { addSite, dataFolder, removeFolder, startServer, tributary } from '../server.ts'
import { bodyOf, databaseOf, ownFolder, pageview, SITE, send } from './sending.ts'

/** Lines of the log that it wrote so far. */
const logged = (output: string) => output.split('\n').filter((line) => line.startsWith('{'))

async function serving(args: string[] = []) {
  const data = ownFolder()
  await addSite(data, SITE)
  const server = await startServer({ data, args })
  onTestFinished(async () => void (await server.stop()))
  return server
}

/** How long a client without an end is heard, in ms: it waits while the other tests run. */
let letGo: Promise<number>

beforeAll(async () => {
  const data = dataFolder()
  const server = await startServer({ data })
  letGo = unended(Number(new URL(server.url).port))
  return async () => {
    await server.stop()
    removeFolder(data)
  }
})

async function unended(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  // However it is let go: nobody waits for it yet who could be told of an error.
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
  const began = Date.now()
  socket.resume()
  await closed
  return Date.now() - began
}

test('ends with 0 at SIGTERM though nobody reads what it says any more', async () => {
  const args = ['dist/collector/tributary.js', 'serve', '--port', '0', '--data', ownFolder()]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [first] = await once(child.stdout, 'data')
  expect(String(first)).toMatch(/link|listening/)
  child.stdout.destroy()
  child.stderr.destroy()
  await new Promise((resolve) => setTimeout(resolve, 300))
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})

test('requests that break off leave no line in the log', async () => {
  const server = await serving()
  for (const path of [`/t/${SITE}`, `/api/session`]) {
    for (const length of [
      'Content-Length: 100\r\n\r\n{"ev',
      'Transfer-Encoding: chunked\r\n\r\n4\r\n{"ev\r\n',
    ]) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      const type = 'Content-Type: application/json'
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\n${type}\r\n${length}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
      socket.destroy()
      await once(socket, 'close')
    }
  }
  expect((await send(server.url, bodyOf([pageview('after-them')]))).status).toBe(202)
  await server.stop()
  expect(logged(server.output())).toEqual([])
})

describe('X-Forwarded-For', () => {
  let sent = 0
  const forwarded = (url: string) =>
    fetch(`${url}/t/${SITE}`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Mozilla/5.0' },
      body: bodyOf([pageview(`forwarded-${sent++}`)]),
    })

  test('from a proxy that is not trusted is warned of once, without any visitor’s address', async () => {
    const server = await serving()
    for (let n = 0; n < 3; n++) await forwarded(server.url)
    await server.stop()
    expect(logged(server.output()).map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, proxy: '127.0.0.1', msg: expect.stringContaining('TRIBUTARY_TRUST_PROXY') },
    ])
    expect(server.output()).not.toContain('203.0.113.9')
  })

  test('from a trusted one is not', async () => {
    const server = await serving(['--trust-proxy', '127.0.0.1'])
    expect((await forwarded(server.url)).status).toBe(202)
    await server.stop()
    expect(logged(server.output())).toEqual([])
  })

  test('is what the doctor asks for behind https', async () => {
    const data = ownFolder()
    await addSite(data, SITE)
    const doctor = (...args: string[]) => tributary(['doctor', '--data', data, ...args])
    const behind = ['--public-url', 'https://growth.example']
    expect((await doctor(...behind)).stderr).toContain('TRIBUTARY_TRUST_PROXY')
    expect((await doctor(...behind, '--trust-proxy', '127.0.0.1')).stderr).toBe('')
    expect((await doctor()).stderr).toBe('')
  })
})

/** Makes the file so large that its pages are not all read before the start, and damages one far behind. */
function damageLarge(path: string): void {
  const db = new Database(path)
  db.exec('create table ballast (blob) strict'.replace('blob', 'b blob'))
  const add = db.prepare('insert into ballast values (zeroblob(1048576))')
  for (let n = 0; n < 260; n++) add.run()
  db.exec('create index ballast_size on ballast (length(b))')
  const root = db.prepare(`select rootpage from sqlite_schema where name = 'ballast_size'`)
  const page = root.pluck().get() as number
  db.pragma('wal_checkpoint(truncate)')
  db.close()
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, (page - 1) * 4_096)
  closeSync(file)
}

test('a damaged page of a large file is found while it is served, and said', async () => {
  const data = ownFolder()
  await addSite(data, SITE)
  damageLarge(databaseOf(data))
  expect(statSync(databaseOf(data)).size).toBeGreaterThan(256 * 2 ** 20)
  const server = await startServer({ data })
  // By a thread that lets all others go first.
  await expect
    .poll(() => server.output(), { timeout: 100_000 })
    .toMatch(/is damaged .*tributary restore/)
  expect(await server.stop()).toBe(0)
})

test('a client that never ends its header is let go', async () => {
  // After some twenty seconds; of itself Node would wait for more than a minute.
  expect(await letGo).toBeLessThan(50_000)
})
