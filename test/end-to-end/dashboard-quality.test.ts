import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'
import { type Hindrances, hindrances, hindrancesInBothSchemes, watchShifts } from './hindrances.ts'

const SITE = 'demo.tributary.test'
const PAGES = [
  '',
  '/sources',
  '/sources/campaign',
  '/pages',
  '/audience',
  '/audience/devices',
  '/audience/when',
  '/goals',
  '/goals/events',
  '/live',
  '/return',
  '/return/models',
  '/customers',
  '/customers/accounts',
  '/customers/revenue',
  '/customers/revenue/calculators',
  '/customers/stages',
  '/customers/people',
  '/quality',
  '/links',
  '/settings/general',
  '/settings/channels',
  '/settings/notifications',
]
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

const data = dataFolder()
let server: TestServer
let browser: Browser
let state: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  server = await startServer({ data, args: ['--demo'] })
  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(server.signInLink ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Email').fill('owner@example.com')
  await page.getByLabel('New password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  state = await context.storageState()
  await context.close()
}, 180_000)

afterAll(async () => {
  await browser.close()
  await server.stop()
  removeFolder(data)
})

interface Look extends Hindrances {
  errors: string[]
}

/** Opens a page, lets everything arrive, and asks axe, the layout and the console about it. */
async function look(context: BrowserContext, path: string, hindered = hindrances): Promise<Look> {
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${server.url}/sites/${SITE}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const seen = await hindered(page)
  await page.close()
  return { ...seen, errors }
}

async function looks(options: Parameters<Browser['newContext']>[0]): Promise<Record<string, Look>> {
  // axe is put into the page by hand, which the page's own policy rightly forbids.
  const context = await browser.newContext({ ...options, storageState: state, bypassCSP: true })
  await watchShifts(context)
  // It stays: where no page is open, the next costs the browser a window and a process more.
  await context.newPage()
  const seen: Record<string, Look> = {}
  for (const path of PAGES) seen[path] = await look(context, path, hindrancesInBothSchemes)
  await context.close()
  return seen
}

const CLEAN: Look = { violations: [], shift: 0, overflow: 0, errors: [] }
const ALL_CLEAN = Object.fromEntries(PAGES.map((path) => [path, CLEAN]))

test.each([
  ['on a desk', { viewport: WIDE, locale: 'en-GB' }],
  ['on a phone', { viewport: PHONE, locale: 'en-GB' }],
  ['on a phone in Chinese', { viewport: PHONE, locale: 'zh-CN' }],
])(
  '%s, by day and by night, no page hinders anyone, shifts, overflows or complains',
  async (_, options) => {
    expect(await looks(options)).toEqual(ALL_CLEAN)
  },
)

interface LateAnswers {
  /** How many came when all else was there. */
  count: number
  /** Waits until nothing more comes. */
  settled: () => Promise<unknown>
}

/** Lets what the site's API says at a path through when all else that a page has asked for is there. */
async function answerLast(context: BrowserContext, late: string): Promise<LateAnswers> {
  const isLate = (url: URL) => url.pathname.endsWith(`/${late}`)
  const underWay = new Set<Request>()
  const answers = { count: 0, settled: () => vi.waitUntil(() => isQuiet(QUIET_MS), 60_000) }
  let held = 0
  let latest = 0
  const isQuiet = (ms: number) => held + underWay.size === 0 && Date.now() - latest > ms
  context.on('request', (request) => {
    // The stream of what happens now comes to no end.
    const isOpen = request.resourceType() === 'eventsource'
    if (!(isOpen || isLate(new URL(request.url())))) underWay.add(request)
  })
  const over = (request: Request) => {
    underWay.delete(request)
    latest = Date.now()
  }
  context.on('requestfinished', over)
  context.on('requestfailed', over)
  // What a page that is gone had asked for comes to no end.
  context.on('page', (page) => page.on('close', () => underWay.clear()))
  await context.route(isLate, async (route) => {
    held++
    // What has come may lead to a further question.
    await vi.waitUntil(() => underWay.size === 0 && Date.now() - latest > 200, 60_000)
    const answer = await route.fetch()
    await route.fulfill({ response: answer })
    held--
    latest = Date.now()
    answers.count++
  })
  return answers
}

/** After it a page has drawn what came, and has asked for all that follows from that. */
const QUIET_MS = 500

test.each(['goals', 'funnels', 'segments', 'views', 'reports/explain'])(
  '%s that come last move nothing',
  async (late) => {
    const context = await browser.newContext({
      viewport: WIDE,
      storageState: state,
      bypassCSP: true,
    })
    await watchShifts(context)
    const answers = await answerLast(context, late)
    const inTheEnd = (page: Page) => answers.settled().then(() => hindrances(page))
    for (const path of ['', '/sources', '/pages/landing']) {
      expect([path, await look(context, path, inTheEnd)]).toEqual([path, CLEAN])
    }
    expect(answers.count).toBeGreaterThan(0)
    await context.close()
  },
)

test('what is beyond chance moves nothing, though it comes last', async () => {
  const context = await browser.newContext({ viewport: WIDE, storageState: state, bypassCSP: true })
  await watchShifts(context)
  const page = await context.newPage()
  let lists = 0
  page.on('response', (answer) => {
    if (answer.url().endsWith('/reports/stats')) lists++
  })
  await context.route('**/reports/usual', async (route) => {
    // The head and its six cards.
    await vi.waitUntil(() => lists >= 7, 20_000)
    await route.continue()
  })
  await page.goto(`${server.url}/sites/${SITE}`)
  await page.getByRole('region', { name: 'Out of the usual' }).waitFor()
  expect(await hindrances(page)).toMatchObject({ shift: 0, overflow: 0 })
  await context.close()
})

test('what is beyond chance is said above all else, is shown in the chart, and leads on', async () => {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', storageState: state })
  const page = await context.newPage()
  await page.goto(`${server.url}/sites/${SITE}`)
  const card = page.getByRole('region', { name: 'Out of the usual' })
  await card.getByText(/^(Visitors|Visits|Conversions|Conversion rate) (up|down) /u).waitFor()
  await card
    .getByText(/^Most of it is |beyond chance/u)
    .first()
    .waitFor()
  await expect.poll(() => card.getByRole('link', { name: 'Fix' }).count()).toBe(1)

  const key = page.getByRole('button', { name: 'Usual', exact: true })
  expect(await key.getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('button', { name: 'Show as table' }).click()
  const head = page.getByRole('columnheader', { name: 'Usual' })
  await head.waitFor()
  expect(await page.getByText(/(below|above) usual/u).count()).toBeGreaterThan(0)
  await key.click()
  await head.waitFor({ state: 'detached' })
  expect(page.url()).toContain('usual=off')

  await card.getByRole('link', { name: 'Explain' }).click()
  await page.getByText(/ (fell|rose) by /u).waitFor()
  expect(page.url()).toMatch(/\/changes\?period=\d{4}-\d\d-\d\d\.\./u)
  await context.close()
})

test('what is asked of too few days is not said to be out of the usual', async () => {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', storageState: state })
  const page = await context.newPage()
  // Four weeks after the first day there are not four such weekdays before it.
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  await page.goto(`${server.url}/sites/${SITE}?period=${day(85)}..${day(70)}`)
  await page.locator('.chart canvas').waitFor()
  expect(await page.getByRole('region', { name: 'Out of the usual' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Usual', exact: true }).count()).toBe(0)
  await context.close()
})

test('movers are what has moved most, and cards lead to all rows', async () => {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', storageState: state })
  const page = await context.newPage()
  await page.goto(`${server.url}/sites/${SITE}`)
  const sources = page.getByRole('region', { name: 'Where they came from' })
  await sources.getByRole('listitem').first().waitFor()
  const before = await sources.getByRole('listitem').allInnerTexts()
  await page.getByRole('group', { name: 'Rows by' }).getByText('Movers').click()
  await expect.poll(() => sources.getByRole('listitem').allInnerTexts()).not.toEqual(before)
  await sources.getByRole('link', { name: /^All \d+ ›$/u }).click()
  await page.getByRole('table').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/sites/${SITE}/sources`)
  await page.getByRole('button', { name: 'Visits', exact: true }).click()
  await page.locator('th[aria-sort="descending"][data-moved]', { hasText: 'Visits' }).waitFor()
  await context.close()
})
