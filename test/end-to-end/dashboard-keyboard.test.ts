import { beforeAll, expect, test } from 'vitest'
import { accountEvents } from './account-events.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const TAGS = { source: 'weekly', medium: 'email', campaign: 'spring' }
const QUERY = 'utm_source=weekly&utm_medium=email&utm_campaign=spring'
const COUNTRIES = ['DE', 'DE', 'FR', 'JP']
const fromCountries = visits(SITE, [{ query: '', visitors: COUNTRIES.length }]).map((event, i) => ({
  ...event,
  id: `abroad-${i}`,
  visitor: `abroad-${i}`,
  country: COUNTRIES[i],
}))
const at = useSignedIn({
  site: SITE,
  events: [
    ...accountEvents(SITE),
    ...fromCountries,
    ...visits(SITE, [{ query: QUERY, visitors: 3 }]),
  ],
})

beforeAll(async () => {
  for (const slug of ['one', 'two', 'three'])
    await at.api('POST', '/links', { slug, url: `https://${SITE}/`, ...TAGS })
})

/** What has the focus, by its name. */
const focused = () =>
  at.page.evaluate(() => {
    const { activeElement: one } = document
    return one?.getAttribute('aria-label') ?? (one === document.body ? 'body' : one?.textContent)
  })
const press = (key: string) => at.page.keyboard.press(key)
/** The tab key alone makes a page show who has the focus. */
async function reach(name: string) {
  await at.page.getByRole('button', { name, exact: true }).focus()
  await press('Tab')
  await press('Shift+Tab')
  expect(await focused()).toBe(name)
}

// As in https://github.com/grafana/grafana/issues/95721
test('after a row is removed the focus is at what took its place, and on another page at its heading', async () => {
  await at.open('/links/saved')
  const remove = at.page.getByRole('button', { name: /^Remove \/l\//u })
  await expect.poll(() => remove.count()).toBe(3)
  const names = await remove.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  await reach(names[0] ?? '')
  await press('Enter')
  await expect.poll(focused).toBe(names[1])
  await reach(names[2] ?? '')
  await press('Enter')
  await expect.poll(focused).toBe(names[1])

  await at.open('/sources')
  await reach('Email')
  await press('Enter')
  await at.page.waitForURL(/channel=Email/u)
  await expect.poll(focused).toBe('Sources')
  await press('Tab')
  expect(await focused()).not.toBe('Skip to content')
})

test('Escape asks before it closes a dialog over what was typed, and not where nothing was', async () => {
  await at.open('/links/saved')
  const dialog = at.page.getByRole('dialog')
  const name = /^Edit \/l\//u
  await at.page.getByRole('button', { name }).first().press('Enter')
  await dialog.waitFor()
  await press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focused()).toMatch(name)
  await press('Enter')
  await dialog.waitFor()
  await at.page.keyboard.type('x')
  await press('Escape')
  await dialog.getByText('Close without saving what you changed?').waitFor()
  await press('Enter')
  await expect.poll(() => at.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await press('Backspace')
  await press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focused()).toMatch(name)
})

test('a button that waits keeps the focus, and what opens late gets it', async () => {
  await at.open('')
  await reach('Download all tables (ZIP)')
  const file = at.page.waitForEvent('download')
  await press('Enter')
  expect(await focused()).toBe('Download all tables (ZIP)')
  await (await file).delete()
  expect(await focused()).toBe('Download all tables (ZIP)')
  await reach('Views')
  await press('Enter')
  await expect.poll(focused).toBe('Save this view')
  await press('Escape')
  expect(await focused()).toBe('Views')
})

test('the map of accounts is one stop; arrows lead through it, with Shift they draw the box', async () => {
  await at.open('/customers')
  await at.page.locator('.bubble').first().waitFor()
  expect(await at.page.locator('.bubble[tabindex="0"]').count()).toBe(1)
  await at.page.locator('.bubble[tabindex="0"]').focus()
  await press('Home')
  const first = await focused()
  await press('ArrowRight')
  expect(await focused()).not.toBe(first)
  await press('Home')
  await at.page.keyboard.down('Shift')
  for (let i = 0; i < 4; i++) await press('ArrowUp')
  await at.page.keyboard.up('Shift')
  await at.page.getByText(/^\d accounts? chosen$/u).waitFor()
  expect(await focused()).toBe(first)
})

test('the map of the world is one stop; arrows lead through its countries, Enter filters by one', async () => {
  await at.open('/audience')
  const stop = at.page.locator('.map [tabindex="0"]')
  await stop.waitFor()
  expect(await stop.count()).toBe(1)
  await stop.focus()
  expect(await focused()).toMatch(/^Germany: 2 /u)
  await press('ArrowRight')
  expect(await focused()).toMatch(/^Japan: 1 /u)
  await press('Home')
  expect(await focused()).toMatch(/^France: 1 /u)
  // The browser's own way forward.
  await press('Alt+ArrowRight')
  expect(await focused()).toMatch(/^France: 1 /u)
  await at.page.locator('.map-tip', { hasText: 'France: 1' }).waitFor()
  await press('Enter')
  await at.page.waitForURL(/country=FR/u)
  await expect.poll(focused).toBe('France: 1 (100%)')
})

/** By its name, where something lies over the middle of what has the focus or a part of it lies beyond the window's sides. */
const hiddenFocus = () =>
  at.page.evaluate(() => {
    const one = document.activeElement ?? document.body
    const { left, right, top, bottom } = one.getBoundingClientRect()
    const isWhole = left >= 0 && right <= innerWidth
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    if (isWhole && (one.contains(hit) || hit?.contains(one))) return undefined
    return one.getAttribute('aria-label') ?? one.textContent
  })

// As WCAG 2.4.11 has it, "Focus Not Obscured".
test('on a phone what has the focus is not under the bars at the edges, nor under a column that stays', async () => {
  await at.page.setViewportSize({ width: 390, height: 600 })
  await at.open('/sources')
  await at.page.getByRole('button', { name: 'Email' }).first().waitFor()
  const hidden: unknown[] = []
  await at.page.getByRole('heading', { level: 1 }).click()
  for (const key of ['Tab', 'Shift+Tab'])
    for (let i = 0; i < 50; i++) {
      await press(key)
      hidden.push(await hiddenFocus())
    }
  expect(hidden.filter((one) => one !== undefined)).toEqual([])
})

test('on a phone the rest of the navigation has the focus while it lies over the page, and gives it back', async () => {
  await at.page.setViewportSize({ width: 390, height: 844 })
  await at.open('/sources')
  await at.page.getByRole('button', { name: 'Email' }).first().waitFor()
  await reach('More')
  await press('Enter')
  const inSide = () => at.page.evaluate(() => document.activeElement?.closest('.side') !== null)
  await expect.poll(inSide).toBe(true)
  for (let i = 0; i < 30; i++) {
    await press('Tab')
    expect(await at.page.locator('main :focus').count()).toBe(0)
  }
  await press('Escape')
  await expect.poll(focused).toBe('More')
  await press('Tab')
  await press('Shift+Tab')
  expect(await focused()).toBe('More')
})

test('Tab goes from a field with a list on to what is next, not to the page', async () => {
  await at.open('/journeys')
  const field = at.page.getByRole('combobox').last()
  await field.focus()
  await at.page.getByRole('listbox').waitFor()
  await press('Tab')
  expect(await focused()).not.toBe('body')
})
