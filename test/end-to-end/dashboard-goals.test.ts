import { beforeAll, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
const revenue = { amount: '50.00', currency: 'USD' }

/** Two buyers a day for 70 days, by an ad and by a letter, this very minute among them. */
const events = Array.from({ length: 140 }, (_, i) => {
  const at = Date.now() - Math.floor(i / 2) * 24 * HOUR
  const tags = i % 2 ? 'utm_source=google&utm_medium=cpc' : 'utm_source=letter&utm_medium=email'
  const own = { visitor: `v${i}`, at, url: `https://${SITE}/` }
  return [
    { ...own, id: `pageview-${i}`, name: 'pageview', url: `https://${SITE}/?${tags}` },
    { ...own, id: `purchase-${i}`, name: 'Purchase', revenue, props: { plan: 'pro' } },
  ]
}).flat()
const at = useSignedIn({ site: SITE, events })

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
})

const goal = async () => (await (await at.api('GET', '/goals')).json()).items[0]
const aim = async (target: object | undefined) => {
  const { id, target: _, ...rest } = await goal()
  await at.api('PUT', `/goals/${id}`, { ...rest, ...(target && { target }) })
}

test('a target is set in the form of its goal, and the page says how far along it is', async () => {
  await aim(undefined)
  await at.open('/goals')
  await at.page.getByRole('link', { name: 'How people get to Purchase' }).click()
  await at.page.getByRole('link', { name: 'Set a target' }).click()
  await at.page.getByRole('button', { name: 'Edit' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByLabel('Target', { exact: true }).selectOption('Conversions')
  await dialog.getByLabel('How many').fill('6000')
  await dialog.getByLabel('In each').selectOption('Quarter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await goal()).target).toEqual({ count: 6_000, per: 'quarter' })
  await at.open('/goals')
  await at.page.getByRole('heading', { name: 'Target of Purchase' }).waitFor()
  await at.page.getByText(/^\d+ of 6,000 conversions this quarter, /u).waitFor()
})

test('a target that is reached says so, whatever is filtered', async () => {
  await aim({ revenue: 100, per: 'quarter' })
  await at.open('/goals?channel=Email')
  const said = at.page.getByText(/of \$100 of revenue this quarter, reached/u)
  await said.waitFor()
  const whole = await said.textContent()
  await at.page.getByText('Of the whole site, whatever is filtered here.').waitFor()
  await at.open('/goals')
  expect(await at.page.getByText(/this quarter, reached/u).textContent()).toBe(whole)
})

test('goals have their change, course and average value', async () => {
  await at.open('/goals?period=28d')
  const row = at.page.getByRole('row', { name: /Purchase/u })
  await row.getByText('56', { exact: true }).first().waitFor()
  await row.getByText('$50.00').waitFor()
  await row.locator('.spark path').first().waitFor({ state: 'attached' })
})

test('a goal is shown over time and by source, with the courses of its own conversions', async () => {
  await aim({ count: 70, per: 'month' })
  const { id } = await goal()
  const asked = at.page.waitForRequest(
    (request) => request.postData()?.includes('"dimensions":["channel","time:day"]') ?? false,
  )
  await at.open(`/goals?period=28d&goal=${id}`)
  await at.page.getByRole('group', { name: 'Conversions over time' }).waitFor()
  await at.page.getByRole('group', { name: 'Purchase so far, and its pace' }).waitFor()
  await at.page
    .getByRole('row', { name: /^Email/u })
    .getByText('28')
    .first()
    .waitFor()
  expect((await asked).postData()).toContain(id)
  await at.page.getByRole('button', { name: 'Revenue', exact: true }).first().click()
  await at.page.getByRole('group', { name: 'Revenue over time' }).waitFor()
})

test.each([1440, 390])('at %i px nothing hinders, and nothing moves', async (width) => {
  await aim({ count: 70, per: 'month' })
  const storageState = await at.context.storageState()
  const context = await at.browser.newContext({ storageState, viewport: { width, height: 900 } })
  await watchShifts(context)
  const page = await context.newPage()
  for (const path of ['/goals', `/goals?goal=${(await goal()).id}`]) {
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.getByText(/this month, /u).waitFor()
    const found = await hindrances(page)
    expect(found).toMatchObject({ violations: [], overflow: 0 })
    expect(found.shift).toBeLessThan(0.1)
  }
  await context.close()
})

test('the goal stands in the one bar, comes along to every page, and the cards count what the chart shows', async () => {
  await at.api('POST', '/goals', { name: 'Landed', page: '/' })
  await at.open('?metric=conversions')
  const card = at.page
    .locator('.card')
    .filter({ has: at.page.getByRole('tab', { name: 'Channels' }) })
  await card.getByText('rate', { exact: true }).waitFor()
  const bar = at.page.locator('.page-filters')
  await bar.getByRole('button', { name: 'All goals' }).click()
  await at.page.getByRole('menuitemradio', { name: 'Purchase' }).click()
  await at.page.waitForURL(/goal=/u)
  await at.page.getByRole('link', { name: 'Sources' }).first().click()
  await at.page.waitForURL(/\/sources\?goal=/u)
  await bar.getByRole('button', { name: 'Purchase' }).waitFor()
  await at.page.getByRole('link', { name: 'Audience' }).first().click()
  await bar.getByRole('button', { name: 'Purchase' }).waitFor()
})

test('the properties that events carry are there to be chosen', async () => {
  await at.open('/goals/events')
  const chip = at.page.getByRole('button', { name: /^plan/u })
  await chip.click()
  await at.page.waitForURL(/property=plan/u)
  await at.page.getByRole('button', { name: 'pro', exact: false }).last().waitFor()
  expect(await chip.getAttribute('aria-pressed')).toBe('true')
})
