import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  addSite,
  createToken,
  dataFolder,
  exported,
  removeFolder,
  startServer,
  tributary,
} from '../server.ts'
import { bodyOf, pageview, SITE, send } from './sending.ts'
import { NO_SMALL_DISK, resize, smallDisk } from './small-disk.ts'

function folder(): string {
  const data = dataFolder()
  onTestFinished(() => removeFolder(data))
  return data
}

/** The database in a data folder. */
function file(data: string): string {
  const name = readdirSync(data).find((entry) => /\.(db|sqlite)$/.test(entry))
  if (name === undefined) throw new Error(`no database among ${readdirSync(data)}`)
  return join(data, name)
}

function serve(data: string, args: string[] = []) {
  return tributary(['serve', '--port', '0', '--data', data, ...args])
}

describe('a start that cannot be says why, and ends with 1', () => {
  test('the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const ran = await tributary(['serve', '--port', String(port), '--data', folder()])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(new RegExp(`${port}.*(taken|in use|already)`, 'i'))
  })

  test('the data folder cannot be written', async () => {
    const data = folder()
    writeFileSync(join(data, 'a-file'), '')
    const ran = await serve(join(data, 'a-file', 'data'))
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('a-file')
    expect(ran.stderr).not.toMatch(/^\s+at /m)
  })

  test.runIf(existsSync('/proc'))('the data folder lies where none can be made', async () => {
    const ran = await serve('/proc/nowhere/data')
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/^The data folder .*nowhere.* cannot be written \(ENOENT\)/)
  })

  test('the database is a newer version’s', async () => {
    const data = folder()
    await addSite(data, SITE)
    const db = new Database(file(data))
    db.prepare('insert into migration (name, applied_at) values (?, ?)').run('0999-tomorrow', 0)
    db.close()
    const ran = await serve(data)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/newer.*0999-tomorrow/s)
  })

  test('the file is not a database', async () => {
    const data = folder()
    await addSite(data, SITE)
    const path = file(data)
    for (const rest of ['-wal', '-shm']) writeFileSync(`${path}${rest}`, '')
    writeFileSync(path, 'this was a database once'.repeat(1_000))
    const ran = await serve(data)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/backup|restore/i)
    expect(ran.stderr).not.toMatch(/^\s+at /m)
  })

  test('a setting is unknown', async () => {
    const env = { TRIBUTARY_PROT: '1' }
    const ran = await tributary(['serve', '--data', folder()], { env })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/TRIBUTARY_PROT.*TRIBUTARY_PORT/s)
  })

  test('a setting is malformed', async () => {
    const ran = await serve(folder(), ['--rate-limit', 'lots'])
    expect([1, 2]).toContain(ran.code)
    expect(ran.stderr).toMatch(/rate-limit.*lots|lots.*rate-limit/is)
  })
})

/** Runs the whole process with a clock that is off by so many ms. */
function clock(offset: number): Record<string, string> {
  const shift = `const now=Date.now;Date.now=()=>now()+${offset}`
  return { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(shift)}"` }
}

test('a clock that has gone back two days loses nothing and takes what comes', async () => {
  const data = folder()
  await addSite(data, SITE)
  const ahead = await startServer({ data, env: clock(2 * 86_400_000) })
  expect((await send(ahead.url, bodyOf([pageview('ahead-ahead')]))).status).toBe(202)
  expect(await ahead.stop()).toBe(0)
  const back = await startServer({ data })
  expect((await send(back.url, bodyOf([pageview('back-back')]))).status).toBe(202)
  expect((await send(back.url, bodyOf([pageview('ahead-ahead')]))).body).toContain('"duplicate":1')
  expect(await back.stop()).toBe(0)
  const ids = (await exported(data, SITE)).map(({ id }) => id)
  expect(ids.sort()).toEqual(['ahead-ahead', 'back-back'])
})

test('a full disk answers 503, keeps what was promised, and recovers when there is room', async ({
  skip,
}) => {
  const data = smallDisk(4)
  if (data === undefined) return skip(NO_SMALL_DISK)
  await addSite(data, SITE)
  const token = await createToken(data, 'read')
  const server = await startServer({ data, args: ['--rate-limit', '0'] })
  const promised = await fillUp(server.url)
  expect((await fetch(`${server.url}/ready`)).status).toBe(503)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)

  resize(data, 64)
  const after = bodyOf([pageview('after-the-flood')])
  await expect
    .poll(async () => (await send(server.url, after)).status, { timeout: 60_000, interval: 200 })
    .toBe(202)
  const answer = await fetch(`${server.url}/api/sites/${SITE}/export`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const stored = (await answer.text()).split('\n').filter(Boolean)
  const ids = new Set(stored.map((line) => JSON.parse(line).id))
  expect(promised.filter((id) => !ids.has(id))).toEqual([])
  expect(stored).toHaveLength(ids.size)
  expect(await server.stop()).toBe(0)
})

/** Fills the disk with large events, then with small ones until not even those fit; the ids that were taken. */
async function fillUp(url: string): Promise<string[]> {
  const promised: string[] = []
  for (const [size, text] of [
    [20, 'x'.repeat(500)],
    [1, ''],
  ] as const) {
    for (let i = 0, full = 0; full < 5; i++) {
      const ids = Array.from({ length: size }, (_, n) => `fill-${size}-${i}-${n}-fill`)
      const events = ids.map((id) => ({ ...pageview(id), props: { text } }))
      const { status } = await send(url, bodyOf(events, `visitor-${i}`))
      expect([202, 503]).toContain(status)
      full = status === 503 ? full + 1 : 0
      if (status === 202) promised.push(...ids)
    }
  }
  return promised
}
