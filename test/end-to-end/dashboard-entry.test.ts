import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeAt, fromBase32, stepAt } from '../../collector/auth/totp.ts'
import { openBrowser } from '../chromium.ts'
import { dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'

const EMAIL = 'owner@example.com'
const PASSWORD = 'a calm river finds the sea'

const data = dataFolder()
let server: TestServer
let browser: Browser
let context: BrowserContext
let page: Page
let failures: string[]

beforeAll(async () => {
  server = await startServer({ data })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  removeFolder(data)
})

beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
  failures = []
  page.on('pageerror', (error) => failures.push(error.message))
})

afterEach(async () => {
  await context.close()
  expect(failures).toEqual([])
})

async function signIn(password = PASSWORD): Promise<void> {
  await page.goto(server.url)
  await page.getByLabel('Email').fill(EMAIL)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the script on a page would send. */
async function sendPageview(id: string): Promise<void> {
  const event = {
    id,
    name: 'pageview',
    at: Date.now(),
    url: 'https://first.example/welcome?utm_source=partner&utm_medium=cpc',
  }
  const answer = await fetch(`${server.url}/t/first.example`, {
    method: 'POST',
    headers: {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    },
    body: JSON.stringify({ sent: Date.now(), events: [event] }),
  })
  expect(answer.status).toBe(202)
}

test('the link of a first start may be looked at and left half-way', async () => {
  await page.goto(server.signInLink ?? '')
  await page.getByRole('button', { name: 'Continue' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('New password').waitFor()
  // Whoever comes back to any page chooses a password first, and without the cookie takes the link again.
  await page.goto(`${server.url}/sites/new`)
  await page.getByLabel('New password').waitFor()
})

test('it lets its owner choose a password, then add a site', async () => {
  await page.goto(server.signInLink ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Email').fill(EMAIL)
  await page.getByLabel('New password').fill('password123')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByText('This password is among the first that are guessed.').waitFor()
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { name: 'Add your first site' }).waitFor()
  await page.getByLabel('Domain').fill('https://first.example/some/page')
  await page.getByRole('button', { name: 'Add site' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sites/first.example')
})

test('from then on the link leads nowhere, and says how to get a new one', async () => {
  await page.goto(server.signInLink ?? '')
  await page.getByText('This link leads nowhere any more').waitFor()
  await page.getByText('npx tributary user reset').waitFor()
  expect(await context.cookies()).toEqual([])
})

test('a wrong password is refused in words, the right one opens the dashboard', async () => {
  await signIn('not the password')
  await page.getByText('Email and password do not match.').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
})

test('a site without events shows its snippet and turns green when the first arrives', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  await signIn()
  await page.getByText('Waiting for the first event…').waitFor()
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`<script async src="${server.url}/t/first.example.js"></script>\n`)
  await sendPageview('first-event-of-all')
  await page.getByText('The first event has arrived').waitFor()
  await page.getByRole('button', { name: /^Paid Other/ }).waitFor()
  const visitors = page.locator('.metric').filter({ hasText: 'Visitors' }).locator('.metric-value')
  await expect.poll(() => visitors.textContent()).toBe('1')
})

test('what was asked for before signing in is shown after it', async () => {
  await page.goto(`${server.url}/sites/first.example/sources?period=today`)
  await page.getByLabel('Email').fill(EMAIL)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Sources' }).waitFor()
  expect(page.url()).toContain('period=today')
})

test('a session that ended meanwhile leads back to signing in', async () => {
  await signIn()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await context.clearCookies()
  // The connection coming back is a reason to ask everything again.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('Your session has ended.').waitFor()
})

test('the dashboard speaks Chinese and dims the light when asked to', async () => {
  await signIn()
  await page.getByRole('button', { name: EMAIL }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await page.getByRole('heading', { name: '概览' }).waitFor()
  await page.getByRole('menuitemradio', { name: '深色' }).click()
  expect(await page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark')
  await page.reload()
  await page.getByRole('heading', { name: '概览' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark')
})

test('one sees where one is signed in, and ends what one does not know', async () => {
  const other = await browser.newContext({ locale: 'en-GB' })
  const elsewhere = await other.newPage()
  await elsewhere.goto(server.url)
  await elsewhere.getByLabel('Email').fill(EMAIL)
  await elsewhere.getByLabel('Password').fill(PASSWORD)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await elsewhere.getByRole('heading', { name: 'Overview' }).waitFor()
  await signIn()
  await page.getByRole('button', { name: EMAIL }).click()
  await page.getByRole('menuitem', { name: 'Sign-in and security' }).click()
  const entries = page.locator('dialog .things li')
  await entries.filter({ hasText: 'this browser' }).waitFor()
  const before = await entries.count()
  await entries
    .filter({ hasText: 'last seen' })
    .first()
    .getByRole('button', { name: 'End' })
    .click()
  await expect.poll(() => entries.count()).toBe(before - 1)
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect.poll(() => entries.count()).toBe(1)
  await elsewhere.reload()
  await elsewhere.getByText('Your session has ended.').waitFor()
  await other.close()
})

test('an authenticator is set up by its key, and asked for when signing in', async () => {
  await signIn()
  await page.getByRole('button', { name: EMAIL }).click()
  await page.getByRole('menuitem', { name: 'Sign-in and security' }).click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  const secret = await page.locator('dialog .snippet code').textContent()
  await page.getByLabel('Code from the app').fill('000000')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByText('This code does not match').waitFor()
  const code = codeAt(fromBase32(secret ?? ''), stepAt(Date.now()))
  await page.getByLabel('Code from the app').fill(code)
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.locator('.recovery-codes').waitFor()
  const spares = await page.locator('.recovery-codes code').allTextContents()
  await context.clearCookies()

  await signIn()
  await page.getByLabel('Code from the app').fill(spares[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()

  await page.getByRole('button', { name: EMAIL }).click()
  await page.getByRole('menuitem', { name: 'Sign-in and security' }).click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByLabel('Code from the app').fill(spares[0] ?? '')
  await page.getByRole('button', { name: 'Turn off two-step sign-in' }).click()
  await page.getByText('This code does not match, or was used already.').waitFor()
  await page.getByLabel('Code from the app').fill(spares[1] ?? '')
  await page.getByRole('button', { name: 'Turn off two-step sign-in' }).click()
  await page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor()
})
