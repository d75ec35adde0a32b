import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenIdProvider, openIdProvider } from '../auth/provider/openid-provider.mjs'
import { openBrowser } from '../chromium.ts'
import { freePort } from '../free-port.mjs'
import { addSite, dataFolder, removeFolder, startServer, type TestServer } from '../server.ts'

const data = dataFolder()
let provider: OpenIdProvider
let server: TestServer
let browser: Browser
const failures: string[] = []

beforeAll(async () => {
  // The provider is told where people come back to before the server is there.
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const client = {
    client_id: 'growth',
    client_secret: 'secret',
    redirect_uris: [`${url}/api/session/oidc/callback`],
  }
  const people = {
    ann: { email: 'ann@example.com', email_verified: true, groups: ['marketing'] },
    bob: { email: 'bob@example.com', email_verified: true, groups: [] },
  }
  provider = await openIdProvider({ clients: [client], people, asksPeople: true })
  await addSite(data, 'first.example')
  await addSite(data, 'second.example')
  const env = {
    TRIBUTARY_PUBLIC_URL: url,
    TRIBUTARY_OIDC_ISSUER: provider.issuer,
    TRIBUTARY_OIDC_CLIENT_ID: 'growth',
    TRIBUTARY_OIDC_CLIENT_SECRET: 'secret',
    TRIBUTARY_OIDC_NAME: 'Example login',
    TRIBUTARY_OIDC_ROLES: 'marketing=editor@first.example',
    TRIBUTARY_SMTP_URL: 'smtp://127.0.0.1:9?from=growth@example.com',
  }
  server = await startServer({ data, args: ['--port', String(port)], env })
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await server.stop()
  await provider.close()
  removeFolder(data)
})

async function newPage(locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.on('pageerror', (error) => failures.push(error.message))
  return page
}

async function through(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Continue with Example login' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Go on' }).click()
}

test('somebody signs in through the provider’s page, and sees it in their account', async () => {
  const page = await newPage()
  await page.goto(`${server.url}/sites/first.example/goals?tab=x`)
  await through(page, 'ann')
  await page.waitForURL(`${server.url}/sites/first.example/goals?tab=x`)
  await page.getByRole('button', { name: 'ann@example.com' }).click()
  await page.getByRole('menuitem', { name: 'Sign-in and security' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Where else you sign in' }).waitFor()
  expect(await dialog.getByText(new URL(provider.issuer).host).count()).toBe(1)
  const unlink = dialog.getByRole('button', { name: 'Unlink' })
  expect(await unlink.isDisabled()).toBe(true)
  await dialog.getByLabel('New password').fill('a calm river finds the sea')
  await dialog.getByRole('button', { name: 'Choose password' }).click()
  await dialog.getByLabel('Current password').waitFor()
  await unlink.click()
  await expect.poll(() => unlink.count()).toBe(0)
  expect(failures).toEqual([])
  await page.context().close()
})

test('somebody without a role is told so once, in their language', async () => {
  const page = await newPage()
  await page.goto(server.url)
  await through(page, 'bob')
  await page.waitForURL(`${server.url}/sign-in`)
  const said = page.getByRole('alert')
  await said.waitFor()
  expect(await said.textContent()).toContain('have no role here yet')
  expect(await said.textContent()).toContain('(bob@example.com)')
  await page.reload()
  await page.getByRole('link', { name: 'Continue with Example login' }).waitFor()
  expect(await said.count()).toBe(0)
  const chinese = await newPage('zh-CN')
  await chinese.goto(server.url)
  await chinese.getByRole('link', { name: '使用 Example login 登录' }).waitFor()
  await chinese.context().close()
  await page.context().close()
})

test('a link is asked for by e-mail, and the page says the same whoever asks', async () => {
  const page = await newPage()
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Email me a link' }).click()
  await page.getByText('Fill in your email first: the link goes there.').waitFor()
  await page.getByLabel('Email').fill('nobody')
  await page.getByRole('button', { name: 'Email me a link' }).click()
  await page.getByText('This is not an e-mail address.').waitFor()
  await page.getByLabel('Email').fill('nobody@example.com')
  await page.getByRole('button', { name: 'Email me a link' }).click()
  await page.getByText('If nobody@example.com has an account here').waitFor()
  await page.goto(`${server.url}/sign-in/mail.${'x'.repeat(43)}`)
  await page.getByText('This link was used already, or has run out').waitFor()
  expect(failures).toEqual([])
  await page.context().close()
})
