import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
})
beforeEach(() => at.page.clock.setFixedTime(NOW))

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const option = (name: string | RegExp) => at.page.getByRole('option', { name })
const field = () => at.page.locator('.finder').getByRole('combobox')
const heads = () => at.page.locator('main .table thead th').allTextContents()
const main = () => at.page.getByRole('navigation', { name: 'Main' })

test('a view is saved with columns and filters, pinned, opened, renamed, unpinned, removed and brought back', async () => {
  await at.open('/sources/campaign?period=lastweek&country=DE')
  await button('Columns').click()
  await at.page.getByRole('menuitemcheckbox', { name: 'Bounce rate' }).click()
  await at.page.keyboard.press('Escape')
  await button('Views').click()
  await button('Save this view').click()
  await at.page.getByLabel('Name of the view').fill('German campaigns')
  await button('Save').click()
  const pinned = main().getByRole('link', { name: 'German campaigns' })
  await pinned.waitFor()
  await main().getByRole('link', { name: 'Audience' }).click()
  await at.page.waitForURL(/audience/)
  await pinned.click()
  await at.page.waitForURL(/sources\/campaign\?period=lastweek&country=DE&columns=/)
  await button('brand').waitFor()
  await expect.poll(async () => (await heads()).join(' ')).not.toContain('Bounce rate')
  await expect.poll(() => pinned.getAttribute('aria-current')).toBe('page')
  await button('Views').click()
  await button('Rename “German campaigns”').click()
  await at.page.getByLabel('Name of the view').fill('Campaigns DE')
  await button('Save').click()
  await main().getByRole('link', { name: 'Campaigns DE' }).waitFor()
  await button('Views').click()
  await button('Unpin “Campaigns DE”').click()
  await main().getByRole('link', { name: 'Campaigns DE' }).waitFor({ state: 'detached' })
  await button('Remove “Campaigns DE”').click()
  await at.page.getByText('No view saved yet').waitFor()
  await button('Undo').click()
  await at.page.keyboard.press('Escape')
  await at.page.keyboard.press('Control+k')
  await field().fill('campaigns de')
  await option('Campaigns DE').waitFor()
})

test('days are chosen in a month by mouse and by keyboard, and without today is a switch', async () => {
  await at.open('/sources')
  await button('Last 30 days').click()
  await at.page.getByRole('menuitemradio', { name: 'Last 30 days', checked: true }).waitFor()
  await at.page.getByLabel('Without today').check()
  await at.page.waitForURL(/period=30d/)
  await at.page.getByLabel('Match weekdays').uncheck()
  await at.page.waitForURL(/match=none/)
  const grid = at.page.getByRole('grid', { name: /November 2026/ })
  await grid
    .getByRole('button', { name: /9 Nov 2026/ })
    .first()
    .click()
  await grid
    .getByRole('button', { name: /15 Nov 2026/ })
    .first()
    .click()
  await at.page.waitForURL(/period=2026-11-09\.\.2026-11-15/)
  await at.page.getByRole('button', { name: /9.+15 Nov 2026/ }).click()
  await grid
    .getByRole('button', { name: /15 Nov 2026/ })
    .first()
    .focus()
  for (const key of ['ArrowUp', 'ArrowUp', 'Enter', 'PageUp', 'Enter']) {
    await at.page.keyboard.press(key)
  }
  await at.page.waitForURL(/period=2026-10-01\.\.2026-11-01/)
  await at.page.getByRole('button', { name: /1 Oct.+1 Nov 2026/ }).click()
  await at.page.getByRole('menuitemradio', { name: 'Last week' }).click()
  await at.page.waitForURL(/period=lastweek/)
})

test('columns are chosen and kept, and heads stay in sight below the page’s head', async () => {
  await at.open('/sources/campaign?period=2026-11-01..2026-11-15')
  await button('brand').waitFor()
  await button('Columns').click()
  await at.page.getByRole('menuitemcheckbox', { name: 'Visit duration' }).click()
  await at.page.getByRole('menuitemcheckbox', { name: 'Average value' }).click()
  await at.page.keyboard.press('Escape')
  await at.page.getByRole('columnheader', { name: /Average value/ }).waitFor()
  await at.page.reload()
  await button('brand').waitFor()
  await at.page.getByRole('columnheader', { name: /Average value/ }).waitFor()
  expect((await heads()).join(' ')).not.toMatch(/Visit duration/u)
  await at.page.setViewportSize({ width: 1280, height: 260 })
  await at.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const edge = (selector: string, side: 'top' | 'bottom') =>
    at.page
      .locator(selector)
      .first()
      .evaluate((element, name) => Math.round(element.getBoundingClientRect()[name]), side)
  await expect
    .poll(async () => (await edge('main .table th', 'top')) - (await edge('.page-head', 'bottom')))
    .toBe(0)
  expect(await edge('main .table', 'top')).toBeLessThan(await edge('.page-head', 'bottom'))
})

test('on a phone a swipe across the page shows the period before, and one down does not', async () => {
  const context = await at.browser.newContext({
    storageState: await at.context.storageState(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: 'en-GB',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  await page.goto(`${at.server.url}/sites/${SITE}?period=lastweek`)
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  const touch = await context.newCDPSession(page)
  const swipe = async (from: [number, number], to: [number, number]) => {
    const point = ([x, y]: [number, number]) => [{ x, y }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(from) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(to) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const y = (await page.getByRole('heading', { name: 'Overview' }).boundingBox())?.y ?? 0
  await swipe([120, y + 5], [150, y + 200])
  await swipe([100, y + 5], [320, y + 15])
  await page.waitForURL(/period=2026-11-02\.\.2026-11-08/)
  await swipe([250, y + 5], [40, y + 5])
  await page.waitForURL(/period=2026-11-09\.\.2026-11-15/)
  await context.close()
})

test.each([
  ['en-GB', 1280, 'light', 'Filter'],
  ['zh-CN', 390, 'dark', '筛选'],
] as const)(
  'in %s at %i pixels, what opens hinders nobody',
  async (locale, width, colorScheme, filter) => {
    const context = await at.browser.newContext({
      storageState: await at.context.storageState(),
      viewport: { width, height: 844 },
      colorScheme,
      locale,
      bypassCSP: true,
    })
    await watchShifts(context)
    const page = await context.newPage()
    await page.clock.setFixedTime(NOW)
    await page.goto(
      `${at.server.url}/sites/${SITE}/sources/campaign?channel=Paid+Search&source=google`,
    )
    await page.getByRole('button', { name: 'brand', exact: true }).waitFor()
    const clean = { violations: [], overflow: 0, shift: 0 }
    await page.getByRole('button', { name: filter, exact: true }).click()
    await page.locator('.finder').getByRole('combobox').fill('ger')
    expect(await hindrances(page)).toEqual(clean)
    await page.keyboard.press('Escape')
    await page.locator('.stepper .button').nth(1).click()
    await page.getByRole('grid').waitFor()
    expect(await hindrances(page)).toEqual(clean)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.locator('.palette .finder').waitFor()
    expect(await hindrances(page)).toEqual(clean)
    await page.locator('.palette').getByRole('combobox').fill('a')
    // What is found moves as one types.
    expect(await hindrances(page)).toMatchObject({ violations: [], overflow: 0 })
    await context.close()
  },
)

test('letters typed while the address takes those before are kept, however slow the machine', async () => {
  // What follows a paint comes late, as where frames are.
  await at.page.addInitScript(() => {
    const soon = window.setTimeout.bind(window)
    window.requestAnimationFrame = (run) => Number(soon(() => run(performance.now()), 600))
    const late = (run: TimerHandler, ms?: number) => soon(run, ms === 35 ? 700 : ms)
    window.setTimeout = late as typeof window.setTimeout
  })
  await at.open('/retention')
  const field = at.page.getByLabel('Began with')
  await field.pressSequentially('Pu')
  await at.page.waitForURL(/first=Pu$/)
  await at.page.keyboard.press('r')
  await at.page.waitForURL(/first=Pur$/)
  expect(await field.inputValue()).toBe('Pur')
  // No event is called that, which a page that is gone tells no more.
  await at.page.goto('about:blank')
  at.failures.splice(0)
})
