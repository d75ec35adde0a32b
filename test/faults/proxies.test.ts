import { mkdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
} from '../server.ts'
import {
  type Ask,
  ask,
  type FrontProxy,
  GUIDE,
  isInstalled,
  SITE,
  startCaddy,
  startNginx,
} from './proxies.ts'

const pageview = (id: string) =>
  JSON.stringify({
    sent: Date.now(),
    events: [{ id, name: 'pageview', at: Date.now(), url: `https://${SITE}/` }],
  })

describe.each([
  ['nginx', startNginx],
  ['caddy', startCaddy],
] as const)('behind %s as the guide has it', (program, start) => {
  const installed = isInstalled(program)
  const folder = dataFolder()
  let server: TestServer
  let proxy: FrontProxy
  let token: string

  beforeAll(async () => {
    if (!installed) return
    const data = join(folder, 'data')
    mkdirSync(data)
    await addSite(data, SITE)
    token = await createToken(data, 'read,write,ingest')
    server = await startServer({ data, args: ['--trust-proxy', '127.0.0.1'] })
    proxy = await start(server.url, folder)
  })
  afterAll(async () => {
    await proxy?.stop()
    await server?.stop()
    removeFolder(folder)
  })

  const why = installed ? '' : ` (${program} is not installed)`
  const own = (path: string, options?: Ask) =>
    ask(proxy.collector + path, 'growth.example.com', options)

  async function visitors(): Promise<number> {
    const { body } = await own('/api/sites/example.com/reports/stats', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ period: 'all', metrics: ['visitors'] }),
    })
    return JSON.parse(body).rows[0]?.visitors ?? 0
  }

  test.skipIf(!installed)(
    `the dashboard comes with its headers, and https for good${why}`,
    async () => {
      const { status, headers } = await own('/')
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000',
        'content-security-policy': expect.stringContaining('frame-ancestors'),
        'x-content-type-options': 'nosniff',
      })
    },
  )

  test.skipIf(!installed)(
    `each visitor has an address of their own, also by the site’s path${why}`,
    async () => {
      const tag = /<script async src="(\S+?)"><\/script>/.exec(GUIDE)?.[1] ?? ''
      const loaded = await ask(proxy.site + tag, SITE)
      expect(loaded.status).toBe(200)
      expect(loaded.headers['content-type']).toContain('javascript')
      const before = await visitors()
      const send = (id: string, from: string, headers = {}) =>
        ask(proxy.site + tag.replace(/\.js$/, ''), SITE, {
          ...{ method: 'POST', body: pageview(id), from },
          headers: { 'content-type': 'text/plain', ...headers },
        })
      for (const [n, from] of ['127.0.0.2', '127.0.0.3', '127.0.0.4'].entries())
        expect((await send(`by-the-site-${n}`, from)).status).toBe(202)
      // A visitor who claims to be another stays one.
      const claim = { 'x-forwarded-for': '203.0.113.77' }
      expect((await send('by-the-site-liar', '127.0.0.4', claim)).status).toBe(202)
      expect((await visitors()) - before).toBe(3)
      const direct = { method: 'POST', body: pageview('directly'), from: '127.0.0.2' }
      expect((await own(`/t/${SITE}`, direct)).status).toBe(202)
      expect((await visitors()) - before).toBe(3)
    },
  )

  test.skipIf(!installed)(
    `nobody sends more than a page has to say, but imports pass${why}`,
    async () => {
      const large = (size: number) => ({ method: 'POST', body: 'x'.repeat(size) })
      const refused = await own(`/t/${SITE}`, large(80_000)).catch(() => ({ status: 413 }))
      expect(refused.status).toBe(413)
      const line = `${JSON.stringify({ id: 'imported', name: 'x', at: 1_700_000_000_000 })}\n`
      const imported = await own(`/api/sites/${SITE}/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body: line.repeat(60_000),
      })
      expect(imported.status).toBe(202)
    },
  )

  // What nginx refuses has its own answer, which speaks of "Request Entity Too Large".
  test.skipIf(!installed).each([
    ['events', 'application/x-ndjson'],
    ['spend', 'text/csv'],
    ['subscriptions', 'text/csv'],
    ['rates', 'text/csv'],
    ['imports', 'application/octet-stream'],
  ])(`a file of 3 MB reaches the collector: %s${why}`, async (route, type) => {
    const answer = await own(`/api/sites/${SITE}/${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: 'x'.repeat(3_000_000),
    })
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.status).toBeLessThan(500)
    expect(answer.status).not.toBe(413)
  })

  test.skipIf(!installed)(
    `a connection between the two is the proxy’s to close${why}`,
    async () => {
      const answer = await fetch(`${server.url}/`)
      expect(answer.headers.get('keep-alive')).toBe('timeout=620')
    },
  )

  test.skipIf(!installed)(`the live view comes as it happens${why}`, async () => {
    const { port } = new URL(proxy.collector)
    const make = proxy.collector.startsWith('https') ? httpsRequest : httpRequest
    const first = await new Promise<string>((resolve, reject) => {
      const asked = make(
        {
          ...{ host: '127.0.0.1', port, rejectUnauthorized: false, agent: false },
          path: `/api/sites/${SITE}/reports/live/stream`,
          headers: { host: 'growth.example.com', authorization: `Bearer ${token}` },
        },
        (answer) =>
          answer.once('data', (chunk) => {
            asked.destroy()
            resolve(String(chunk))
          }),
      )
      asked.on('error', reject)
      asked.end()
    })
    expect(first).toMatch(/^(event|data|:)/)
  })

  test.skipIf(!installed || program !== 'nginx')(
    `a platform’s word for the visitor is believed by its own path${why}`,
    async () => {
      const before = await visitors()
      for (const [index, n] of [1, 2, 2].entries()) {
        const headers = {
          'x-vercel-forwarded-for': `198.51.100.${n}`,
          'x-forwarded-for': '1.2.3.4',
        }
        const sent = { method: 'POST', body: pageview(`by-the-edge-${index}`), headers }
        expect((await ask(proxy.edge ?? '', 'growth.example.com', sent)).status).toBe(202)
      }
      expect((await visitors()) - before).toBe(2)
    },
  )

  test.skipIf(!installed)(
    `neither visits nor failures leave an address or a key in a log${why}`,
    async () => {
      const from = '127.0.0.9'
      await own('/share/the-key-of-a-link', { from })
      await server.kill9()
      expect((await own('/share/the-key-of-a-link', { from })).status).toBe(502)
      expect((await ask(`${proxy.site}/stats/${SITE}.js`, SITE, { from })).status).toBe(502)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(proxy.logs()).not.toMatch(/127\.0\.0\.9|the-key|share/)
    },
  )
})
