import { beforeAll, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
const revenue = { amount: '50.00', currency: 'USD' }

/** 40 people by an ad and 20 by a letter: each second signs up, each fourth buys. */
const events = Array.from({ length: 60 }, (_, i) => {
  const at = (hours: number) => Date.now() - (3 + (i % 20)) * 24 * HOUR + hours * HOUR
  const tags = i < 40 ? 'utm_source=google&utm_medium=cpc' : 'utm_source=letter&utm_medium=email'
  const own = { visitor: `v${i}`, url: `https://${SITE}/` }
  return [
    { ...own, id: `pageview-${i}`, name: 'pageview', at: at(0), url: `https://${SITE}/?${tags}` },
    ...(i % 2 === 0 ? [{ ...own, id: `signup-${i}`, name: 'Signup', at: at(0.1) }] : []),
    ...(i % 4 === 0
      ? [{ ...own, id: `purchase-${i}`, name: 'Purchase', at: at(0.2), revenue }]
      : []),
  ]
}).flat()
/** A sale that a server tells of somebody who never came. */
const unvisited = {
  id: 'purchase-server',
  name: 'Purchase',
  at: Date.now() - 5 * 24 * HOUR,
  visitor: 'server',
  revenue,
}
const at = useSignedIn({ site: SITE, events: [...events, unvisited] })

const PAGE = '/return/planner'

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Signup', event: 'Signup' })
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
  const date = new Date(Date.now() - 5 * 24 * HOUR).toISOString().slice(0, 10)
  const row = { date, source: 'google', medium: 'cpc', currency: 'USD', cost: 310 }
  await at.api('POST', '/spend', { import: 'search', rows: [row] })
})

const option = (name: string) => new URL(at.page.url()).searchParams.get(name)
const sentence = () => at.page.locator('.sentence').textContent()

test('a plan opens as the same again and a tenth more', async () => {
  await at.open(PAGE)
  await at.page.getByText('For 18 new customers in 30 days').waitFor()
  expect(await sentence()).toMatch(/more visits and \$3\d\d.*with \$310 expect/)
  expect(await at.page.locator('.stairs li').count()).toBe(3)
})

test('a number that is typed is kept in the address and planned', async () => {
  await at.open(PAGE)
  await at.page.getByLabel('How many').fill('20')
  await at.page.getByText('For 20 new customers').waitFor()
  expect(option('many')).toBe('20')
  await at.page.reload()
  await at.page.getByText('For 20 new customers').waitFor()
})

test('a rate is moved by keyboard, recolours and is reset', async () => {
  await at.open(`${PAGE}?many=20`)
  const slider = at.page.getByRole('slider', { name: 'Visits → Signup' })
  await slider.focus()
  await at.page.keyboard.press('End')
  await at.page.locator('.stair-rate[data-changed]').waitFor()
  expect(option('gains')).toBe('2')
  expect(await slider.getAttribute('aria-valuetext')).toBe('100% instead of 50%')
  await at.page.getByRole('button', { name: 'Reset the rate of Signup' }).click()
  await expect.poll(() => option('gains')).toBeNull()
})

test('a channel that is locked keeps its spend, and what is missing has its reason', async () => {
  await at.open(`${PAGE}?many=20`)
  await at.page.getByRole('button', { name: 'Keep Paid Search as it is' }).click()
  await at.page.getByText('at most 16 new customers are in reach').waitFor()
  await at.page.getByText('What is locked goes on as it does.').waitFor()
  expect(option('locked')).toBe('["Paid Search"]')
})

test('money that does not pay what is locked is said to be too little', async () => {
  await at.open(`${PAGE}?many=20&money=155&locked=%5B%22Paid%20Search%22%5D`)
  await at.page.getByText('What is locked costs $310, more than the $155 planned').waitFor()
})

test('a lock that holds nothing is said to, and dropped at a click', async () => {
  await at.open(`${PAGE}?many=20&locked=%5B%22Paid%20Search%22,%22Gone%22%5D`)
  await at.page.getByText('Nothing is locked by "Gone": no channel of this period').waitFor()
  await at.page.getByRole('button', { name: 'Drop these locks' }).click()
  await expect.poll(() => option('locked')).toBe('["Paid Search"]')
  await expect.poll(() => at.page.getByText('Nothing is locked by').count()).toBe(0)
})

test('spend without a rate is said to be in no cost', async () => {
  const date = new Date(Date.now() - 4 * 24 * HOUR).toISOString().slice(0, 10)
  const row = { date, source: 'google', medium: 'cpc', currency: 'CHF', cost: 12 }
  await at.api('POST', '/spend', { import: 'francs', rows: [row] })
  await at.open(PAGE)
  await at.page.getByText('CHF 12.00 of spend has no rate, and is in no cost here.').waitFor()
  await at.api('DELETE', '/spend/imports/francs')
})

test('sales that no visit led to are a row of their own', async () => {
  await at.open(`${PAGE}?many=20`)
  const row = at.page.getByRole('row', { name: /^Unattributed/u })
  await row.waitFor()
  expect(await row.textContent()).toContain('comes without spend')
})

test('those who sell stand beside the target', async () => {
  await at.open(`${PAGE}?many=20&people=1&each=12`)
  await at.page.getByText(/can take on 12: 8 of the target are too many/).waitFor()
})

test('a day that is over is refused in the field', async () => {
  await at.open(`${PAGE}?until=2020-01-01`)
  await at.page.getByText('Choose a day from tomorrow on').waitFor()
})

test('a server that fails is told of, and asked again', async () => {
  await at.page.route('**/reports/plan', (route) => route.fulfill({ status: 500, body: '{}' }))
  await at.open(PAGE)
  const retry = at.page.getByRole('button', { name: 'Try again' })
  await retry.waitFor()
  await at.page.unroute('**/reports/plan')
  await retry.click()
  await at.page.getByText('For 18 new customers').waitFor()
  at.failures.length = 0
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
  await page.goto(`${at.server.url}/sites/${SITE}${PAGE}?many=90&gains=1.5&people=2&each=9`)
  await page.locator('.plan-ceiling').first().waitFor()
  const found = await hindrances(page)
  expect(found).toMatchObject({ violations: [], overflow: 0 })
  expect(found.shift).toBeLessThan(0.1)
  await context.close()
})

test('a plan becomes the target of its goal, by the month, and can be taken back', async () => {
  await at.open(`${PAGE}?many=20`)
  await at.page.getByText('For 20 new customers').waitFor()
  await at.page.getByRole('button', { name: 'Save as target' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByText('The plan: 20 new customers in 30 days.').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await at.page.getByText(/of 20 conversions this month, /u).waitFor()
  const target = async () =>
    (await (await at.api('GET', '/goals')).json()).items.find(
      ({ name }: { name: string }) => name === 'Purchase',
    ).target
  expect(await target()).toEqual({ count: 20, per: 'month' })
  await at.page.getByRole('button', { name: 'Undo' }).click()
  await at.page.getByText('Back again').waitFor()
  expect(await target()).toBeUndefined()
})
