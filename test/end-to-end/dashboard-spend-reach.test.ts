import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { heedChoosers, useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const AUGUST = Date.now() - Date.parse('2026-08-01T12:00:00Z')
const LANDINGS = [{ query: 'utm_source=google&utm_medium=cpc&utm_campaign=brand', visitors: 3 }]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS, AUGUST) })

const PAGE = '/return/spend?period=2026-07-01..2026-09-30'
const exported = (name: string) => join('test/spend/files', name)

beforeAll(async () => {
  const cost = { source: 'google', medium: 'cpc', currency: 'USD', cost: 30 }
  const rows = [
    { ...cost, date: '2026-08-01', campaign: 'brand' },
    { ...cost, date: '2026-08-04', campaign: 'brnd' },
  ]
  await at.api('POST', '/spend', { import: 'search', rows })
})

test('a file is chosen by keyboard alone', async () => {
  await at.open(PAGE)
  const field = at.page.locator('.drop input')
  await field.waitFor({ state: 'attached' })
  await field.focus()
  const [chooser] = await Promise.all([
    at.page.waitForEvent('filechooser'),
    at.page.keyboard.press('Space'),
  ])
  await chooser.setFiles(exported('tiktok.csv'))
  await at.page.getByRole('definition').getByText('TikTok').waitFor()
})

test('the bank’s file of rates is taken in the settings', async () => {
  await at.open('/settings/rates')
  const [chooser] = await Promise.all([
    at.page.waitForEvent('filechooser'),
    at.page.locator('.drop').click(),
  ])
  const lines = ['Date,USD,JPY,', '2026-11-20,1.25,160,', '2026-11-19,1.2,150,']
  const buffer = Buffer.from(lines.join('\n'))
  await chooser.setFiles({ name: 'eurofxref-hist.csv', mimeType: 'text/csv', buffer })
  await at.page.getByText(/^4 rates stored/).waitFor()
  await at.page.getByText('1 JPY = 0.0078125 USD').waitFor()
})

test.each([
  ['a desk', { width: 1440, height: 900 }, 'light', 'en-GB'],
  ['a phone in the dark', { width: 390, height: 844 }, 'dark', 'en-GB'],
  ['a Chinese desk', { width: 1280, height: 900 }, 'light', 'zh-CN'],
] as const)('nothing of the page hinders on %s', async (_, viewport, colorScheme, locale) => {
  const storageState = await at.context.storageState()
  const context = await at.browser.newContext({ viewport, colorScheme, locale, storageState })
  await watchShifts(context)
  const page = await context.newPage()
  heedChoosers(page)
  await page.goto(`${at.server.url}/sites/${SITE}${PAGE}`)
  await page.locator('.strip').first().waitFor()
  const empty = { violations: [], overflow: 0 }
  const loaded = await hindrances(page)
  expect(loaded).toMatchObject(empty)
  expect(loaded.shift).toBeLessThan(0.1)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('.drop').click(),
  ])
  await chooser.setFiles(['google-german.csv', 'second-bom.tsv', 'meta-spanish.csv'].map(exported))
  await page.locator('.dropped').nth(2).locator('form select').first().waitFor()
  expect(await hindrances(page)).toMatchObject(empty)
  await context.close()
})
