import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const HOSTILE = '<img src=x onerror=document.title="owned">'
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=autumn', visitors: 2 },
  { query: 'utm_source=bing&utm_medium=cpc', visitors: 3 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
  { query: `utm_source=${encodeURIComponent(HOSTILE)}&utm_medium=referral`, visitors: 1 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const row = (name: string) => at.page.getByRole('row', { name: new RegExp(name) })

test('the overview counts every visitor that came', async () => {
  await at.open('')
  await at.page.getByRole('button', { name: 'Visitors', exact: true }).waitFor()
  expect(await at.page.locator('.metric-value').first().textContent()).toBe('15')
})

test.each([
  [6, { 1440: [6], 1024: [3, 3], 700: [3, 3], 390: [2, 2, 2] }],
  [8, { 1440: [8], 1024: [4, 4], 700: [4, 4], 390: [2, 2, 2, 2] }],
  [10, { 1440: [5, 5], 1024: [5, 5], 700: [2, 2, 2, 2, 2], 390: [2, 2, 2, 2, 2] }],
])('rows of %i tiles have no hole, however wide the window is', async (count, rows) => {
  await at.open('')
  await at.page.getByRole('button', { name: 'Visitors', exact: true }).waitFor()
  const perRow = () =>
    at.page.locator('.metrics').evaluate((strip, most) => {
      // A site with goals, and one with spend, has more.
      while (strip.children.length < most && strip.lastElementChild) {
        strip.append(strip.lastElementChild.cloneNode(true))
      }
      const tops = [...strip.children].map((tile) => tile.getBoundingClientRect().top)
      return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length)
    }, count)
  const before = at.page.viewportSize()
  const found: Record<string, number[]> = {}
  for (const width of Object.keys(rows)) {
    await at.page.setViewportSize({ width: Number(width), height: 900 })
    found[width] = await perRow()
  }
  if (before) await at.page.setViewportSize(before)
  expect(found).toEqual(rows)
})

test('a channel leads to its sources, a source to its campaigns, and back goes back', async () => {
  await at.open('/sources')
  await at.page.getByRole('button', { name: 'Paid Search' }).click()
  await at.page.getByRole('heading', { name: 'Sources', level: 2 }).waitFor()
  await row('google').waitFor()
  expect(await row('google').textContent()).toContain('7')
  await at.page.getByRole('button', { name: 'google', exact: true }).click()
  await row('spring').waitFor()
  const { pathname, searchParams } = new URL(at.page.url())
  expect(pathname).toBe(`/sites/${SITE}/sources/campaign`)
  expect([...searchParams]).toEqual([
    ['channel', 'Paid Search'],
    ['source', 'google'],
  ])
  await at.page.goBack()
  await row('bing').waitFor()
  await at.page.goBack()
  await row('Email').waitFor()
})

test('an address opens the same view for a colleague', async () => {
  await at.open('/sources/source?channel=Email')
  await row('weekly').waitFor()
  await at.page.getByRole('button', { name: 'Remove filter: Channel is Email' }).click()
  await row('google').waitFor()
  expect(at.page.url()).not.toContain('channel')
})

test('periods answer to the keyboard and stand in the address', async () => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).click()
  await at.page.keyboard.press('d')
  await at.page.waitForURL(/period=today/)
  await at.page.keyboard.press('w')
  await at.page.waitForURL(/period=last7/)
  await at.page.keyboard.press('m')
  await at.page.waitForURL((url) => !url.search.includes('period'))
})

test('the palette goes to any page', async () => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).waitFor()
  await at.page.keyboard.press('Control+k')
  await at.page.getByRole('combobox').fill('quality')
  await at.page.keyboard.press('Enter')
  await at.page.getByRole('heading', { name: 'Data quality' }).waitFor()
})

test('filters can be saved as a segment and used again', async () => {
  await at.open('?channel=Email')
  await at.page.getByRole('button', { name: 'Segments' }).click()
  await at.page.getByRole('menuitem', { name: 'Save as segment' }).click()
  await at.page.getByLabel('Name of the segment').fill('Readers')
  await at.page.getByRole('button', { name: 'Save' }).click()
  await at.page.waitForURL(/segment=/)
  await at.page.getByText('4', { exact: true }).first().waitFor()
})

test('what a visitor sends is shown as text', async () => {
  await at.open('/sources/source')
  await at.page.getByRole('button', { name: HOSTILE }).waitFor()
  expect(await at.page.locator('main img').count()).toBe(0)
  expect(await at.page.title()).not.toBe('owned')
})

test('every number explains itself and gives the call behind it', async () => {
  await at.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: at.server.url,
  })
  await at.open('')
  await at.page.getByRole('button', { name: 'What is Bounce rate?' }).click()
  await at.page.getByText('Share of visits with at most one pageview and no interaction.').waitFor()
  await at.page.getByRole('button', { name: 'Copy as curl' }).click()
  await at.page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await at.page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`curl ${at.server.url}/api/sites/${SITE}/reports/stats`)
  expect(copied).toContain('"metrics":["bounce_rate"]')
})

test('a tagged link shows the channel that intake will give it', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale')
  await at.page.getByLabel('Source').fill('google')
  await at.page.getByLabel('Medium').fill('cpc')
  await at.page.getByText('Paid Search').waitFor()
  await at.page.getByText('https://shop.example/sale?utm_source=google&utm_medium=cpc').waitFor()
})

test('a goal that is added counts at once', async () => {
  await at.open('/settings/goals')
  await at.page.getByLabel('Name', { exact: true }).fill('Landed')
  await at.page.getByLabel('Reached by').selectOption('Page')
  await at.page.getByLabel('Path of the page').fill('/landing')
  await at.page.getByRole('button', { name: 'Add goal' }).click()
  await at.page.getByRole('listitem').filter({ hasText: 'Landed' }).waitFor()
  const main = at.page.getByRole('navigation', { name: 'Main' })
  await main.getByRole('link', { name: 'Goals' }).click()
  await row('Landed').waitFor()
  expect(await row('Landed').textContent()).toContain('15')
})
