import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { hindrances } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
const CLICKED = Date.now() - 72 * HOUR

const sale = (id: string, visitor: string, more: object = {}) => ({
  ...{ id, name: 'Buy', visitor, at: CLICKED + HOUR },
  revenue: { amount: '12.50', currency: 'EUR', order: id, ...more },
})

const at = useSignedIn({
  site: SITE,
  events: [
    {
      ...{ id: 'click-0001', name: 'pageview', visitor: 'p', at: CLICKED },
      url: `https://${SITE}/?gclid=Cj0KCQ-one`,
    },
    sale('order-0001', 'p'),
    sale('order-0002', 'q'),
  ],
})

const PAGE = '/return/spend?period=7d'
const TITLE = 'Send conversions to ad platforms'

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Buy', value: 'revenue' })
})

test('what goes out and what does not is seen, the file made once, and taken back', async () => {
  await at.open(PAGE)
  const card = at.page.getByRole('region', { name: TITLE })
  await card.getByLabel('Goal').selectOption('Purchase')
  await card.getByText('1 line goes out.').waitFor()
  await card.getByText('1 event: came by no click of this platform').waitFor()
  await card.getByRole('cell', { name: 'Cj0KCQ-one' }).waitFor()
  await card.getByLabel('Called there').fill('Imported sale')
  const [download] = await Promise.all([
    at.page.waitForEvent('download'),
    card.getByRole('button', { name: 'Download file' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^shop\.example-google-conversions-.*\.csv$/u)
  const file = readFileSync(await download.path(), 'utf8')
  expect(file).toContain('Cj0KCQ-one,Imported sale,')
  await card.getByText('Nothing new goes out.').waitFor()
  await card.getByText('1 event: went out before').waitFor()

  await card.getByRole('button', { name: 'Take back Purchase' }).click()
  await at.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await card.getByText('1 line goes out.').waitFor()
  expect(await card.getByLabel('Called there').inputValue()).toBe('Imported sale')
  const { items } = await (await at.api('GET', '/offline-conversions/exports')).json()
  expect(items).toEqual([])
})

test('refunds are offered where the platform takes them', async () => {
  await at.open(PAGE)
  const card = at.page.getByRole('region', { name: TITLE })
  await card.getByLabel('Goal').selectOption('Purchase')
  await card.getByLabel('What', { exact: true }).selectOption('Refunds')
  await card.getByText('Nothing new goes out.').waitFor()
  await card.getByLabel('Platform').selectOption('Meta')
  await card.getByLabel('What', { exact: true }).waitFor({ state: 'detached' })
  await card.getByText('2 events: came by no click of this platform').waitFor()
})

test('a file is made by keyboard alone', async () => {
  await at.open(PAGE)
  const card = at.page.getByRole('region', { name: TITLE })
  const goal = card.getByLabel('Goal')
  await goal.getByRole('option', { name: 'Purchase' }).waitFor({ state: 'attached' })
  await goal.focus()
  await at.page.keyboard.press('ArrowDown')
  await card.getByLabel('Called there').focus()
  const [download] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.keyboard.press('Enter'),
  ])
  expect(await download.failure()).toBeNull()
  await card.getByRole('button', { name: 'Take back Purchase' }).waitFor()
})

test.each([
  ['a desk', { width: 1440, height: 900 }, 'light', 'en-GB'],
  ['a phone in the dark', { width: 390, height: 844 }, 'dark', 'en-GB'],
  ['a Chinese desk', { width: 1280, height: 900 }, 'light', 'zh-CN'],
] as const)('nothing of the card hinders on %s', async (_, viewport, colorScheme, locale) => {
  const storageState = await at.context.storageState()
  const context = await at.browser.newContext({ viewport, colorScheme, locale, storageState })
  const page = await context.newPage()
  await page.goto(`${at.server.url}/sites/${SITE}${PAGE}`)
  const choices = page.locator('.offline select')
  await choices.nth(1).selectOption('Purchase')
  await page.locator('.offline input[type=checkbox]').check()
  await page.locator('.offline form').waitFor()
  await page.locator('.offline .exports').waitFor()
  expect(await hindrances(page)).toMatchObject({ violations: [], overflow: 0 })
  await context.close()
})
