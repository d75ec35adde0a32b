import { beforeAll, expect, test } from 'vitest'
import { choose } from './choose.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const DAY = 86_400_000
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc', visitors: 14 },
  { query: 'utm_source=bing&utm_medium=cpc', visitors: 3 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
]

/** What a visitor of the first landing did right after it. */
const did = (name: string, n: number, more: object = {}) => ({
  id: `${name}-event-${n}`,
  name,
  at: Date.now() - 3_590_000 + n,
  url: `https://${SITE}/landing`,
  visitor: `visitor-0-${n}`,
  ...more,
})

const at = useSignedIn({
  site: SITE,
  events: [
    ...visits(SITE, LANDINGS),
    did('Purchase', 0, { revenue: { amount: '20.00', currency: 'USD' } }),
    did('Purchase', 1, { revenue: { amount: '35.00', currency: 'EUR' } }),
    did('Purchase', 3, { revenue: { amount: '-5.00', currency: 'USD' } }),
    did('outbound', 2),
    { ...did('pageview', 9), id: 'long-ago-1', at: Date.now() - 24 * DAY, visitor: 'long-ago' },
  ],
})

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
})

const row = (name: RegExp | string) => at.page.getByRole('row', { name })

test('money without a rate stands beside what was converted, and leads to the form for one', async () => {
  await at.open('')
  await at.page.getByRole('img', { name: '+ €35.00 not converted' }).waitFor()
  await at.open('?metric=revenue')
  await at.page.getByText('+ €35.00 not converted').waitFor()
  await at.open('/goals')
  await at.page.getByText('+ €35.00 not converted').waitFor()
  await at.open('/sources')
  await at.page.getByText('+ €35.00 not converted').waitFor()
  await at.page.getByRole('link', { name: 'add a rate' }).click()
  await at.page.getByRole('heading', { name: 'Exchange rates' }).waitFor()
  expect(await at.page.getByLabel('Currency').inputValue()).toBe('EUR · Euro')
  const first = new Date(Date.now() - 29 * DAY).toISOString().slice(0, 10)
  expect(await at.page.getByLabel('Day').inputValue()).toBe(first)
})

test('a goal says how many of its conversions were refunded, which are none themselves', async () => {
  await at.open('/goals')
  expect(await row(/^Purchase/).textContent()).toContain('1 refunded22')
})

test('no change is shown against days before the first event; what exists can be compared', async () => {
  await at.open('')
  const since = new Date(Date.now() - 24 * DAY)
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  await at.page.getByText(`data begin ${day.format(since)}`).waitFor()
  expect(await at.page.locator('.metric .delta').count()).toBe(0)
  await at.page.getByRole('button', { name: 'compare what exists' }).click()
  await at.page.waitForURL(/period=\d{4}-\d\d-\d\d\.\./u)
  await at.page.locator('.key[data-past]').waitFor()
  await at.page.getByText(/data begin/u).waitFor({ state: 'detached' })
})

test('today is held against yesterday up to the same time', async () => {
  await at.open('?period=today')
  const key = at.page.locator('.key[data-past]')
  expect(await key.textContent()).toMatch(/ by \d\d:\d\d$/u)
})

test('rates stand newest first, with both currencies and their year', async () => {
  for (const day of ['2025-03-01', '2025-04-01']) {
    await at.api('POST', '/rates', { rows: [{ day, currency: 'CHF', rate: 1.25 }] })
  }
  await at.open('/settings/rates')
  const entries = at.page.locator('.things li')
  await entries.nth(1).waitFor()
  expect(await entries.nth(0).textContent()).toContain('1 CHF = 1.25 USD1 Apr 2025')
  expect(await entries.nth(1).textContent()).toContain('1 Mar 2025')
})

test('of many rates each pair of currencies has a line, and the newest of one are listed', async () => {
  const days = Array.from({ length: 70 }, (_, i) => new Date(Date.UTC(2025, 5, 1 + i)))
  const rows = days.flatMap((day, i) => {
    const rate = { day: day.toISOString().slice(0, 10), currency: 'SEK' }
    return [
      { ...rate, rate: 0.1 + i / 1000 },
      { ...rate, rate: 1 / 11, base: 'EUR' },
    ]
  })
  await at.api('POST', '/rates', { rows })
  await at.open('/settings/rates')
  await at.page.getByRole('button', { name: '1 SEK = 0.0909091 EUR' }).click()
  const entries = at.page.locator('.things').nth(1).locator('li')
  await expect
    .poll(() => entries.first().textContent())
    .toContain('1 SEK = 0.0909091 EUR9 Aug 2025')
  expect(await entries.count()).toBe(60)
  await at.page.getByText('The newest 60 of 70 are listed.').waitFor()
  await at.page.getByRole('button', { name: '1 SEK = 0.169 USD' }).click()
  await at.page.getByText('0.1 to 0.169').waitFor()
  await expect.poll(() => entries.first().textContent()).toContain('1 SEK = 0.169 USD9 Aug 2025')
})

test('another currency asks before money drops out of the sums', async () => {
  await at.open('/settings/general')
  await choose(at.page.getByLabel('Currency'), 'GBP')
  await at.page.getByRole('button', { name: 'Save' }).click()
  const dialog = at.page.getByRole('dialog', { name: 'Count in GBP?' })
  await dialog.getByText(/amounts? in USD needs? a rate in GBP/).waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await at.page.reload()
  expect(await at.page.getByLabel('Currency').inputValue()).toBe('USD · US Dollar')
})

test('what is sought is found on the server, and the total is of what was found', async () => {
  await at.open('/sources/source')
  await row(/weekly/).waitFor()
  await at.page.getByLabel('Find…').fill('ing')
  await row(/weekly/).waitFor({ state: 'detached' })
  expect(await row(/^bing/).textContent()).toContain('3')
  expect(await row(/^Total/).textContent()).toContain('3')
  await at.page.getByText('1 of 4 rows').waitFor()
  await at.page.getByLabel('Find…').fill('nothing')
  await at.page.getByText('Nothing found').waitFor()
  await at.page.getByLabel('Find…').fill('')
  await row(/weekly/).waitFor()
})

test('what the script sends by itself stands behind a button', async () => {
  await at.open('/goals/events')
  await row(/Purchase/).waitFor()
  expect(await row(/Followed a link/).count()).toBe(0)
  expect(await row(/^Total/).textContent()).toMatch(/^Total3.*3$/u)
  await at.page.getByRole('button', { name: 'Automatic events' }).click()
  await row(/Followed a link/).waitFor()
  expect(await row(/Looked at a page/).count()).toBe(0)
})

test('a head says what its shares are of', async () => {
  await at.open('')
  const heads = at.page.locator('.bars-head .bar-share')
  const all = ['of visitors', 'rate', 'of events']
  for (const text of all) await heads.filter({ hasText: text }).first().waitFor()
  expect(new Set(await heads.allTextContents())).toEqual(new Set(all))
})

test('a rate of fewer than 30 people is faint and says between what it lies', async () => {
  await at.open('/sources/source')
  await row(/google/).waitFor()
  const rate = row(/google/).getByTitle('2 of 14: between 4% and 40% with 95 % confidence')
  expect(await rate.getAttribute('class')).toBe('nought')
})

test('a week that the period cuts says how much of it is there', async () => {
  const day = (ago: number) => new Date(Date.now() - ago * DAY)
  // From a Thursday to the second Wednesday after it.
  const from = day(14 + ((day(14).getUTCDay() + 3) % 7))
  const to = new Date(from.getTime() + 13 * DAY)
  const iso = (date: Date) => date.toISOString().slice(0, 10)
  await at.open(`?period=${iso(from)}..${iso(to)}&by=week`)
  await at.page.getByRole('group', { name: 'Visitors over time' }).focus()
  await at.page.keyboard.press('Home')
  await at.page.locator('.chart-tip').getByText('(4 of 7 days)').first().waitFor()
  await at.page.keyboard.press('End')
  await at.page.locator('.chart-tip').getByText('(3 of 7 days)').first().waitFor()
})
