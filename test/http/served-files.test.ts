import { runInNewContext } from 'node:vm'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp({ trackerPath: '/js/app', publicUrl: 'https://growth.example' })

beforeAll(async () => {
  await app.site('example.com')
})

const SCRIPT = '/js/app/example.com.js'
const script = (headers: Record<string, string> = {}) => app.ask(SCRIPT, { headers })
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('a site’s script', () => {
  test('is cacheable for any origin under the configured path', async () => {
    const answer = await script()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe(
      'public, max-age=300, stale-while-revalidate=86400',
    )
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/u)
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  })

  test('comes compressed as the browser takes it, always the same text', async () => {
    const plain = await bytes(await script())
    const br = await script({ 'accept-encoding': 'gzip, deflate, br' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(await bytes(br))).toEqual(plain)
    const gzip = await script({ 'accept-encoding': 'gzip;q=1, br;q=0' })
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await bytes(gzip))).toEqual(plain)
  })

  test('is 304 to whoever has it, until the settings change', async () => {
    const etag = (await script()).headers.get('etag') ?? ''
    expect((await script({ 'if-none-match': etag })).status).toBe(304)
    const token = await app.token(['write'])
    const body = { identity: 'stored' }
    await app.ask('/api/sites/example.com', { token, method: 'PUT', body })
    expect((await script({ 'if-none-match': etag })).status).toBe(200)
  })

  test('has a validator for each of its encodings, and whichever is held is good', async () => {
    const accepted = ['br', 'gzip', 'identity']
    const answers = await Promise.all(accepted.map((one) => script({ 'accept-encoding': one })))
    const etags = answers.map(({ headers }) => headers.get('etag') ?? '')
    expect(new Set(etags).size).toBe(3)
    for (const etag of etags) {
      expect(etag).toMatch(/^"[^"]+"$/u)
      const again = await script({ 'accept-encoding': 'br', 'if-none-match': `"x", W/${etag}` })
      expect(again.status).toBe(304)
      expect(again.headers.get('etag')).toBe(etag)
      expect(again.headers.get('vary')).toBe('Accept-Encoding')
    }
    expect((await script({ 'if-none-match': '*' })).status).toBe(304)
    expect((await script({ 'if-none-match': '"x"' })).status).toBe(200)
  })

  test.each(['unknown.example', '"});alert(1)</script>'])(
    'of an unknown site says so in the console of the page: %s',
    async (name) => {
      const answer = await app.ask(`/js/app/${encodeURIComponent(name)}.js`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/u)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const said: string[] = []
      const console = { error: (text: string) => said.push(text) }
      runInNewContext(await answer.text(), { console })
      expect(said).toEqual([expect.stringContaining(`there is no site "${name}"`)])
    },
  )

  test('with ?debug is the one that says what it does, for the same site', async () => {
    const [plain, debug] = await Promise.all(
      [SCRIPT, `${SCRIPT}?debug`].map((path) => app.ask(path)),
    )
    const text = (await debug?.text()) ?? ''
    expect(text).toContain('[tributary]')
    expect(text).toContain('"/example.com.js"')
    expect(await plain?.text()).not.toContain('[tributary]')
  })
})

test('a session is told where browsers reach the script, as the operator set it', async () => {
  await app.user('owner@example.com', 'owner', 'correct horse')
  const body = { email: 'owner@example.com', password: 'correct horse' }
  const { server } = await (await app.ask('/api/session', { body })).json()
  expect(server).toMatchObject({ public_url: 'https://growth.example', tracker_path: '/js/app' })
})

describe('the dashboard', () => {
  test('is the same page for every view, checked each time, under a strict policy', async () => {
    const answer = await app.ask('/example.com/acquisition?period=30d')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/u)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
  })

  test('keeps its assets forever', async () => {
    const page = await (await app.ask('/')).text()
    const [address = ''] = /\/assets\/[^"]+\.js/u.exec(page) ?? []
    const answer = await app.ask(address)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect((await app.ask('/assets/gone.js')).status).toBe(404)
  })

  test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json'])(
    '%s leads nowhere',
    async (path) => {
      expect(await (await app.ask(path)).text()).not.toContain('better-sqlite3')
    },
  )
})

test('health says alive, ready says able to commit', async () => {
  expect(await (await app.ask('/health')).json()).toEqual({ status: 'alive' })
  expect(await (await app.ask('/ready')).json()).toEqual({ status: 'ready' })
})
