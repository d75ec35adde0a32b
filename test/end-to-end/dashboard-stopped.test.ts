import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
const START = Date.now() - 20 * 24 * HOUR

/** Twelve people look at the shop, eight at the prices, three buy. */
const events = Array.from({ length: 12 }, (_, person) => {
  const visitor = `visitor-number-${person}`
  const at = START + person * 60_000
  const view = (path: string, ms: number) => ({
    ...{ name: 'pageview', visitor, id: `event-${person}-${ms}` },
    ...{ url: `https://${SITE}${path}`, at: at + ms },
  })
  return [
    view('/', 0),
    ...(person < 8 ? [view('/pricing', 60_000)] : []),
    ...(person < 3 ? [{ ...view('/done', 120_000), name: 'Buy' }] : []),
  ]
}).flat()

const on = useSignedIn({ site: SITE, events })
const STEPS = JSON.stringify([{ page: '/' }, { page: '/pricing' }, { event: 'Buy' }])
const FUNNEL = `steps=${encodeURIComponent(STEPS)}`
const visitors = (page: Page) => page.locator('.metric-value').first()

test('who stopped filters the other reports, by an address that says so in words', async () => {
  await on.open(`/journeys?${FUNNEL}&step=2`)
  await on.page.getByRole('button', { name: 'Filter by them' }).click()
  await visitors(on.page).getByText('5', { exact: true }).waitFor()
  await on.page.getByText('Dropped at step 3: Buy').first().waitFor()
  await on.page.reload()
  await visitors(on.page).getByText('5', { exact: true }).waitFor()
  await on.page.getByRole('link', { name: 'Pages' }).first().click()
  await on.page.getByText('Dropped at step 3: Buy').first().waitFor()
  await on.page.getByRole('row', { name: /\/pricing/u }).waitFor()
})

test('who stopped and did nothing more is told so, and each by the id alone', async () => {
  await on.open(`/journeys?${FUNNEL}&step=2`)
  await on.page.getByText('nothing more').waitFor()
  await on.page.getByRole('link', { name: 'visitor-number-3', exact: true }).waitFor()
})

test('the people of any step and state are shown, and the paths they took from there on', async () => {
  await on.open(`/journeys?${FUNNEL}&step=2`)
  await on.page.getByRole('button', { name: 'Reached it' }).click()
  await on.page.getByRole('heading', { name: 'Who reached Buy' }).waitFor()
  await on.page.getByText('3 people reached it.').waitFor()
  await on.page.getByRole('button', { name: 'May still come' }).click()
  await on.page.getByText('Nobody can still come.').waitFor()
  await on.page.getByRole('button', { name: 'Stopped', exact: true }).click()
  await on.page.getByRole('link', { name: 'Their paths from /pricing on' }).click()
  await on.page.getByText('After /pricing, 100% leave.').waitFor()
  await on.page.getByText('Dropped at step 3: Buy').first().waitFor()
  await on.page.getByRole('row', { name: /^\/pricing .*5/u }).waitFor()
  await on.open(`/journeys?${FUNNEL}`)
  await on.page.locator('.falling-bar').first().click()
  await on.page.getByText('12 people reached it.').waitFor()
})

test('who stopped is kept as a segment, which asks for a name and has one', async () => {
  await on.open(`/journeys?${FUNNEL}&step=1`)
  await on.page.getByRole('button', { name: 'Save as segment' }).click()
  const name = on.page.getByLabel('Name of the segment')
  expect(await name.inputValue()).toBe('Dropped at /pricing')
  await on.page.getByRole('button', { name: 'Save', exact: true }).click()
  await visitors(on.page).getByText('4', { exact: true }).waitFor()
  await on.page.getByText('Dropped at /pricing').first().waitFor()
})

test('a stranger sees journeys, retention and changes where the link shows them, and no person', async () => {
  await on.open(`/journeys?${FUNNEL}&step=2`)
  await on.page.getByRole('button', { name: 'Share' }).click()
  const dialog = on.page.getByRole('dialog')
  expect(await dialog.getByLabel('Journeys: funnels and paths').isChecked()).toBe(true)
  await dialog.getByLabel('Retention').check()
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const address = (await on.page.locator('.share-link code').first().textContent()) ?? ''
  const context = await on.browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const failed: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) failed.push(`${answer.status()} ${answer.url()}`)
  })
  await page.goto(address)
  await page.getByText('Of 12 who began, 3 went all the way').waitFor()
  await page.getByText('5 people stopped here.').waitFor()
  expect(await page.locator('.people-links a').count()).toBe(0)
  expect(await page.content()).not.toContain('visitor-number-')
  const download = async (button: 'first' | 'last') => {
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' })[button]().click()
    return (await file).suggestedFilename()
  }
  expect(await download('first')).toContain('.zip')
  expect(await download('last')).toContain('.csv')
  await page.getByRole('link', { name: 'Paths', exact: true }).click()
  await page.getByText('How they go on').waitFor()
  await page.getByRole('link', { name: 'Retention' }).click()
  const features = page.waitForResponse((answer) => answer.url().includes('retention/features'))
  await page.getByRole('link', { name: 'By feature' }).click()
  expect((await features).status()).toBe(200)
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('link', { name: 'Live' }).waitFor()
  expect(await page.getByRole('link', { name: 'Changes' }).count()).toBe(0)
  expect(failed).toEqual([])
  await context.close()
})
