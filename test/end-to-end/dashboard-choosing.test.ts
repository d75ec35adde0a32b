import { beforeEach, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: visits(SITE, [{ query: 'x=1', visitors: 1 }]) })

const field = () => at.page.getByRole('combobox', { name: 'Time zone' })
const options = () => at.page.locator('.offers').getByRole('option')
const chosen = () => at.page.locator('.offers').getByRole('option', { selected: true })
const press = (key: string) => at.page.keyboard.press(key)

beforeEach(async () => {
  await at.open('/settings/general')
  await field().waitFor()
})

test('a field of many choices finds by city, place, offset and code, and takes one by keyboard alone', async () => {
  expect(await field().inputValue()).toBe('UTC')
  await field().focus()
  expect(await options().count()).toBe(0)
  await press('ArrowDown')
  expect(await chosen().textContent()).toBe('UTC')
  expect(await options().count()).toBeGreaterThan(300)
  await press('ArrowDown')
  expect(await field().getAttribute('aria-activedescendant')).toBe(
    await chosen().getAttribute('id'),
  )
  await press('PageDown')
  await press('PageUp')
  await press('ArrowUp')
  expect(await chosen().textContent()).toBe('UTC')
  for (const typed of ['los ang', 'angeles america', 'America/Los', 'angeles utc-']) {
    await field().fill(typed)
    expect([typed, await chosen().textContent()]).toEqual([
      typed,
      expect.stringMatching(/^Los Angeles, AmericaUTC−[78]$/u),
    ])
  }
  await press('Enter')
  expect(await field().inputValue()).toMatch(/^Los Angeles, America · UTC−[78]$/u)
  expect(await options().count()).toBe(0)
  await press('Tab')
  expect(await at.page.evaluate(() => document.activeElement?.id)).toBe(
    await at.page.getByLabel('Currency').getAttribute('id'),
  )
  await at.page.keyboard.type('yen japan')
  await press('Tab')
  expect(await at.page.getByLabel('Currency').inputValue()).toBe('JPY · Japanese Yen')
})

test('Escape and leaving keep what was chosen; what nothing has is said', async () => {
  await field().fill('atlantis')
  await at.page.getByText('Nothing found').waitFor()
  await press('Enter')
  expect(await field().inputValue()).toBe('UTC')
  await field().fill('berlin')
  await press('Escape')
  expect(await field().inputValue()).toBe('UTC')
  await field().fill('berlin')
  await at.page.getByLabel('Name', { exact: true }).click()
  expect(await field().inputValue()).toBe('UTC')
})

test('what is chosen is stored', async () => {
  await field().click()
  await field().fill('berlin')
  await at.page.getByRole('option', { name: /^Berlin/u }).click()
  await at.page.getByRole('button', { name: 'Save' }).click()
  await at.saved()
  const site = await (await at.api('GET', '')).json()
  expect(site.timezone).toBe('Europe/Berlin')
  await at.api('PUT', '', { timezone: 'UTC' })
})

test.each([
  [1280, 'light'],
  [390, 'dark'],
] as const)(
  'open at %i px it hinders nobody and stays in the window',
  async (width, colorScheme) => {
    const context = await at.browser.newContext({
      colorScheme,
      locale: 'en-GB',
      hasTouch: width < 400,
      viewport: { width, height: 844 },
      storageState: await at.context.storageState(),
      bypassCSP: true,
    })
    await watchShifts(context)
    const page = await context.newPage()
    await page.goto(`${at.server.url}/sites/${SITE}/settings/general`)
    const zone = page.getByRole('combobox', { name: 'Time zone' })
    await (width < 400 ? zone.tap() : zone.click())
    const box = await page.getByRole('listbox').boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
    expect(await hindrances(page)).toMatchObject({ violations: [], overflow: 0 })
    await zone.fill('shanghai')
    const shanghai = page.getByRole('option', { name: /^Shanghai/u })
    await (width < 400 ? shanghai.tap() : shanghai.click())
    expect(await zone.inputValue()).toBe('Shanghai, Asia · UTC+8')
    await context.close()
  },
)
