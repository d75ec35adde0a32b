import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
})
beforeEach(() => at.page.clock.setFixedTime(NOW))

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const chip = (name: string) => button(`Remove filter: ${name}`)
const option = (name: string | RegExp) => at.page.getByRole('option', { name })
const field = () => at.page.locator('.finder').getByRole('combobox')
const parameters = () => Object.fromEntries(new URL(at.page.url()).searchParams)
const heads = () => at.page.locator('main .table thead th').allTextContents()

/** Counts what costs a hand: clicks, and Enter where it chooses. */
async function counted(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const count = { clicks: 0 }
    // Enter on a button clicks it, which is no second choice.
    addEventListener('click', ({ detail }) => (count.clicks += detail > 0 ? 1 : 0), true)
    addEventListener('keydown', ({ key }) => (count.clicks += key === 'Enter' ? 1 : 0), true)
    Object.assign(window, { count })
  })
  return () =>
    page.evaluate(() => (window as unknown as { count: { clicks: number } }).count.clicks)
}

test('letters typed before the palette has its field are typed into it, and are no shortcuts', async () => {
  await at.open('/sources')
  await at.page.getByRole('heading', { name: 'Sources' }).waitFor()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route('**/palette-dialog*', async (route) => {
    await held
    await route.continue()
  })
  await at.page.keyboard.press('Control+k')
  await at.page.keyboard.type('campaign')
  release()
  expect(await field().inputValue()).toBe('campaign')
  expect(parameters()).toEqual({})
  await at.page.keyboard.press('Escape')
})

test('which campaign brought buyers last week against the week before, on mobile, in Germany', async () => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).waitFor()
  const clicks = await counted(at.page)
  await at.page.getByRole('button', { name: 'Search' }).first().click()
  await field().fill('purchases by campaign, germany, mobile, last week')
  await option('Purchase · Campaign · Germany · Mobile · Last week').waitFor()
  await at.page.keyboard.press('Enter')
  await at.page.waitForURL(/order=conversions$/)
  const row = (name: string) => at.page.getByRole('row', { name: new RegExp(`^${name}`) })
  await row('winter').waitFor()
  const columns = (await heads()).map((head) => head.trim())
  const said = async (name: string) =>
    ((await row(name).getByRole('cell').nth(columns.indexOf('Conversions')).textContent()) ?? '')
      .replaceAll(/\s+/gu, ' ')
      .trim()
  expect(await said('brand')).toMatch(/up 200 ?%, before: 13$/u)
  expect(await said('summer')).toMatch(/1$/u)
  expect(await said('winter')).toMatch(/gone, before: 20$/u)
  expect(await row('Total').textContent()).toMatch(/up 33 ?%/u)
  expect(parameters()).toMatchObject({ period: 'lastweek', country: 'DE', device: 'mobile' })
  expect(await clicks()).toBeLessThanOrEqual(5)
})

test('what places brought is a question of one line, and a language is found by its English name', async () => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).waitFor()
  await at.page.keyboard.press('Control+k')
  await field().fill('chinese')
  await option('简体中文').waitFor()
  await field().fill('revenue by city this week')
  await option('Revenue · City · This week').waitFor()
  await at.page.keyboard.press('Enter')
  await at.page.waitForURL(/audience/u)
  expect(parameters()).toMatchObject({ by: 'city', order: 'revenue', period: 'wtd' })
  const sorted = at.page.locator('main .table thead th[aria-sort="descending"]')
  await expect.poll(() => sorted.allTextContents()).toEqual(['Revenue'])
})

describe('the filter field', () => {
  test('opens by F, finds a value of any dimension, and applies it at once', async () => {
    await at.open('/sources')
    await at.page.getByRole('heading', { name: 'Sources', level: 1 }).click()
    await at.page.keyboard.press('f')
    await field().fill('mob')
    await option('Device: Mobile').waitFor()
    await at.page.keyboard.press('Enter')
    await chip('Device is Mobile').waitFor()
    await at.page.keyboard.press('f')
    await option('Device: Mobile').waitFor()
    await field().fill('ger')
    await option('Country: Germany').waitFor()
    await at.page.keyboard.press('Alt+Enter')
    await chip('Country is not Germany').waitFor()
    expect(parameters()).toEqual({ device: 'mobile', 'country.is_not': 'DE' })
  })

  test('by mouse Alt excludes, and so does the switch, for who has no such key', async () => {
    await at.open('/sources')
    await button('Filter').click()
    await field().fill('bra')
    await option('Campaign: brand').click({ modifiers: ['Alt'] })
    await chip('Campaign is not brand').waitFor()
    await button('Filter').click()
    await button('Exclude').click()
    await field().fill('fra')
    await option('Country: France').click()
    await chip('Country is not France').waitFor()
  })

  test('a second value of a dimension joins the first', async () => {
    await at.open('/sources?country=DE')
    await button('Filter').click()
    await at.page.getByRole('option', { name: 'Country', exact: true }).click()
    await option('France').click()
    await chip('Country is Germany or France').waitFor()
  })

  test('Backspace leads back from a dimension, Escape closes', async () => {
    await at.open('/sources')
    await button('Filter').click()
    await field().fill('devi')
    await at.page.keyboard.press('Enter')
    await option('Desktop').waitFor()
    // Enter that confirms what an input method composes, as Chromium and as Safari tell of it.
    await field().evaluate((input) => {
      for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...how }))
      }
    })
    await at.page.keyboard.press('Backspace')
    await at.page.getByRole('option', { name: 'Campaign', exact: true }).waitFor()
    await at.page.keyboard.press('Escape')
    await field().waitFor({ state: 'detached' })
    expect(parameters()).toEqual({})
  })
})

describe('the way down', () => {
  test('skips levels that have only (none), and leads up step by step', async () => {
    await at.open('/sources?period=lastweek')
    await button('Referral').click()
    await at.page.waitForURL(/sources\/source/)
    await button('partner').click()
    await at.page.waitForURL(/sources\/content/)
    await button('banner').waitFor()
    const way = at.page.getByRole('navigation', { name: 'The way down' })
    expect(await way.getByRole('link').allTextContents()).toEqual(['All', 'Referral', 'partner'])
    await way.getByRole('link', { name: 'Referral' }).click()
    await at.page.waitForURL(/sources\/source\?period=lastweek&channel=Referral$/)
    await button('partner').waitFor()
    expect(await way.count()).toBe(0)
  })

  test('ends where nothing further is told', async () => {
    await at.open('/sources/campaign?channel=Paid+Search&source=google&period=lastweek')
    await button('summer').click()
    const way = at.page.getByRole('navigation', { name: 'The way down' })
    await way.getByRole('link', { name: 'summer' }).waitFor()
    expect(new URL(at.page.url()).pathname).toMatch(/sources\/campaign$/)
    await button('Remove these filters').click()
    await button('brand').waitFor()
    expect(parameters()).toEqual({ period: 'lastweek' })
  })
})

describe('the palette', () => {
  test.each([
    ['csv', /Download CSV/u],
    ['funn', /Journeys/u],
    ['brand', /Campaign: brand/u],
    ['ann-s', /ann-smith/u],
    ['dark', /Dark appearance/u],
    ['quarter', /This quarter/u],
  ])('finds by %s', async (typed, name) => {
    await at.open('/sources')
    await at.page.getByRole('heading', { name: 'Sources', level: 1 }).click()
    await at.page.keyboard.press('Control+k')
    await field().fill(typed)
    await option(name).first().waitFor()
  })

  test('a value filters the page in view, and a page without filters leads to the overview', async () => {
    await at.open('/settings/goals')
    await at.page.getByRole('heading', { level: 1 }).click()
    await at.page.keyboard.press('Control+k')
    await field().fill('germany')
    await option('Country: Germany').click()
    await at.page.waitForURL(new RegExp(`/sites/${SITE}\\?country=DE$`))
  })

  test('what was used last comes first, and G with a letter goes without it', async () => {
    await at.open('/sources')
    await at.page.getByRole('heading', { name: 'Sources', level: 1 }).click()
    await at.page.keyboard.press('g')
    await at.page.keyboard.press('a')
    await at.page.waitForURL(/audience$/)
    await at.page.keyboard.press('Control+k')
    await field().fill('links')
    await at.page.keyboard.press('Enter')
    await at.page.waitForURL(/links$/)
    await at.page.keyboard.press('Control+k')
    expect(
      await at.page
        .getByRole('group', { name: 'Recent' })
        .getByRole('option')
        .first()
        .textContent(),
    ).toContain('Links')
    await at.page.keyboard.press('Escape')
    await at.page.keyboard.press('g')
    await at.page.keyboard.press('q')
    await at.page.waitForURL(/quality$/)
  })
})

test('the arrow of the column that sorts and its question mark do not lie on each other', async () => {
  await at.open('/sources')
  const head = at.page.locator('th[aria-sort="descending"]')
  await head.hover()
  const boxes = await Promise.all(
    ['.explain', '.sort > svg'].map((part) => head.locator(part).boundingBox()),
  )
  const [mark, arrow] = boxes
  expect((mark?.x ?? 0) + (mark?.width ?? 0)).toBeLessThanOrEqual((arrow?.x ?? 0) + 1)
})
