import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished } from 'vitest'
import { createToken, removeFolder, startServer, type TestServer } from '../../server.ts'
import { openHumanBrowser } from './human-browser.ts'
import { type Collected, collected } from './stored.ts'

/** One human before one page, and the collector that is to know what they did. */
export interface Trial {
  collector: TestServer
  browser: Browser
  /** Domain of the test's own site; its pages are served under it. */
  site: string
  context: BrowserContext
  page: Page
  /** What the pages complained of; none may. */
  failures: string[]
  /** But for what a test provokes. */
  provoked: RegExp | undefined
  /** The script tag of the test's site, from `src` or straight from the collector. */
  tag(attributes?: string, src?: string): string
  /** The same, put into the page by a script so many ms after that was parsed. */
  lateTag(ms: number): string
  /** Opens a page of a server, under the site's name; the server is closed when the test is over. */
  visit(server: Served, path?: string): Promise<void>
  /** Asks the collector's API about a site, the test's own unless another is named. */
  api(method: string, path: string, body?: object, site?: string): Promise<Response>
  /** Changes settings of the site. */
  configure(settings: object): Promise<void>
  /** Closes the tab as a human does. */
  leave(): Promise<void>
  /** What was stored of it all, for the test's own site or another. */
  collected(site?: string): Promise<Collected>
}

/** A server of pages; it answers any host name under `localhost`. */
export interface Served {
  port: number
  close(): Promise<void>
}

/** A collector and a browser for the file, a site and a tab for each test. */
export function useTrial(name: string, env: Record<string, string> = {}): Trial {
  const trial = {} as Trial
  let token: string
  let count = 0

  beforeAll(async () => {
    trial.collector = await startServer({ env })
    token = await createToken(trial.collector.data, 'admin')
    trial.browser = await openHumanBrowser()
  })

  afterAll(async () => {
    await trial.browser?.close()
    await trial.collector?.stop()
    removeFolder(trial.collector.data)
  })

  beforeEach(async () => {
    count += 1
    const site = `${name}-${count}.localhost`
    const added = await api('POST', '', { domain: site }, '')
    expect(added.status, await added.text()).toBe(201)
    const context = await trial.browser.newContext({ viewport: { width: 800, height: 600 } })
    const failures: string[] = []
    context.on('weberror', (error) => failures.push(error.error().message))
    context.on('console', (message) => {
      if (message.type() === 'error') failures.push(`${message.text()} ${message.location().url}`)
    })
    const page = await context.newPage()
    Object.assign(trial, { site, context, failures, page, provoked: undefined })
  })

  afterEach(async () => {
    await trial.context.close()
    expect(trial.failures.filter((text) => !trial.provoked?.test(text))).toEqual([])
  })

  const api: Trial['api'] = (method, path, body, site = trial.site) =>
    fetch(`${trial.collector.url}/api/sites${site && `/${site}`}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })

  return Object.assign(trial, {
    api,
    tag: (attributes = '', src = `${trial.collector.url}/t/${trial.site}.js`) =>
      `<script async ${attributes} src="${src}"></script>`,
    lateTag: (ms: number) => `<script>
      setTimeout(() => {
        const tag = document.createElement('script')
        tag.src = '${trial.collector.url}/t/${trial.site}.js'
        document.head.append(tag)
      }, ${ms})
    </script>`,
    visit: async ({ port, close }: Served, path = '/') => {
      onTestFinished(close)
      await trial.page.goto(`http://${trial.site}:${port}${path}`)
    },
    configure: async (settings: object) => {
      const answer = await api('PUT', '', settings)
      expect(answer.status, await answer.text()).toBe(200)
    },
    leave: async () => {
      await trial.page.close({ runBeforeUnload: true })
    },
    collected: (site?: string) => collected((...request) => api(...request, site)),
  })
}
