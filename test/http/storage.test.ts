import { closeSync, openSync, writeSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { type App, startApp } from './server.ts'

const HERE = '/api/sites/example.com'
const START = Date.UTC(2026, 4, 1)

let app: App
let token: string
let now = START
let said: { msg: string; times?: number; err?: { code?: string } }[]

beforeEach(async () => {
  said = []
  now = START
  const log = pino({ level: 'error' }, { write: (line) => said.push(JSON.parse(line)) })
  app = await startApp({}, () => now, log)
  token = await app.token(['admin'])
  await app.site('example.com')
})
afterEach(() => app.close())

/** `count` pageviews a minute apart. */
async function take(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `event-${String(index).padStart(6, '0')}`,
      name: 'pageview',
      at: START + index * 60_000,
      visitor: `visitor-${index}`,
      url: `https://example.com/${index % 50}`,
    }),
  )
  const headers = { 'content-type': 'application/x-ndjson' }
  const answer = await app.ask(`${HERE}/events`, { token, body: lines.join('\n'), headers })
  expect(await answer.json()).toMatchObject({ accepted: count })
}

/** Overwrites the last pages that hold events, as a failing disk might. */
function damage(pages: number): void {
  const db = openDatabase(databasePath(app.folder))
  db.pragma('wal_checkpoint(truncate)')
  const size = db.pragma('page_size', { simple: true }) as number
  const numbers = db
    .prepare<[number], number>(`select pageno from dbstat where name = 'event' and pagetype = 'leaf'
      order by path desc limit ?`)
    .pluck()
    .all(pages)
  db.close()
  const file = openSync(databasePath(app.folder), 'r+')
  for (const number of numbers)
    writeSync(file, Buffer.alloc(size, 0xff), 0, size, (number - 1) * size)
  closeSync(file)
}

/** The app on a real socket; answers its address and how to close it. */
async function served(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const asked = () =>
  app.ask(`${HERE}/reports/stats`, {
    token,
    body: { period: 'all', metrics: ['events', 'pageviews'], dimensions: ['prop:x'] },
  })

test('a damaged page is told as a problem, logged once and then once a minute, and the server is not ready', async () => {
  await take(5_000)
  damage(3)
  expect((await app.ask('/ready')).status).toBe(200)
  const answer = await asked()
  expect(answer.status).toBe(500)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await answer.json()).detail).toContain('damaged')
  for (let times = 0; times < 3; times++) await asked()
  expect(said).toMatchObject([{ err: { code: 'SQLITE_CORRUPT' } }])
  expect((await app.ask('/ready')).status).toBe(503)
  now += 60_000
  await asked()
  expect(said).toMatchObject([{}, { times: 4, err: { code: 'SQLITE_CORRUPT' } }])
  now += 61_000
  expect((await app.ask('/ready')).status).toBe(200)
})

test('an export that fails midway breaks its connection, and the log says why', async () => {
  await take(8_000)
  damage(3)
  const { url, close } = await served()
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}${HERE}/export`, { headers })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
  expect(said.map(({ msg }) => msg)).toContain('an answer was broken off')
  await close()
})

test('a whole export says after its last byte how many events it holds', async () => {
  await take(8_000)
  const { url, close } = await served()
  const { port } = new URL(url)
  const { get } = await import('node:http')
  const whole = await new Promise<{ lines: number; trailers: NodeJS.Dict<string> }>((resolve) => {
    const headers = { authorization: `Bearer ${token}` }
    get({ port, path: `${HERE}/export`, headers }, (answer) => {
      let lines = 0
      answer.on('data', (chunk: Buffer) => {
        lines += chunk.filter((byte) => byte === 10).length
      })
      answer.on('end', () => resolve({ lines, trailers: answer.trailers }))
    })
  })
  expect(whole).toEqual({ lines: 8_000, trailers: { 'x-events': '8000' } })
  await close()
})
