import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../chromium.ts'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
} from '../server.ts'

const SITE = 'shop.example'
const HOSTILE = '<img src=x onerror=document.title="owned">'

const data = dataFolder()
let server: TestServer
let browser: Browser
let context: BrowserContext
let page: Page
let failures: string[]

interface Landing {
  query: string
  visitors: number
}

const LANDINGS: readonly Landing[] = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=autumn', visitors: 2 },
  { query: 'utm_source=bing&utm_medium=cpc', visitors: 3 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
  { query: `utm_source=${encodeURIComponent(HOSTILE)}&utm_medium=referral`, visitors: 1 },
]

/** One visit a visitor, an hour ago, by the import of servers. */
function lines(): string {
  const at = Date.now() - 3_600_000
  return LANDINGS.flatMap(({ query, visitors }, i) =>
    Array.from({ length: visitors }, (_, n) =>
      JSON.stringify({
        id: `landing-${i}-${n}`,
        name: 'pageview',
        at: at + n,
        url: `https://${SITE}/landing?${query}`,
        visitor: `visitor-${i}-${n}`,
      }),
    ),
  ).join('\n')
}

beforeAll(async () => {
  server = await startServer({ data })
  await addSite(data, SITE)
  const token = await createToken(data, 'ingest')
  const answer = await fetch(`${server.url}/api/sites/${SITE}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines(),
  })
  expect(answer.status).toBe(202)
  browser = await openBrowser()
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  page = await context.newPage()
  await page.goto(server.signInLink ?? '')
  await page.getByLabel('Email').fill('owner@example.com')
  await page.getByLabel('New password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await page.close()
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  removeFolder(data)
})

beforeEach(async () => {
  page = await context.newPage()
  failures = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text())
  })
})

afterEach(async () => {
  await page.close()
  expect(failures).toEqual([])
})

const open = (path: string) => page.goto(`${server.url}/sites/${SITE}${path}`)
const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })

test('the overview counts every visitor that came', async () => {
  await open('')
  await page.getByRole('button', { name: 'Visitors', exact: true }).waitFor()
  expect(await page.locator('.metric-value').first().textContent()).toBe('15')
})

test('a channel leads to its sources, a source to its campaigns, and back goes back', async () => {
  await open('/acquisition')
  await page.getByRole('button', { name: 'Paid Search' }).click()
  await page.getByRole('tab', { name: 'Sources', selected: true }).waitFor()
  await row('google').waitFor()
  expect(await row('google').textContent()).toContain('7')
  await page.getByRole('button', { name: 'google', exact: true }).click()
  await row('spring').waitFor()
  const { searchParams } = new URL(page.url())
  expect([...searchParams]).toEqual([
    ['channel', 'Paid Search'],
    ['source', 'google'],
    ['by', 'campaign'],
  ])
  await page.goBack()
  await row('bing').waitFor()
  await page.goBack()
  await row('Email').waitFor()
})

test('an address opens the same view for a colleague', async () => {
  await open('/acquisition?channel=Email&by=source')
  await row('weekly').waitFor()
  await page.getByRole('button', { name: 'Remove filter: Channel is Email' }).click()
  await row('google').waitFor()
  expect(page.url()).not.toContain('channel')
})

test('periods answer to the keyboard and stand in the address', async () => {
  await open('')
  await page.getByRole('heading', { name: 'Overview' }).click()
  await page.keyboard.press('d')
  await page.waitForURL(/period=today/)
  await page.keyboard.press('w')
  await page.waitForURL(/period=last7/)
  await page.keyboard.press('m')
  await page.waitForURL((url) => !url.search.includes('period'))
})

test('the palette goes to any page', async () => {
  await open('')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('quality')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Data quality' }).waitFor()
})

test('filters can be saved as a segment and used again', async () => {
  await open('?channel=Email')
  await page.getByRole('button', { name: 'Segments' }).click()
  await page.getByRole('menuitem', { name: 'Save as segment' }).click()
  await page.getByLabel('Name of the segment').fill('Readers')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/segment=/)
  await page.getByText('4', { exact: true }).first().waitFor()
})

test('what a visitor sends is shown as text', async () => {
  await open('/acquisition?by=source')
  await page.getByRole('button', { name: HOSTILE }).waitFor()
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.title()).not.toBe('owned')
})

test('every number explains itself and gives the call behind it', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  await open('')
  await page.getByRole('button', { name: 'What is Bounce rate?' }).click()
  await page.getByText('Share of visits with at most one pageview and no interaction.').waitFor()
  await page.getByRole('button', { name: 'Copy as curl' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`curl ${server.url}/api/sites/${SITE}/reports/stats`)
  expect(copied).toContain('"metrics":["bounce_rate"]')
})

test('a tagged link shows the channel that intake will give it', async () => {
  await open('/links')
  await page.getByLabel('Address').fill('shop.example/sale')
  await page.getByLabel('Source').fill('google')
  await page.getByLabel('Medium').fill('cpc')
  await page.getByText('Paid Search').waitFor()
  await page.getByText('https://shop.example/sale?utm_source=google&utm_medium=cpc').waitFor()
})

test('a goal that is added counts at once', async () => {
  await open('/settings/goals')
  await page.getByLabel('Name', { exact: true }).fill('Landed')
  await page.getByLabel('Reached by').selectOption('Page')
  await page.getByLabel('Path of the page').fill('/landing')
  await page.getByRole('button', { name: 'Add goal' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Landed' }).waitFor()
  await page.getByRole('link', { name: 'Events and goals' }).click()
  await row('Landed').waitFor()
  expect(await row('Landed').textContent()).toContain('15')
})
