import { chownSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, removeFolder, startServer, type TestServer, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))

const run = (...args: string[]) => tributary([...args, '--data', data])

test('sites are added, listed and removed', async () => {
  const added = await run('site', 'add', 'Example.com', '--timezone', 'Europe/Berlin')
  expect(added).toMatchObject({
    code: 0,
    stdout: '<script async src="http://127.0.0.1:8787/t/example.com.js"></script>\n',
    stderr: expect.stringContaining('added example.com (Europe/Berlin, USD)'),
  })
  const { stdout } = await run('site', 'list', '--json')
  expect(JSON.parse(stdout)).toMatchObject([{ domain: 'example.com', timezone: 'Europe/Berlin' }])
  expect((await run('site', 'list')).stdout).toMatch(/^domain .*\nexample\.com .*Europe\/Berlin/u)
  expect((await run('site', 'add', 'example.com')).code).toBe(1)
  expect((await run('site', 'add', 'x.example', '--timezone', 'Mars')).code).toBe(2)
  await run('site', 'add', 'gone.example')
  expect((await run('site', 'rm', 'gone.example')).code).toBe(0)
  expect((await run('site', 'rm', 'gone.example')).code).toBe(1)
})

test('a token is alone on stdout', async () => {
  const { stdout } = await run('token', 'create', '--scope', 'read,write', '--site', 'example.com')
  expect(stdout).toMatch(/^\S+\n$/u)
  const listed = JSON.parse((await run('token', 'list', '--json')).stdout)
  expect(listed).toMatchObject([{ scopes: ['read', 'write'], site: 'example.com' }])
  expect((await run('token', 'rm', listed[0].id)).code).toBe(0)
  expect((await run('token', 'rm', listed[0].id)).code).toBe(1)
})

test('scopes that are named one by one add up', async () => {
  await run('token', 'create', '--scope', 'read', '--scope', 'ingest', '--name', 'both')
  const [{ id, scopes }] = JSON.parse((await run('token', 'list', '--json')).stdout)
  expect(scopes).toEqual(['read', 'ingest'])
  await run('token', 'rm', id)
})

test('every setting is listed with its flag, variable and where its value is from', async () => {
  const { stdout } = await tributary(['config', '--port', '9000', '--json'], {
    env: { TRIBUTARY_HOST: '0.0.0.0' },
  })
  const settings = JSON.parse(stdout)
  const one = (name: string) => settings.find((setting: { name: string }) => setting.name === name)
  expect(one('port')).toMatchObject({ value: 9000, origin: 'flag', env: 'TRIBUTARY_PORT' })
  expect(one('host')).toMatchObject({ value: '0.0.0.0', origin: 'environment' })
  expect(one('rateLimit')).toMatchObject({ value: 50, origin: 'default', flag: '--rate-limit' })
})

test('the doctor finds nothing wrong with a healthy folder', async () => {
  const { code, stdout } = await run('doctor', '--json')
  expect(JSON.parse(stdout).filter((one: { state: string }) => one.state !== 'good')).toEqual([])
  expect(code).toBe(0)
})

test('the doctor says what is broken and how to mend it', async () => {
  const broken = dataFolder()
  writeFileSync(join(broken, 'tributary.sqlite'), 'not a database '.repeat(1_000))
  const { code, stdout, stderr } = await tributary(['doctor', '--data', broken, '--json'])
  expect(code).toBe(1)
  const found = JSON.parse(stdout).find((one: { what: string }) => one.what === 'database')
  expect(found.state).toBe('bad')
  expect(stderr).toContain('tributary restore')
  removeFolder(broken)
})

describe('beside a running server', () => {
  let server: TestServer
  const log = () => server.output()
  beforeAll(async () => {
    server = await startServer({ data })
  })
  afterAll(async () => {
    await server.stop()
  })

  test('a new site takes events at once', async () => {
    await run('site', 'add', 'late.example')
    const event = { id: 'late-one', name: 'pageview', at: Date.now(), url: 'https://late.example/' }
    const answer = await fetch(`${server.url}/t/late.example`, {
      method: 'POST',
      body: JSON.stringify({ visitor: 'visitor-1', user: 'user-1', events: [event] }),
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
    })
    expect(await answer.json()).toMatchObject({ accepted: 1 })
    expect((await run('export', 'late.example')).stdout).toContain('late-one')
  })

  test('a backup is whole and a restore refuses', async () => {
    const file = join(data, 'copy.sqlite')
    expect((await run('backup', file)).code).toBe(0)
    expect((await run('backup', file)).code).toBe(1)
    const { code, stderr } = await run('restore', file)
    expect(code).toBe(1)
    expect(stderr).toContain('Stop it')
    const elsewhere = dataFolder()
    expect((await tributary(['restore', file, '--data', elsewhere])).code).toBe(0)
    const there = await tributary(['export', 'late.example', '--data', elsewhere])
    expect(there.stdout).toBe((await run('export', 'late.example')).stdout)
    removeFolder(elsewhere)
  })

  test('an erased user is gone, and does not come back by being sent again', async () => {
    const erased = await run('erase', 'late.example', '--user', 'user-1', '--json')
    expect(JSON.parse(erased.stdout)).toEqual({ people: 1, visits: 1, events: 1 })
    expect((await run('export', 'late.example')).stdout).toBe('')
    expect((await run('erase', 'late.example', '--user', 'user-1')).code).toBe(1)
    const { stdout } = await run('clickhouse', 'status', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ lag_rows: 0, lag_seconds: 0 })
  })

  test('what was erased is said in words', async () => {
    const send = (id: string, events: object[]) =>
      fetch(`${server.url}/t/late.example`, {
        method: 'POST',
        body: JSON.stringify({ visitor: id, user: id, events }),
        headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
      })
    const at = Date.now()
    const view = (id: string) => ({ id, at, name: 'pageview', url: 'https://late.example/' })
    await send('user-one', [view('words-one')])
    await send('user-two', [view('words-two'), view('words-three')])
    const said = async (user: string) => (await run('erase', 'late.example', '--user', user)).stdout
    expect(await said('user-one')).toBe('removed 1 person, 1 visit and 1 event\n')
    expect(await said('user-two')).toBe('removed 1 person, 1 visit and 2 events\n')
  })

  test('a second server on the same folder is refused', async () => {
    const { code, stderr } = await run('serve', '--port', '0')
    expect(code).toBe(1)
    expect(stderr).toContain('Another server')
    expect(log()).not.toContain('failed')
  })
})

test.each([
  [
    'a folder that is not there',
    ['backup', join(data, 'missing', 'copy.sqlite')],
    /no folder .*missing/u,
  ],
  ['a folder', ['import', 'example.com', data], /no file .* that can be read/u],
  [
    'nothing',
    ['import', 'example.com', '-', '--geo-db', join(data, 'no.mmdb')],
    /no\.mmdb cannot be read/u,
  ],
])('%s in the place of a file is refused in words: %j', async (_, args, words) => {
  const { code, stderr } = await run(...args)
  expect(code).toBe(1)
  expect(stderr.trim()).toMatch(words)
  expect(stderr.trim()).not.toContain('\n')
})

test('an export that ends before it begins is refused', async () => {
  const { code, stderr } = await run(
    ...['export', 'example.com', '--from', '2026-02-02', '--to', '2026-02-01'],
  )
  expect(code).toBe(2)
  expect(stderr).toBe('the period ends (2026-02-01) before it begins (2026-02-02)\n')
})

describe('in a folder without a database', () => {
  const mistyped = join(data, 'mistyped')

  test.each([
    ...['site list', 'site rm example.com', 'token list', 'token rm x', 'user list'],
    ...['user reset a@b.example', 'export example.com', 'erase example.com --user x'],
    ...['import example.com -', `backup ${join(data, 'none.sqlite')}`],
  ])('%s is refused and makes none', async (line) => {
    const { code, stdout, stderr } = await tributary([...line.split(' '), '--data', mistyped])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^There is no database .*mistyped.*--data\.\n$/u)
    expect(existsSync(mistyped)).toBe(false)
  })

  test('the doctor says that there is none, and makes none', async () => {
    const { stdout } = await tributary(['doctor', '--json', '--data', mistyped])
    const found = JSON.parse(stdout).find(({ what }: { what: string }) => what === 'database')
    expect(found).toMatchObject({ state: 'warn', detail: expect.stringContaining(mistyped) })
    expect(existsSync(mistyped)).toBe(false)
  })

  test.each([
    ['site add', 'site add example.com'],
    ['user add', 'user add a@b.example'],
    ['token create', 'token create --scope read'],
  ])('%s makes one', async (_, line) => {
    const empty = dataFolder()
    expect((await tributary([...line.split(' '), '--data', empty])).code).toBe(0)
    expect(existsSync(join(empty, 'tributary.sqlite'))).toBe(true)
    removeFolder(empty)
  })
})

test.runIf(process.getuid?.() === 0)(
  'what root restores belongs to the folder’s owner',
  async () => {
    const [from, to] = [dataFolder(), dataFolder()]
    await tributary(['site', 'add', 'owned.example', '--data', from])
    const file = join(from, 'copy.sqlite')
    await tributary(['backup', file, '--data', from])
    chownSync(to, 4321, 1234)
    expect((await tributary(['restore', file, '--data', to])).code).toBe(0)
    const owners = readdirSync(to).map((name) => statSync(join(to, name)).uid)
    expect(new Set(owners)).toEqual(new Set([4321]))
    removeFolder(from)
    removeFolder(to)
  },
)

test('a restore of what is no backup changes nothing', async () => {
  const before = (await run('site', 'list')).stdout
  const file = join(data, 'nothing.sqlite')
  writeFileSync(file, 'x'.repeat(10_000))
  expect(await run('restore', file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${file} cannot be read`),
  })
  expect((await run('restore', join(data, 'missing'))).code).toBe(1)
  expect((await run('site', 'list')).stdout).toBe(before)
  expect(existsSync(join(data, 'tributary.sqlite.incoming'))).toBe(false)
})
