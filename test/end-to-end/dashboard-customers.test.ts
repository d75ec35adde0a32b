import { expect, inject, test } from 'vitest'
import { accountEvents } from './account-events.ts'
import { hindrancesInBothSchemes, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { untouchable } from './touchable.ts'

const SITE = 'shop.example'
const HOSTILE = '<img src=x onerror=document.title="owned">'
const hostile = {
  ...{ id: 'event-of-somebody-hostile', name: 'Report', at: Date.now() - 3 * 86_400_000 },
  ...{ visitor: 'hostile', user: 'mallory', account: HOSTILE, url: `https://${SITE}/` },
}
const at = useSignedIn({ site: SITE, events: [...accountEvents(SITE), hostile] })

const tile = (name: string) => at.page.locator('.metric', { hasText: name })

test('a marketer sees who has gone quiet, what that is worth, and why', async () => {
  await at.open('/customers')
  await at.page
    .getByText('One account worth $200 a month has gone quiet; it renews within 30 days.')
    .waitFor()
  await at.page.getByText('1 account uses it more than before. 2 are new.').waitFor()
  await at.page.getByText('1 account left and 2 stayed, and it takes 5 of each').waitFor()
  expect(await tile('Active accounts').textContent()).toContain('3of 5 accounts')
  expect(await tile('MRR').textContent()).toContain('$6802 accounts')
  expect(await tile('At risk').textContent()).toContain('$6802 accounts')
  expect(await tile('Renew in 30 days').textContent()).toContain('$6802 accounts')
  const risky = at.page.getByRole('table', { name: 'At risk and gone quiet' })
  const names = await risky.getByRole('link').allTextContents()
  expect(names).toEqual(['acme', 'globex'])
  const [acme, globex] = await risky.locator('tbody tr').allTextContents()
  expect(acme).toContain('$480.0075')
  expect(acme).toContain(
    'cyd@acme.example, with 67% of its activity, has not been seen for 16 days',
  )
  expect(acme).toContain('2 of 5 people active · 14 of 20 days active · no activity for 1 day')
  expect(globex).toContain('Health fell from 81 to 1Renews in 10 days with a health of 1')
  expect(globex).toContain('0 of 1 people active · 0 of 20 days active · no activity for 30 days')
  expect(globex).toContain('0 of 2 key events')
})

test('the map tells an account that one points at, and opens the one that is pressed', async () => {
  await at.open('/customers')
  const dot = at.page.getByRole('link', { name: /^globex: health 1, / })
  await at.page.waitForLoadState('networkidle')
  await dot.hover()
  await at.page.getByText('globex: health 1, $200.00 a month, Silent · Health fell').waitFor()
  // A ring where it renews soon, and nothing of whoever is lost.
  expect(await at.page.locator('.bubble').count()).toBe(4)
  expect(await at.page.locator('.bubble[data-ringed]').count()).toBe(2)
  await at.page.getByRole('button', { name: 'New 2' }).click()
  await at.page.waitForURL(/course=new/u)
  await at.page.getByRole('table', { name: 'New accounts' }).getByText('initech').waitFor()
  await at.page.getByRole('button', { name: 'New 2' }).click()
  await dot.click()
  await at.page.getByRole('heading', { level: 1, name: 'globex' }).waitFor()
})

test('a finger reads a dot before it opens it', async () => {
  const own = await at.browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en-GB' },
    storageState: await at.context.storageState(),
  })
  const page = await own.newPage()
  await page.goto(`${at.server.url}/sites/${SITE}/customers`)
  const dot = page.getByRole('link', { name: /^globex: health 1, / })
  await dot.tap()
  await page.getByText('globex: health 1, $200.00 a month, Silent').waitFor()
  expect(page.url()).not.toContain('globex')
  await dot.tap()
  await page.getByRole('heading', { level: 1, name: 'globex' }).waitFor()
  for (const path of ['/customers', '/customers/accounts', '/customers/accounts/acme']) {
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.waitForLoadState('networkidle')
    expect([path, await untouchable(page)]).toEqual([path, []])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
  await own.close()
})

test('an account shows every part of its score, its money, its people and what they did', async () => {
  await at.open('/customers/accounts/acme')
  const score = at.page.getByRole('table', { name: 'How the score comes about' })
  await score.waitFor()
  expect(await score.locator('tbody tr').allTextContents()).toEqual([
    'How often14 of 20 days active70%35%24.5',
    'How latelyno activity for 1 day91%25%22.6',
    'How broadly2 of 2 key events100%20%20.0',
    'By how many2 of 5 people active40%20%8.0',
  ])
  expect(await score.locator('tfoot').textContent()).toBe('Health75.1')
  const paid = at.page.getByRole('table', { name: 'What it pays' }).locator('tbody')
  expect(await paid.textContent()).toContain('TeamActive5 × $96.00 a month$480.00')
  const people = at.page.getByRole('table', { name: 'Its people' }).getByRole('link')
  await people.first().waitFor()
  expect(await people.allTextContents()).toEqual([
    'dan@acme.example',
    'cyd@acme.example67% of its activity · quiet for 16 days',
  ])
  const visits = at.page.locator('.timeline-visit')
  expect(await visits.first().textContent()).toContain('dan@acme.example')
  await people.nth(1).click()
  await at.page.getByRole('heading', { level: 1, name: 'cyd@acme.example' }).waitFor()
  await at.page.getByRole('link', { name: 'acme', exact: true }).click()
  await at.page.getByRole('heading', { level: 1, name: 'acme' }).waitFor()
})

test('renewals that are near are listed, the first to come first', async () => {
  await at.open('/customers')
  await at.page.getByRole('link', { name: 'Renew in 30 days' }).click()
  const all = at.page.getByRole('table', { name: 'All accounts' })
  await at.page.getByText('2 accounts', { exact: true }).waitFor()
  expect(await all.locator('.account-link').allTextContents()).toEqual(['globex', 'acme'])
  expect(await all.locator('tbody tr').first().textContent()).toContain('in 10 days')
  await at.page.setViewportSize({ width: 390, height: 844 })
  await all.getByRole('columnheader', { name: 'Renewal' }).waitFor()
  expect(await all.getByRole('columnheader', { name: 'Health' }).count()).toBe(0)
  await at.page.setViewportSize({ width: 1280, height: 900 })
  await at.page.getByLabel('Renewal', { exact: true }).selectOption('Within 7 days')
  await at.page.getByText('No account fits').waitFor()
  await at.page.getByLabel('Renewal', { exact: true }).selectOption('Within 60 days')
  await all.getByRole('button', { name: 'Renewal', exact: true }).click()
  await at.page.waitForURL(/order=renews_in/u)
  await expect
    .poll(() => all.locator('.account-link').allTextContents())
    .toEqual(['acme', 'globex'])
})

test('accounts are found, sorted and chosen, and the address says how', async () => {
  await at.open('/customers/accounts')
  const names = () => at.page.locator('.account-link').allTextContents()
  await at.page.getByText('5 accounts').waitFor()
  expect(await names()).toEqual(['acme', 'globex', HOSTILE, 'hooli', 'initech'])
  await at.page.getByRole('button', { name: 'Health', exact: true }).click()
  await at.page.waitForURL(/order=health/u)
  await expect.poll(names).toEqual(['acme', 'initech', HOSTILE, 'globex', 'hooli'])
  await at.page.getByRole('button', { name: 'Health', exact: true }).click()
  await at.page.waitForURL(/direction=asc/u)
  await expect.poll(async () => (await names())[0]).toBe('hooli')
  await at.page.getByLabel('State').selectOption('Lost')
  await expect.poll(names).toEqual(['hooli'])
  await at.page.getByLabel('State').selectOption('In any state')
  await at.page.getByRole('searchbox').fill('GLO')
  await expect.poll(names).toEqual(['globex'])
  await at.page.getByRole('searchbox').fill('nobody')
  await at.page.getByText('No account fits').waitFor()
})

test('what the score goes by is tried on all accounts before it is kept', async () => {
  await at.open('/settings/health')
  const moves = at.page.getByRole('region', { name: 'Who moves' })
  await at.page.getByLabel('How often').fill('0')
  await at.page.getByLabel('How lately').fill('0')
  await at.page.getByLabel('How broadly').fill('0')
  await at.page.getByRole('button', { name: 'Show who moves' }).click()
  // Two of acme's five people are active, and whoever there was in initech.
  await moves.getByText('3 of 5 accounts move by 5 and more.').waitFor()
  const rows = await moves.locator('tbody tr').allTextContents()
  expect(rows).toContain('acme75at risk40at risk−35')
  expect(rows).toContain('initech70100+30')
  await at.page.getByLabel(/^Usual key events/u).uncheck()
  await at.page.getByLabel('Key events', { exact: true }).fill('Invite\n/reports/*')
  expect(await moves.count()).toBe(0)
  await at.page.getByRole('button', { name: 'Save', exact: true }).click()
  await at.saved()
  const stored = await (await at.api('GET', '/health')).json()
  expect(stored).toMatchObject({
    weights: { frequency: 0, recency: 0, breadth: 0, depth: 0.2 },
    ...{ key_events: [{ event: 'Invite' }, { page: '/reports/*' }], signals: null },
  })
  await at.open('/customers/accounts/acme')
  await at.page.getByText('1 of 2 key events').first().waitFor()
  await at.page.getByRole('cell', { name: '40.0' }).first().waitFor()
  await at.api('PUT', '/health', {})
})

test('what is sent as a name is shown as text, and an unknown one is said to be', async () => {
  await at.open('/customers')
  await at.page.getByRole('button', { name: 'New 2' }).click()
  await at.page.getByRole('table').getByRole('link', { name: HOSTILE }).click()
  await at.page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor()
  await at.page.locator('.timeline-visit').first().waitFor()
  expect(await at.page.title()).not.toBe('owned')
  for (const name of ['nobody', 'no\nbody', 'no\u2028body', '%', 'a/b?c#d']) {
    await at.open(`/customers/accounts/${encodeURIComponent(name)}`)
    await at.page.getByText('No account goes by this name').waitFor()
  }
  // The browser itself notes the 404.
  at.failures = at.failures.filter((said) => !said.includes('404'))
})

async function otherSite(domain: string, events: readonly object[]): Promise<void> {
  const { token } = inject('firstOwner')
  const post = (path: string, type: string, body: string) =>
    fetch(`${at.server.url}/api/sites${path}`, {
      ...{ method: 'POST', body },
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
    })
  await post('', 'application/json', JSON.stringify({ domain }))
  const lines = events.map((event) => JSON.stringify(event)).join('\n')
  if (lines) await post(`/${domain}/events`, 'application/x-ndjson', lines)
}

test('a site without accounts says how to name them, one without money goes by use', async () => {
  await otherSite('empty.example', [])
  await at.page.goto(`${at.server.url}/sites/empty.example/customers`)
  await at.page.getByText("tributary.identify('user-42', { account: 'acme' })").waitFor()
  await at.page.getByRole('link', { name: 'Accounts' }).click()
  await at.page.getByText('Tell who is who').waitFor()
  const used = accountEvents('free.example').filter((event) => !('subscription' in event))
  await otherSite('free.example', used)
  await at.page.goto(`${at.server.url}/sites/free.example/customers`)
  await at.page.getByText('1 of 3 accounts has gone quiet.').waitFor()
  await at.page.getByText('↑ Active people').waitFor()
  expect(await at.page.locator('.metric-name').allTextContents()).not.toContain('MRR')
})

const PAGES = [
  '/customers',
  '/customers?course=growing',
  '/customers/accounts',
  '/customers/accounts/acme',
  `/customers/accounts/${encodeURIComponent(HOSTILE)}`,
]
const DESK = { viewport: { width: 1280, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' }

test.each([
  ['on a desk', DESK],
  ['on a phone in Chinese', PHONE],
])(
  '%s, by day and by night, the pages hinder nobody, shift and overflow nowhere',
  async (_, options) => {
    // axe is put into the page by hand, which the page's own policy rightly forbids.
    const own = await at.browser.newContext({
      ...options,
      ...{ storageState: await at.context.storageState(), bypassCSP: true },
    })
    await watchShifts(own)
    const looking = await own.newPage()
    for (const path of PAGES) {
      await looking.goto(`${at.server.url}/sites/${SITE}${path}`)
      await looking.locator('table').first().waitFor()
      await looking.waitForLoadState('networkidle')
      const seen = await hindrancesInBothSchemes(looking)
      expect([path, seen]).toEqual([path, { violations: [], overflow: 0, shift: 0 }])
    }
    await own.close()
  },
)
