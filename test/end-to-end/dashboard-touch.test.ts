import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../chromium.ts'
import { dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'
import { untouchable } from './touchable.ts'

const SITE = 'demo.tributary.test'
const LOOK = [
  ...['', 'live', 'changes', 'sources', 'sources/campaign', 'pages', 'pages/landing'],
  ...['audience', 'audience/devices', 'audience/when', 'quality'],
]
const CONVERT = [
  ...['goals', 'goals/events', 'journeys', 'journeys/paths'],
  ...['retention', 'retention/features', 'retention/habits'],
  ...['experiments', 'experiments/drafts', 'experiments/done', 'experiments/calculators'],
]
const EARN = [
  ...['return', 'return/models', 'return/spend', 'return/planner'],
  ...['customers', 'customers/accounts', 'customers/people', 'customers/revenue'],
  ...['customers/revenue/calculators', 'customers/stages', 'links', 'links/saved', 'links/names'],
]
const SETTINGS = [
  ...['general', 'snippet', 'goals', 'events', 'segments', 'channels', 'aliases', 'exclusions'],
  ...['health', 'rates', 'notifications', 'shares', 'tokens', 'members', 'history', 'danger'],
].map((section) => `settings/${section}`)

const data = dataFolder()
let server: TestServer
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  server = await startServer({ data, args: ['--demo'] })
  browser = await openBrowser()
  context = await browser.newContext({
    locale: 'en-GB',
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  })
  page = await context.newPage()
  await page.goto(server.signInLink ?? '')
  await page.getByRole('button', { name: 'Continue' }).tap()
  await page.getByLabel('Email').fill('owner@example.com')
  await page.getByLabel('New password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Save and continue' }).tap()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}, 180_000)

afterAll(async () => {
  await browser.close()
  await server.stop()
  removeFolder(data)
})

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}/sites/${SITE}/${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
}

test.each([
  ['looking', LOOK],
  ['convincing', CONVERT],
  ['earning', EARN],
  ['settings', SETTINGS],
])(
  'a finger hits everything one can press on the pages of %s',
  async (_, paths) => {
    const missed: Record<string, string[]> = {}
    for (const path of paths) {
      await open(path)
      const small = await untouchable(page)
      if (small.length > 0) missed[path] = small
    }
    expect(missed).toEqual({})
  },
  300_000,
)

test('a finger hits everything in what opens', async () => {
  await open('sources')
  for (const name of ['Last 30 days', 'Filter', 'Segments', 'Columns']) {
    await page.getByRole('button', { name, exact: true }).first().tap()
    await page.locator('.popover[data-placed] button').first().waitFor()
    expect([name, await untouchable(page)]).toEqual([name, []])
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'More', exact: true }).tap()
  expect(await untouchable(page)).toEqual([])
})

test('a finger hits everything in what asks for something', async () => {
  await open('sources?channel=Email')
  await page.getByRole('button', { name: 'Channel is Email', exact: true }).tap()
  await page.getByRole('dialog', { name: 'Channel' }).waitFor()
  expect(await untouchable(page)).toEqual([])
  for (const [path, button] of [
    ['links/saved', 'QR code /l/'],
    ['settings/goals', 'Edit'],
  ] as const) {
    await open(path)
    await page.getByRole('button', { name: button }).first().tap()
    await page.getByRole('dialog').waitFor()
    expect([button, await untouchable(page)]).toEqual([button, []])
  }
})

test('a finger hits everything where one signs in', async () => {
  const stranger = await browser.newContext({ hasTouch: true, isMobile: true, locale: 'en-GB' })
  const door = await stranger.newPage()
  await door.goto(server.url)
  await door.getByLabel('Email').waitFor()
  expect(await untouchable(door)).toEqual([])
  await stranger.close()
})

test('on a phone one bar stands below the title, and filters have a line of their own once there are any', async () => {
  const middle = async (box: Locator) => {
    const { y = 0, height = 0 } = (await box.boundingBox()) ?? {}
    return y + height / 2
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
  /** How much lower the one stands than the other. */
  const below = async (one: Locator, other: Locator) => (await middle(one)) - (await middle(other))
  await open('sources')
  const title = page.getByRole('heading', { level: 1 })
  for (const name of ['Filter', 'Segments']) {
    await expect.poll(async () => Math.abs(await below(button(name), title))).toBeLessThan(16)
  }
  await expect.poll(() => below(button('More of this page'), button('Last 30 days'))).toBe(0)
  await open('sources?channel=Email')
  await expect.poll(() => below(button('Filter'), button('Last 30 days'))).toBeGreaterThan(0)
})

test('on a phone the name of the period is whole, and rare tools are in one menu', async () => {
  await open('')
  const period = page.getByRole('button', { name: 'Last 30 days', exact: true })
  expect(await period.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  expect(await page.getByRole('button', { name: 'Views', exact: true }).count()).toBe(0)
  const rare = page.getByRole('button', { name: 'More of this page', exact: true })
  await rare.tap()
  expect(await untouchable(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Share', exact: true }).tap()
  await page.getByRole('dialog', { name: 'Share' }).waitFor()
  await page.keyboard.press('Escape')
  await rare.tap()
  await page.getByRole('menuitem', { name: 'Views', exact: true }).tap()
  const views = page.getByRole('dialog', { name: 'Views' })
  await expect.poll(async () => (await views.boundingBox())?.y).toBeGreaterThan(100)
})

test('on a phone a table that goes on has a shadow at its edge until its end', async () => {
  await open('sources')
  const table = page.locator('.table-scroll').first()
  await expect.poll(() => table.getAttribute('data-more')).not.toBeNull()
  const shadow = () => table.evaluate((box) => getComputedStyle(box).boxShadow)
  await expect.poll(shadow).not.toBe('none')
  await table.evaluate((box) => box.scrollTo({ left: box.scrollWidth }))
  await expect.poll(shadow).toBe('none')
})

test('no question mark of a row or tile stands over the head of a table that sticks', async () => {
  await open('sources')
  const table = page.locator('.table-scroll').first()
  await table.evaluate((box) => {
    const rows = box.querySelectorAll('tbody tr')
    rows[rows.length - 1]?.scrollIntoView({ block: 'center' })
  })
  const foreign = () =>
    table.evaluate((box) => {
      const head = box.querySelector('thead')
      const { top = 0, height = 0 } = head?.getBoundingClientRect() ?? {}
      const places = Array.from({ length: 40 }, (_, i) => ((i + 0.5) / 40) * innerWidth)
      return places
        .map((x) => document.elementFromPoint(x, top + height / 2)?.closest('.explain'))
        .filter((mark) => mark && !head?.contains(mark))
        .map((mark) => mark?.outerHTML.slice(0, 60))
    })
  await expect.poll(foreign).toEqual([])
})

test('on a phone a swipe shows the period before, and one across a table scrolls that', async () => {
  await open('sources?period=lastweek')
  const touch = await context.newCDPSession(page)
  const swipe = async (from: [number, number], to: [number, number]) => {
    const point = ([x, y]: [number, number]) => [{ x, y }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(from) })
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const at: [number, number] = [
        from[0] + (to[0] - from[0]) * part,
        from[1] + (to[1] - from[1]) * part,
      ]
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(at) })
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const box = await page.locator('.table tbody tr').nth(2).boundingBox()
  const y = (box?.y ?? 0) + 10
  await swipe([330, y], [100, y])
  const table = page.locator('.table-scroll').first()
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(50)
  // What lies upon the head of the names, which stays in view.
  const foreign = await page
    .locator('thead th')
    .first()
    .evaluate((head) => {
      const { left, top, width, height } = head.getBoundingClientRect()
      const places = Array.from({ length: 20 }, (_, i) => left + ((i + 0.5) / 20) * width)
      return places.filter((x) => !head.contains(document.elementFromPoint(x, top + height / 2)))
        .length
    })
  expect(foreign).toBe(0)
  expect(page.url()).toContain('period=lastweek')
  // A tap while the table glides on stops that alone.
  await page.getByRole('button', { name: 'Last week', exact: true }).click()
  const panel = await page.getByRole('dialog', { name: 'Period' }).boundingBox()
  const middle = (panel?.y ?? 0) + (panel?.height ?? 0) / 2
  await swipe([100, middle], [320, middle])
  await page.keyboard.press('Escape')
  expect(page.url()).toContain('period=lastweek')
  const head = await page.getByRole('heading', { level: 1 }).boundingBox()
  const top = (head?.y ?? 0) + 5
  await swipe([100, top], [320, top])
  await page.waitForURL(/period=\d{4}-\d\d-\d\d\.\./u)
})

test('where there is room countries are named beside their map, else in the table below it alone', async () => {
  await open('audience')
  const list = page.locator('.map-list')
  await page.locator('.map').waitFor()
  expect(await list.isVisible()).toBe(false)
  await page.setViewportSize({ width: 1440, height: 900 })
  await list.waitFor()
  const [map, names] = [await page.locator('.map').boundingBox(), await list.boundingBox()]
  expect(names?.x).toBeGreaterThan((map?.x ?? 0) + (map?.width ?? 0))
  await list.getByRole('button', { name: /Germany/u }).click()
  await page.waitForURL(/country=DE/u)
  await page.setViewportSize({ width: 390, height: 844 })
})

test('what a filter is removed by is in sight once it is set', async () => {
  await open('?channel=Direct')
  const cross = page.getByRole('button', { name: /^Remove/u }).first()
  const { x = 0, width = 0 } = (await cross.boundingBox()) ?? {}
  expect(width).toBeGreaterThan(0)
  expect(x + width).toBeLessThanOrEqual(390)
})
