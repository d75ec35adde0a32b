import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountEvents } from './account-events.ts'
import { hindrances } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: accountEvents(SITE) })

/** A point of the map, as shares of its width and of its height from the top. */
async function pointOf(page: Page, [x, y]: readonly [number, number]) {
  const box = await page.locator('.bubbles-room').boundingBox()
  if (!box) throw new Error('there is no map')
  return { x: box.x + x * box.width, y: box.y + y * box.height }
}

/** With a real mouse. */
async function draw(from: readonly [number, number], to: readonly [number, number]) {
  await at.page.locator('.bubble').first().waitFor()
  await at.page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
  await at.page.locator('.bubbles-room').scrollIntoViewIfNeeded()
  const [start, end] = [await pointOf(at.page, from), await pointOf(at.page, to)]
  await at.page.mouse.move(start.x, start.y)
  await at.page.mouse.down()
  await at.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
  await at.page.mouse.move(end.x, end.y, { steps: 4 })
  await at.page.mouse.up()
}

const chosen = () => at.page.getByRole('table', { name: 'Accounts chosen on the map' })
const names = () => chosen().locator('.account-link').allTextContents()

test('a box that is drawn on the map lists the accounts in it, and the address says which', async () => {
  await at.open('/customers')
  await draw([0.01, 0.99], [0.3, 0.01])
  await at.page.getByText('1 account chosen').waitFor()
  expect(await names()).toEqual(['globex'])
  const { search } = new URL(at.page.url())
  expect(search).toMatch(/^\?health=0-2\d\.\d+&mrr=0-\d+$/u)
  expect(await at.page.locator('.bubble[data-faint]').count()).toBe(2)
  await at.page.reload()
  await at.page.getByText('1 account chosen').waitFor()
  expect(await names()).toEqual(['globex'])
  await at.page.locator('.bubbles-box').waitFor()
  await at.page.getByRole('button', { name: 'Choose none' }).click()
  await at.page.getByRole('table', { name: 'At risk and gone quiet' }).waitFor()
  expect(new URL(at.page.url()).search).toBe('')
})

test('a box may begin and end on a dot without opening it, and goes with a colour', async () => {
  await at.open('/customers')
  const dot = at.page.locator('.bubble', { hasText: 'globex' })
  await dot.waitFor()
  await at.page.locator('.bubbles-room').scrollIntoViewIfNeeded()
  const place = await dot.boundingBox()
  if (!place) throw new Error('there is no dot')
  const end = await pointOf(at.page, [0.99, 0.99])
  await at.page.mouse.move(place.x + 4, place.y + 4)
  await at.page.mouse.down()
  await at.page.mouse.move(end.x, end.y, { steps: 8 })
  await at.page.mouse.move(place.x + 12, place.y + 12, { steps: 8 })
  await at.page.mouse.up()
  expect(new URL(at.page.url()).pathname).toBe(`/sites/${SITE}/customers`)
  await draw([0.01, 0.99], [0.99, 0.01])
  await at.page.getByText('3 accounts chosen').waitFor()
  await at.page.getByRole('button', { name: /^New \d/u }).click()
  await at.page.getByText('1 account chosen').waitFor()
  expect(await names()).toEqual(['initech'])
  // A press that draws nothing opens, as ever.
  await dot.click()
  await at.page.getByRole('heading', { level: 1, name: 'globex' }).waitFor()
})

test('a finger draws a box across the map, by night in Chinese as well', async () => {
  const own = await at.browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' },
    ...{ storageState: await at.context.storageState(), bypassCSP: true, colorScheme: 'dark' },
  })
  const page = await own.newPage()
  await page.goto(`${at.server.url}/sites/${SITE}/customers`)
  await page.locator('.bubble').first().waitFor()
  await page.locator('.bubbles-room').scrollIntoViewIfNeeded()
  const session = await own.newCDPSession(page)
  const [from, to] = [await pointOf(page, [0.02, 0.4]), await pointOf(page, [0.97, 0.95])]
  const touch = (type: 'touchStart' | 'touchMove', point: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [point] })
  await touch('touchStart', from)
  for (let step = 1; step <= 10; step++) {
    const share = step / 10
    const x = from.x + share * (to.x - from.x)
    // Across first: up and down moves the page.
    await touch('touchMove', { x, y: from.y + share ** 2 * (to.y - from.y) })
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await page.waitForURL(/health=/u)
  await page.getByText(/^已选 \d 个账户$/u).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await hindrances(page)).toMatchObject({ violations: [], overflow: 0 })
  await own.close()
})
