import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { addSite, createToken, removeFolder, startServer, type TestServer } from '../server.ts'

/** Browsers resolve names under `localhost` themselves: a page on another origin without a name server. */
const SITE = 'shop.localhost'

interface Landing {
  query: string
  referrer?: string
  channel: string
  source: string
}

const LANDINGS: readonly Landing[] = [
  {
    query: '?utm_source=Newsletter&utm_medium=email&utm_campaign=Spring',
    channel: 'Email',
    source: 'Newsletter',
  },
  { query: '?gclid=Cj0KCQiA-aBc', channel: 'Paid Search', source: 'google' },
  {
    query: '',
    referrer: 'https://www.google.com/',
    channel: 'Organic Search',
    source: 'google',
  },
  { query: '', channel: 'Direct', source: 'direct' },
  { query: '', referrer: 'https://chatgpt.com/', channel: 'AI Assistant', source: 'chatgpt' },
]

const date = (at: number) => new Date(at).toISOString().slice(0, 10)
/** By their dates, and a day more: midnight may pass meanwhile. */
const PERIOD = { from: date(Date.now()), to: date(Date.now() + 86_400_000) }

let collector: TestServer
let site: Server
let browser: Browser
let token: string

beforeAll(async () => {
  collector = await startServer()
  await addSite(collector.data, SITE)
  token = await createToken(collector.data, 'read')
  site = await serveSite(collector.url)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  site.close()
  await collector.stop()
  removeFolder(collector.data)
})

/** A shop of two pages that carries our script. */
async function serveSite(collectorUrl: string): Promise<Server> {
  const script = `<script async data-bots src="${collectorUrl}/t/${SITE}.js"></script>`
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<title>${request.url}</title>${script}<a href="/second">Second</a>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Lands as somebody else each time: without cookies it is address and browser that make a visitor. */
async function visit({ query, referrer }: Landing, who: number): Promise<void> {
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64; rv:${130 + who}.0) Gecko/20100101 Firefox/${130 + who}.0`
  const context = await browser.newContext({ userAgent })
  const page = await context.newPage()
  const { port } = site.address() as AddressInfo
  await page.goto(`http://${SITE}:${port}/${query}`, referrer ? { referer: referrer } : {})
  await counted(2 * who + 1)
  await page.click('text=Second')
  await counted(2 * who + 2)
  await context.close()
}

/** Waits until that many pageviews are stored. */
async function counted(pageviews: number): Promise<void> {
  const seen = async () => {
    expect(await stats([])).toEqual([expect.objectContaining({ pageviews })])
  }
  await vi.waitFor(seen, { timeout: 20_000, interval: 100 })
}

async function stats(dimensions: string[]): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${collector.url}/api/sites/${SITE}/reports/stats`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ period: PERIOD, metrics: ['visits', 'pageviews'], dimensions }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()).rows
}

describe('a tagged visit goes in, the channel that brought it comes out', () => {
  beforeAll(async () => {
    for (const [who, landing] of LANDINGS.entries()) await visit(landing, who)
  })

  test.each(LANDINGS)('$query from $referrer is $channel', async ({ channel, source }) => {
    const rows = await stats(['channel', 'source'])
    expect(rows).toHaveLength(LANDINGS.length)
    expect(rows).toContainEqual({ channel, source, visits: 1, pageviews: 2 })
  })

  test('the dashboard shows the same to whoever follows the first sign-in link', async () => {
    const page = await browser.newPage()
    await page.goto(collector.signInLink ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Email').fill('owner@example.com')
    await page.getByLabel('New password').fill('a calm planner for teams')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('link', { name: 'Sources', exact: true }).click()
    for (const { channel } of LANDINGS) await page.getByText(channel).first().waitFor()
    await page.close()
  })

  test('the spelling of the tag is kept for display and folded for grouping', async () => {
    expect(await stats(['campaign'])).toContainEqual(
      expect.objectContaining({ campaign: 'Spring', visits: 1 }),
    )
  })

  test('every visit landed on the first page and left from the second', async () => {
    const row = { landing_page: '/', exit_page: '/second', visits: 5, pageviews: 10 }
    expect(await stats(['landing_page', 'exit_page'])).toEqual([row])
  })
})
