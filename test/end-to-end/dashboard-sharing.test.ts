import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { hindrances } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const ADS = 'utm_source=google&utm_medium=cpc'
const on = useSignedIn({
  site: SITE,
  events: visits(SITE, [
    { query: ADS, visitors: 5 },
    { query: 'utm_source=weekly&utm_medium=email', visitors: 3 },
  ]),
})

interface Made {
  id: string
  path: string
}

async function made(noun: string, body: object): Promise<Made> {
  const answer = await on.api('POST', `/${noun}`, body)
  expect(answer.status).toBe(201)
  return await answer.json()
}

const share = (body: object = {}) => made('shares', { name: 'Board', ...body })
const visitors = (page: Pick<Page, 'locator'>) => page.locator('.metric-value').first()

/** A browser that has never been here. */
async function asStranger(work: (page: Page) => Promise<void>): Promise<void> {
  const context = await on.browser.newContext({
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
  })
  try {
    await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** A page on another origin. */
async function elsewhere(body: string, work: (address: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Elsewhere</title>${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    // Another site, not only another port: no cookie of ours is sent from there.
    await work(`http://localhost:${(server.address() as AddressInfo).port}/`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The rules that a page breaks, for whoever cannot see, point or tell colours apart. */
const barriers = async (page: Page): Promise<string[]> => (await hindrances(page)).violations

test('an owner shares the view on show, and a stranger sees the same', async () => {
  await on.open('/sources?period=last7&source=google')
  await on.page.getByRole('button', { name: 'Share' }).click()
  await on.page.getByLabel('Name').fill('For the agency')
  await on.page.getByRole('button', { name: 'Create link' }).click()
  const address = (await on.page.locator('.share-link code').first().textContent()) ?? ''
  expect(address).toMatch(/\/share\/[\w-]{43}\/sources\?period=last7&source=google$/u)
  expect(await barriers(on.page)).toEqual([])
  await asStranger(async (page) => {
    await page.goto(address)
    await page.getByRole('row', { name: /Paid Search/u }).waitFor()
    expect(await page.getByRole('row', { name: /Email/u }).count()).toBe(0)
    await page.getByRole('link', { name: 'Overview' }).click()
    await visitors(page).getByText('5').waitFor()
    expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await visitors(page).getByText('5').waitFor()
  })
})

test('a stranger reads the notes on the chart where the link shows them', async () => {
  const day = new Date().toISOString().slice(0, 10)
  await made('annotations', { day, text: 'Sale begins' })
  const [open, closed] = [await share({ reports: ['notes'] }), await share()]
  await asStranger(async (page) => {
    await page.goto(on.server.url + open.path)
    await page.getByRole('button', { name: 'Sale begins' }).click()
    await page.getByRole('dialog').getByText('Sale begins').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
  })
  await asStranger(async (page) => {
    await page.goto(on.server.url + closed.path)
    await page.locator('.chart-canvas canvas').waitFor()
    expect(await page.getByRole('button', { name: 'Sale begins' }).count()).toBe(0)
  })
})

test('links are listed in the settings, with what they ask for, and removed there', async () => {
  const { path } = await share({ name: 'Investors', password: 'open the gate' })
  await on.open('/settings/shares')
  const entry = on.page.getByRole('listitem').filter({ hasText: 'Investors' })
  await entry.getByText('All visits · Password').waitFor()
  expect(await barriers(on.page)).toEqual([])
  await entry.getByRole('button', { name: 'Remove' }).click()
  await on.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await entry.waitFor({ state: 'detached' })
  await asStranger(async (page) => {
    await page.goto(on.server.url + path)
    await page.getByRole('heading', { name: 'This link does not open anything' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })
})

test('a password opens a segment, and nothing beyond it', async () => {
  const filters = [['is', 'medium', ['email']]]
  const { id } = await made('segments', { name: 'Newsletter', filters })
  const { path } = await share({ segment: id, password: 'open the gate' })
  await asStranger(async (page) => {
    await page.goto(on.server.url + path)
    await page.getByLabel('Password').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('Password').fill('a guess at it')
    await page.getByRole('button', { name: 'Open report' }).click()
    await page.getByText('The password does not match.').waitFor()
    await page.getByLabel('Password').fill('open the gate')
    await page.getByRole('button', { name: 'Open report' }).click()
    await visitors(page).getByText('3').waitFor()
    await page.getByText('Newsletter').waitFor()
    await page.reload()
    await visitors(page).getByText('3').waitFor()
    await page.getByRole('link', { name: 'Live' }).click()
    await page.getByText('Connected').waitFor()
  })
})

test('a link that has ended says so', async () => {
  const { id, path } = await share()
  const db = openDatabase(databasePath(on.server.data))
  db.prepare('update share set expires_at = 1 where id = ?').run(id)
  db.close()
  await asStranger(async (page) => {
    await page.goto(on.server.url + path)
    await page.getByRole('heading', { name: 'This link has ended' }).waitFor()
  })
})

test('another’s page embeds a link, and shows numbers to whoever blocks cookies', async () => {
  const { path } = await share()
  const src = `${on.server.url}${path}?embed=1&amp;theme=dark`
  await elsewhere(`<iframe src="${src}" width="900" height="900"></iframe>`, async (address) => {
    const { page } = on
    // As where a browser keeps nothing for frames of other sites: even asking throws.
    await page.addInitScript(() => {
      if (window === window.top) return
      const refuse = {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      }
      Object.defineProperties(window, { localStorage: refuse, sessionStorage: refuse })
    })
    await page.goto(address)
    const frame = page.frameLocator('iframe')
    await visitors(frame).getByText('8').waitFor()
    expect(await frame.locator('.shared-head').count()).toBe(0)
    expect(await frame.locator('html').getAttribute('data-scheme')).toBe('dark')
    await frame.getByRole('link', { name: 'Sources' }).click()
    await frame.getByRole('row', { name: /Paid Search/u }).waitFor()
  })
})

test('another’s page cannot frame the dashboard of whoever is signed in', async () => {
  const src = `${on.server.url}/sites/${SITE}`
  await elsewhere(`<iframe src="${src}" width="900" height="900"></iframe>`, async (address) => {
    await on.page.goto(address)
    await expect.poll(() => on.failures.join(' ')).toMatch(/frame-ancestors 'none'/u)
    expect(await on.page.frameLocator('iframe').getByRole('heading').count()).toBe(0)
    on.failures.length = 0
  })
})

test('a shared page is nobody’s dashboard, even where its owner is signed in', async () => {
  const { path } = await share()
  const asked: Request[] = []
  on.page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request)
  })
  await on.page.goto(on.server.url + path)
  await visitors(on.page).getByText('8').waitFor()
  await expect.poll(() => asked.length).toBeGreaterThan(5)
  const sent = await Promise.all(asked.map((request) => request.allHeaders()))
  expect(sent.filter((headers) => 'cookie' in headers)).toEqual([])
  expect(await on.page.getByRole('button', { name: 'Share' }).count()).toBe(0)
})

test('a guest takes a table along', async () => {
  const { path } = await share()
  await on.page.goto(`${on.server.url}${path}/sources?compare=none`)
  await on.page.getByRole('row', { name: /Paid Search/u }).waitFor()
  const download = on.page.waitForEvent('download')
  await on.page.getByRole('button', { name: 'Download CSV' }).first().click()
  expect((await download).suggestedFilename()).toMatch(
    /^shop\.example-channel-\d{4}-\d\d-\d\d--\d{4}-\d\d-\d\d\.csv$/u,
  )
  const file = await (await download).path()
  expect(readFileSync(file, 'utf8')).toMatch(/^\uFEFFChannel,Visitors,.*\r\nPaid Search,5,/u)
})

test('a printed page is its report: of which site and days, without what only a screen can use', async () => {
  const { path } = await share()
  await on.page.goto(`${on.server.url}${path}/sources?period=last7`)
  await on.page.getByRole('row', { name: /Paid Search/u }).waitFor()
  await on.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await on.page.locator('.on-paper').textContent()).toMatch(/^shop\.example · \d+/u)
  expect(await on.page.getByRole('navigation').isVisible()).toBe(false)
  expect(await on.page.getByRole('button', { name: 'Download CSV' }).first().isVisible()).toBe(
    false,
  )
  const shown = await on.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(shown).toBe('light')
})

test.each([
  ['a map', '/audience', '.map path'],
  ['a table of hours', '/audience/when', '.heat'],
])('%s is taken along as a picture', async (_, page, drawing) => {
  const { path } = await share()
  await on.page.goto(`${on.server.url}${path}${page}`)
  await on.page.locator(drawing).first().waitFor()
  const download = on.page.waitForEvent('download')
  await on.page.getByRole('button', { name: 'Download PNG' }).click()
  expect((await download).suggestedFilename()).toMatch(
    /^shop\.example-\S+-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.png$/u,
  )
  const file = readFileSync(await (await download).path())
  expect(file.subarray(1, 4).toString()).toBe('PNG')
  expect(file.length).toBeGreaterThan(2_000)
})
