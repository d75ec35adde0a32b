import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { exported } from '../http/peers/exported.ts'
import { type App, CHROME, startApp } from '../http/server.ts'

type Stored = Record<string, unknown>

/** Pages at hosts of their own, with whatever tag, before a real collector. */
export interface TheirStage {
  app: App
  /** The collector's. */
  host: string
  /** Of the pages: they are at `http://<site>:<port>`. */
  port: number
  context: BrowserContext
  page: Page
  /** Scripts of the pages, by path. */
  scripts: Map<string, string>
  /** A site of its own for each test. */
  newSite(settings?: object): Promise<string>
  visit(domain: string, head: string, at?: { body?: string; path?: string }): Promise<void>
  stored(domain: string): Promise<Stored[]>
  named(domain: string, name: string): Promise<Stored[]>
  /** Waits until so many events of a name are stored. */
  until(domain: string, name: string, times?: number): Promise<unknown>
}

const portOf = (server: ServerType | Server) => (server.address() as AddressInfo).port

/** Clicks and submits are seen, and lead nowhere. */
const STAY = `<script>addEventListener('click', (event) => event.target.closest('a') && event.preventDefault());
  addEventListener('submit', (event) => event.preventDefault())</script>`

/** Theirs and ours alike count no browser that a program drives. */
const UNDRIVEN = 'Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false })'

export const useTheirStage = (): TheirStage => {
  const stage = { scripts: new Map() } as TheirStage
  let collector: ServerType
  let pages: Server
  let browser: Browser
  let html = ''
  let failures: string[] = []
  let sites = 0

  beforeAll(async () => {
    stage.app = await startApp({ rateLimit: '0' })
    collector = serve({ fetch: stage.app.fetch, port: 0, hostname: '127.0.0.1' })
    pages = createServer((request, response) => {
      const script = stage.scripts.get(request.url ?? '')
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8')
      response.end(script ?? html)
    }).listen(0, '127.0.0.1')
    await Promise.all([once(collector, 'listening'), once(pages, 'listening')])
    stage.host = `http://127.0.0.1:${portOf(collector)}`
    stage.port = portOf(pages)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    pages.close()
    collector.close()
    await stage.app.close()
  })
  beforeEach(async () => {
    failures = []
    stage.context = await browser.newContext({ locale: 'de-DE', userAgent: CHROME })
    await stage.context.addInitScript(UNDRIVEN)
    stage.page = await stage.context.newPage()
    stage.page.on('pageerror', (error) => failures.push(String(error)))
  })
  afterEach(async () => {
    await stage.context.close()
    expect(failures).toEqual([])
  })

  stage.newSite = async (settings = {}) => {
    const { app } = stage
    const domain = `site${++sites}.localhost`
    await app.site(domain)
    const token = await app.token(['write'])
    await app.ask(`/api/sites/${domain}`, { method: 'PUT', token, body: settings })
    return domain
  }
  stage.visit = async (domain, head, { body = '', path = '/' } = {}) => {
    html = `<!doctype html><title>Page</title>${head}<body>${body}${STAY}`
    await stage.page.goto(`http://${domain}:${stage.port}${path}`)
  }
  stage.stored = (domain) => exported(stage.app, domain)
  stage.named = async (domain, name) =>
    (await stage.stored(domain)).filter((event) => event.name === name)
  stage.until = (domain, name, times = 1) =>
    vi.waitUntil(async () => (await stage.named(domain, name)).length >= times, 10_000)
  return stage
}
