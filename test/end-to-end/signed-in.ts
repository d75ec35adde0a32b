import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser } from '../chromium.ts'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
} from '../server.ts'

interface Setting {
  site: string
  /** Events as the import takes them. */
  events: readonly object[]
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
  /** Asks the API as the owner's program would. */
  api(method: string, path: string, body?: object): Promise<Response>
}

export function useSignedIn({ site, events }: Setting): SignedIn {
  const data = dataFolder()
  const all = {} as SignedIn
  let token: string

  beforeAll(async () => {
    const server = await startServer({ data })
    await addSite(data, site)
    token = await createToken(data, 'admin')
    const browser = await openBrowser()
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    })
    const open = (path: string) => all.page.goto(`${server.url}/sites/${site}${path}`)
    const api = (method: string, path: string, body?: object) =>
      fetch(`${server.url}/api/sites/${site}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    Object.assign(all, { server, browser, context, open, api })
    await send(server, events.map((event) => JSON.stringify(event)).join('\n'))
    await enter()
  }, 120_000)

  async function send(server: TestServer, body: string): Promise<void> {
    if (body === '') return
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
    }
    const path = `${server.url}/api/sites/${site}/events`
    const answer = await fetch(path, { method: 'POST', headers, body })
    expect(answer.status).toBe(202)
  }

  async function enter(): Promise<void> {
    const page = await all.context.newPage()
    await page.goto(all.server.signInLink ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Email').fill('owner@example.com')
    await page.getByLabel('New password').fill('a calm river finds the sea')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.close()
  }

  afterAll(async () => {
    await all.browser.close()
    await all.server.stop()
    removeFolder(data)
  })

  beforeEach(async () => {
    all.page = await all.context.newPage()
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
