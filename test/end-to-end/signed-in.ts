import { cpSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'

interface Setting {
  site: string
  /** Events as the import takes them. */
  events: readonly object[]
  /** Further settings of the server. */
  env?: Record<string, string>
}

/** A server with one site, and its owner signed in, on a fresh page for each test. */
export interface SignedIn {
  server: TestServer
  browser: Browser
  context: BrowserContext
  page: Page
  /** What the page complains about; a test that provokes it takes it out. */
  failures: string[]
  /** Opens a page of the site. */
  open(path: string): Promise<unknown>
  /** Waits until the page says that it saved: a tab or a half-typed form may speak of saving, too. */
  saved(): Promise<void>
  /** Asks the API of the site, as the owner's program would. */
  api(method: string, path: string, body?: object): Promise<Response>
  /** Asks it under `/api/sites`. */
  ofSites(method: string, path: string, body?: object): Promise<Response>
}

/** From now on: who begins to wait for a chooser of files only as a key is pressed may hear too late that it opened. */
export function heedChoosers(page: Page): void {
  page.on('filechooser', () => {})
}

export function useSignedIn({ site, events, env = {} }: Setting): SignedIn {
  const { data: template, token, state } = inject('firstOwner')
  const data = dataFolder()
  const all = {} as SignedIn
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (path: string, type: string, body: string) => {
    const init = { method: 'POST', headers: { ...headers, 'content-type': type }, body }
    return (await fetch(`${all.server.url}/api/sites${path}`, init)).status
  }

  beforeAll(async () => {
    cpSync(template, data, { recursive: true })
    const [server, browser] = await Promise.all([startServer({ data, env }), openBrowser()])
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
      storageState: state,
    })
    // It stays: where no page is open, the next costs the browser a window and a process more.
    await context.newPage()
    const open = (path: string) => all.page.goto(`${server.url}/sites/${site}${path}`)
    const ofSites = (method: string, path: string, body?: object) =>
      fetch(`${server.url}/api/sites${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const api = (method: string, path: string, body?: object) =>
      ofSites(method, `/${site}${path}`, body)
    const saved = () => all.page.locator('.toast', { hasText: /^Saved/u }).waitFor()
    Object.assign(all, { server, browser, context, open, saved, api, ofSites })
    expect(await ask('', 'application/json', JSON.stringify({ domain: site }))).toBe(201)
    const lines = events.map((event) => JSON.stringify(event)).join('\n')
    if (lines !== '') expect(await ask(`/${site}/events`, 'application/x-ndjson', lines)).toBe(202)
  }, 120_000)

  afterAll(async () => {
    await all.browser.close()
    await all.server.stop()
    removeFolder(data)
  })

  beforeEach(async () => {
    all.page = await all.context.newPage()
    heedChoosers(all.page)
    all.failures = []
    all.page.on('pageerror', (error) => all.failures.push(error.message))
    all.page.on('console', (message) => {
      if (message.type() === 'error') all.failures.push(message.text())
    })
  })

  afterEach(async () => {
    await all.page.close()
    expect(all.failures).toEqual([])
  })

  return all
}

export interface Landing {
  /** Of the landing page, without `?`. */
  query: string
  visitors: number
  referrer?: string
}

/** One visit a visitor, so many ms before now. */
export function visits(site: string, landings: readonly Landing[], age = 3_600_000): object[] {
  const at = Date.now() - age
  return landings.flatMap(({ query, visitors, referrer }, i) =>
    Array.from({ length: visitors }, (_, n) => ({
      id: `landing-${i}-${n}`,
      name: 'pageview',
      at: at + n,
      url: `https://${site}/landing?${query}`,
      visitor: `visitor-${i}-${n}`,
      ...(referrer && { referrer }),
    })),
  )
}
