import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { tributary } from '../server.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'harbour.example'
const PASSWORD = 'a calm river finds the sea'
const at = useSignedIn({
  site: SITE,
  events: visits(SITE, [{ query: 'utm_source=weekly&utm_medium=email', visitors: 3 }]),
})

/** A person at a computer of their own. */
async function somebody(run: (page: Page) => Promise<void>): Promise<void> {
  const context = await at.browser.newContext({ locale: 'en-GB' })
  await run(await context.newPage())
  await context.close()
}

/** What the owner copies out of the settings for somebody. */
async function invite(email: string): Promise<string> {
  await at.open('/settings/members')
  await at.page.getByLabel('Email').fill(email)
  await at.page.getByRole('button', { name: 'Add member' }).click()
  const link = at.page.locator('.snippet code')
  await link.waitFor()
  const item = at.page.locator('.things li').filter({ hasText: email })
  await item.getByText('invited, not accepted yet').waitFor()
  return (await link.textContent()) ?? ''
}

async function signInAs(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a link in a chat is looked at by the chat, then taken by its person', async () => {
  const link = await invite('ann@example.com')
  // As the chat's program does for a preview, a script and all.
  await somebody(async (page) => {
    await page.goto(link)
    await page.getByText('ann@example.com').waitFor()
  })
  expect((await fetch(link)).headers.get('set-cookie')).toBeNull()
  await somebody(async (page) => {
    await page.goto(link)
    await page.getByText(`${SITE} · Viewer`).waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(await page.getByLabel('Email').getAttribute('readonly')).not.toBeNull()
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })
  await at.open('/settings/members')
  const item = at.page.locator('.things li').filter({ hasText: 'ann@example.com' })
  await item.getByText('Viewer').waitFor()
  expect(await item.getByText('invited').count()).toBe(0)
})

test('somebody with an account signs in on the way and comes back to accept', async () => {
  await at.api('POST', '/members', { email: 'bob@example.com', role: 'viewer' })
  await somebody(async (page) => {
    await page.goto(await invite('bob@example.com'))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })
  await tributary(['site', 'add', 'second.example', '--data', at.server.data])
  await at.page.goto(`${at.server.url}/sites/second.example/settings/members`)
  await at.page.getByLabel('Email').fill('bob@example.com')
  await at.page.getByRole('button', { name: 'Add member' }).click()
  const link = (await at.page.locator('.snippet code').textContent()) ?? ''
  await somebody(async (page) => {
    await page.goto(link)
    await page.getByText('Sign in as bob@example.com to accept.').waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signInAs(page, 'bob@example.com')
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.waitForURL(/second\.example/)
  })
})

test('a person whom the server knows finds the invitation where they are signed in', async () => {
  const add = ['user', 'add', 'cleo@example.com', '--role', 'viewer', '--password-stdin']
  const data = at.server.data
  expect((await tributary([...add, '--data', data], { input: PASSWORD })).code).toBe(0)
  await tributary(['user', 'change', 'cleo@example.com', '--role', 'none', '--data', data])
  const link = await invite('cleo@example.com')
  await somebody(async (page) => {
    await page.goto(at.server.url)
    await signInAs(page, 'cleo@example.com')
    await page.getByText(`${SITE} · Viewer`).waitFor()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.waitForURL(/harbour\.example/)
    await page.goto(link)
    await page.getByText('This link leads nowhere any more').waitFor()
  })
})

test('a token is given an end, and the history tells who made it', async () => {
  await at.open('/settings/tokens')
  await at.page.getByLabel('Name').fill('Nightly')
  await at.page.getByLabel('Expires').fill('2030-12-31')
  await at.page.getByRole('button', { name: 'Create token' }).click()
  const item = at.page.locator('.things li').filter({ hasText: 'Nightly' })
  await item.getByText(/until 31 Dec 2030 · never used$/).waitFor()
  await at.open('/settings/history')
  const entry = at.page.locator('.things li').filter({ hasText: 'API token · added: Nightly' })
  await entry.getByText('owner@example.com').waitFor()
  await at.page.getByText('Member · accepted: cleo@example.com').waitFor()
})
