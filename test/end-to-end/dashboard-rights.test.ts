import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring', visitors: 30 },
  { query: 'utm_source=facebok&utm_medium=paid_social&utm_campaign=spring', visitors: 3 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const TODAY = new Date().toISOString().slice(0, 10)

/** One of each thing that a site can have. */
beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Landed', page: '/landing' })
  await at.api('POST', '/segments', { name: 'Social', filters: [['is', 'medium', ['social']]] })
  await at.api('POST', '/annotations', { day: TODAY, text: 'Sale begins' })
  await at.api('POST', '/rates', { rows: [{ day: TODAY, currency: 'EUR', rate: 1.1 }] })
  const tags = { source: 'weekly', medium: 'email', campaign: 'spring' }
  await at.api('POST', '/links', { slug: 'weekly', url: `https://${SITE}/`, ...tags })
  const cost = { date: TODAY, source: 'facebook', campaign: 'sprng', cost: 5 }
  await at.api('POST', '/spend', { import: 'meta', rows: [cost] })
  await at.api('PUT', '/aliases', { source: { fb: 'facebook' }, medium: {}, campaign: {} })
  const when = [['is', 'source', ['partner']]]
  await at.api('PUT', '/channels', { rules: [{ channel: 'Affiliates', when }] })
})

interface Visitor {
  page: Page
  /** Refused requests, and what the page complained about. */
  trouble: string[]
  open(path: string): Promise<unknown>
  leave(): Promise<void>
}

/** Takes an invitation: until then the page is told that nobody is signed in. */
async function enterBy(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('New password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}

/** Somebody with a role, signed in by their invitation. */
async function enterAs(role: 'viewer' | 'editor', email: string): Promise<Visitor> {
  const added = await at.api('POST', '/members', { email, role })
  const { sign_in_link } = await added.json()
  const context = await at.browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await enterBy(page, sign_in_link)
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400) trouble.push(`${answer.status()} ${answer.url()}`)
  })
  const open = async (path: string) => {
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.waitForLoadState('networkidle')
  }
  return { page, trouble, open, leave: () => context.close() }
}

const PAGES = [
  '/sources',
  '/pages',
  '/audience',
  '/goals',
  '/return',
  '/return/models',
  '/return/spend',
  '/customers',
  '/customers/accounts',
  '/customers/revenue',
  '/customers/revenue/calculators',
  '/customers/stages',
  '/customers/people',
  '/quality',
  '/links',
  '/links/saved',
  '/links/names',
]
const READ = [
  'General',
  'Goals',
  'Event names',
  'Segments',
  'Channel rules',
  'Aliases',
  'Exclusions',
  'Account health',
] as const
/** Fields of sections that are forms as a whole. */
const FIELDS = ['Name', 'Time zone', 'Channel', 'Referrers to ignore']

/** A section of the settings says whose it is, and nothing in it can be changed. */
async function expectReadOnly(page: Page, whose: 'owners' | 'editors'): Promise<void> {
  const body = page.locator('.settings-body')
  await body.getByText(`Only ${whose} can change this.`).waitFor()
  expect(await body.getByRole('button').count()).toBe(0)
  for (const label of FIELDS) {
    for (const field of await body.getByLabel(label, { exact: true }).all()) {
      expect(await field.isDisabled()).toBe(true)
    }
  }
}

test('a viewer reads every page, and is refused nothing', async () => {
  const { page, trouble, open, leave } = await enterAs('viewer', 'vi@example.com')
  for (const path of ['', ...PAGES]) await open(path)
  // The live page keeps a stream open, so that its network is never idle.
  await page.goto(`${at.server.url}/sites/${SITE}/live`)
  await page.getByRole('heading', { name: 'Live' }).waitFor()
  expect(trouble).toEqual([])
  await leave()
})

test('a viewer reads every section of the settings, and is refused nothing', async () => {
  const { page, trouble, leave } = await enterAs('viewer', 'vic@example.com')
  await page.goto(`${at.server.url}/sites/${SITE}/settings`)
  const nav = page.getByRole('navigation', { name: 'Settings' })
  await nav.waitFor()
  const names = await nav.getByRole('link').allTextContents()
  expect(names).toEqual([
    ...READ.slice(0, 1),
    'Snippet',
    ...READ.slice(1),
    'Exchange rates',
    'Import',
    'Alerts',
    'Members',
  ])
  for (const name of names) {
    await nav.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name, exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    if (name !== 'Snippet') await expectReadOnly(page, name === 'Members' ? 'owners' : 'editors')
  }
  await nav.getByRole('link', { name: 'Snippet' }).click()
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.goto(`${at.server.url}/sites/${SITE}/settings/tokens`)
  await page.getByText('You may not see this.').waitFor()
  expect(trouble).toEqual([])
  await leave()
})

test('a viewer is offered nothing that would be refused', async () => {
  const { page, trouble, open, leave } = await enterAs('viewer', 'vera@example.com')
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await open('/sources?channel=Paid+Social')
  expect(await button('Share').count()).toBe(0)
  await button('Segments').click()
  await page.getByRole('menuitem', { name: 'Social' }).waitFor()
  expect(await page.getByRole('menuitem', { name: /Save as|Update/ }).count()).toBe(0)
  await open('/quality')
  await page
    .getByRole('row', { name: /facebok/ })
    .getByRole('link', { name: 'Aliases' })
    .waitFor()
  expect(await button(/^Add alias/).count()).toBe(0)
  await open('/links')
  await page.getByLabel('Address').fill(SITE)
  await page.getByLabel('Source').fill('weekly')
  await page.getByText('utm_source=weekly').waitFor()
  await open('/links/saved')
  await button('QR code /l/weekly').waitFor()
  expect(await button(/Save short link|Remove|Edit|Archive/).count()).toBe(0)
  await open('/return/spend')
  await page.getByRole('row', { name: /facebook \/ sprng/ }).waitFor()
  expect(await button(/Join|Undo|Remove|monthly/).count()).toBe(0)
  expect(await page.locator('.drop').count()).toBe(0)
  await open('/customers/people')
  await page.locator('tbody a').first().click()
  await page.getByRole('link', { name: 'Export' }).waitFor()
  expect(await button('Erase').count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('settings')
  await page.getByRole('option', { name: /Members/ }).waitFor()
  expect(await page.getByRole('option', { name: /tokens|Danger|Shared links/ }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: SITE }).click()
  await page.getByRole('menu').waitFor()
  expect(await page.getByRole('menuitem', { name: 'Add a site' }).count()).toBe(0)
  expect(trouble).toEqual([])
  await leave()
})

test('a viewer reads the notes of a chart and adds none', async () => {
  const { page, trouble, open, leave } = await enterAs('viewer', 'vito@example.com')
  await open('?period=last7')
  const chart = page.getByRole('group', { name: 'Visitors over time' })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('n')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Add a note' }).count()).toBe(0)
  await page.keyboard.press('End')
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Sale begins').waitFor()
  expect(await dialog.getByRole('textbox').count()).toBe(0)
  expect(await dialog.getByRole('button').count()).toBe(1)
  expect(trouble).toEqual([])
  await leave()
})

test('an editor changes the site, and sees neither its tokens nor its end', async () => {
  const { page, trouble, open, leave } = await enterAs('editor', 'ed@example.com')
  await open('/settings/goals')
  const nav = page.getByRole('navigation', { name: 'Settings' })
  expect(await nav.getByRole('link', { name: /tokens|Danger|Shared links/ }).count()).toBe(0)
  await page.getByLabel('Name', { exact: true }).fill('Bought')
  await page.getByLabel('Name of the event').fill('Purchase')
  await page.getByRole('button', { name: 'Add goal' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Bought' }).waitFor()
  await open('/settings/members')
  await page.getByText('Only owners can change this.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'ed@example.com' }).waitFor()
  expect(trouble).toEqual([])
  await leave()
})

test('a saved link is changed, removed and brought back', async () => {
  await at.open('/links/saved')
  const row = (name: string) => at.page.getByRole('row', { name: new RegExp(name) })
  await row('/l/weekly').getByRole('button', { name: 'Edit /l/weekly' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByLabel('Short name').fill('letter')
  await dialog.getByText('/l/weekly will lead nowhere.').waitFor()
  await dialog.getByLabel('Address').fill(`${SITE}/sale`)
  await dialog.getByLabel('Campaign').fill('summer')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row('/l/letter').getByText('weekly / email / summer').waitFor()
  await row('/l/letter').getByRole('button', { name: 'Remove /l/letter' }).click()
  await at.page.getByText('No short link yet').waitFor()
  await at.page.getByRole('button', { name: 'Undo' }).click()
  await row('/l/letter').waitFor()
  const { items } = await (await at.api('GET', '/links')).json()
  expect(items).toMatchObject([{ slug: 'letter', url: `https://${SITE}/sale`, campaign: 'summer' }])
})
