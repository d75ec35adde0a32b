import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hindrancesInBothSchemes, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOSTILE = '<img src=x onerror=document.title="owned">'
const LONG = `long-${'x'.repeat(190)}`
const DAY = 86_400_000

let count = 0
const line = (daysAgo: number, path: string, more: object = {}) => ({
  id: `event-of-people-${count++}`,
  name: 'pageview',
  at: Date.now() - 3_600_000 - daysAgo * DAY,
  url: `https://${SITE}${path}`,
  ...more,
})

function lines(): object[] {
  const ann = { visitor: 'browser-of-ann', user: 'ann@shop.example', account: 'acme' }
  const revenue = { amount: '49.00', currency: 'USD' }
  return [
    line(10, '/landing?utm_source=google&utm_medium=cpc&utm_campaign=spring', ann),
    line(3, '/pricing', { ...ann, title: 'Pricing' }),
    line(3, '/pricing', { ...ann, name: 'Purchase', revenue, props: { plan: 'pro' } }),
    line(2, '/', {
      visitor: 'hostile',
      user: HOSTILE,
      account: HOSTILE,
      traits: { [HOSTILE]: HOSTILE },
    }),
    line(2, '/', { visitor: 'hostile', name: HOSTILE, props: { [HOSTILE]: HOSTILE } }),
    line(2, '/', { visitor: 'long', user: LONG }),
    line(1, '/', { visitor: 'to-be-erased', user: 'eve' }),
    ...Array.from({ length: 60 }, (_, i) => line(20, '/', { visitor: `visitor-${i}` })),
    ...Array.from({ length: 25 }, (_, i) => line(i, '/app', { user: 'daily', visitor: 'daily' })),
  ]
}

const at = useSignedIn({ site: SITE, events: lines() })
const people = () => at.page.getByRole('table').getByRole('link')

test('a marketer finds a person, reads what led to the purchase, and comes back', async () => {
  await at.open('/customers/people?period=last90')
  await at.page.getByRole('searchbox').fill('Ann@')
  await at.page.waitForURL(/search=Ann/)
  await at.page.getByRole('link', { name: 'ann@shop.example' }).click()
  await at.page.getByRole('heading', { level: 1, name: 'ann@shop.example' }).waitFor()
  expect(new URL(at.page.url()).pathname).toBe(
    `/sites/${SITE}/customers/people/user:ann%40shop.example`,
  )
  const visits = at.page.getByRole('region', { name: 'What they did' }).locator('.timeline > li')
  await visits.filter({ hasText: '7 days earlier' }).waitFor()
  expect(await visits.first().textContent()).toContain('$49.00')
  expect(await visits.first().textContent()).toContain('plan pro')
  expect(await visits.last().textContent()).toContain('Paid Searchgoogle · spring')
  await at.page.reload()
  await at.page.getByText('$49.00').waitFor()
  await at.page.goBack()
  await at.page.waitForURL(/\/people\?period=last90&search=Ann/)
  expect(await at.page.getByRole('searchbox').inputValue()).toBe('Ann@')
})

test('filters and period of the address choose who is listed', async () => {
  await at.open('/customers/people?channel=Paid+Search')
  await at.page.getByRole('link', { name: 'ann@shop.example' }).waitFor()
  expect(await people().count()).toBe(1)
  await at.open('/customers/people?period=last7&page=/pricing')
  await at.page.getByRole('link', { name: 'ann@shop.example' }).waitFor()
  expect(await people().count()).toBe(1)
  await at.open('/customers/people?channel=Email')
  await at.page.getByText('No visit matches these filters').waitFor()
})

test('long lists and long lives come a page at a time', async () => {
  await at.open('/customers/people')
  await at.page.getByRole('button', { name: 'Show more' }).click()
  await people().nth(60).waitFor()
  await at.page.getByRole('searchbox').fill('daily')
  await at.page.getByRole('link', { name: 'daily' }).click()
  await at.page.getByRole('button', { name: 'Show earlier visits' }).click()
  const visits = at.page.locator('.timeline-visit')
  await visits.nth(24).waitFor()
  expect(await visits.count()).toBe(25)
})

test('an account leads to its people, and a browser to its user', async () => {
  await at.open('/customers/people/visitor:browser-of-ann')
  await at.page.getByRole('link', { name: 'ann@shop.example' }).click()
  await at.page.getByRole('link', { name: 'acme' }).click()
  await at.page.getByRole('link', { name: 'Show all in People' }).click()
  await at.page.waitForURL(/people\?.*account=acme/u)
  await people().first().waitFor()
  expect(await people().count()).toBe(1)
})

test('the list says how many there are, and has those first who brought most or came most', async () => {
  const goal = { name: 'Purchase', event: 'Purchase', value: 'revenue' }
  const { id } = await (await at.api('POST', '/goals', goal)).json()
  await at.open('/customers/people?period=last90')
  await at.page.getByText('65 visitors').waitFor()
  await at.page.getByText('50 of 65').waitFor()
  await at.page.getByRole('button', { name: 'Revenue' }).click()
  await at.page.waitForURL(/order=revenue/u)
  await expect.poll(() => people().first().textContent()).toContain('ann@shop.example')
  await at.page.getByRole('button', { name: 'Visits' }).click()
  await expect.poll(() => people().first().textContent()).toContain('daily')
  await at.page.getByRole('button', { name: 'Last seen' }).click()
  await at.page.waitForURL((url) => !url.searchParams.has('order'))
  await at.api('DELETE', `/goals/${id}`)
})

test('everything about a person is a download away', async () => {
  await at.open('/customers/people/user:ann%40shop.example')
  const waiting = at.page.waitForEvent('download')
  await at.page.getByRole('link', { name: 'Export' }).click()
  const file = await (await waiting).path()
  const { person, visits } = JSON.parse(readFileSync(file, 'utf8'))
  expect(person).toMatchObject({ id: 'user:ann@shop.example', account: 'acme' })
  expect(visits).toHaveLength(2)
})

test('a person is erased only by whoever types the id, and is gone then', async () => {
  await at.open('/customers/people/user:eve')
  await at.page.getByRole('button', { name: 'Erase' }).click()
  const submit = at.page.getByRole('button', { name: 'Erase for good' })
  await at.page.getByLabel('Type the id to confirm').fill('Eve')
  expect(await submit.isDisabled()).toBe(true)
  await at.page.getByLabel('Type the id to confirm').fill('eve')
  await submit.click()
  await at.page.getByText('Erased, with 1 visit and 1 event').waitFor()
  await at.page.getByRole('searchbox').fill('eve')
  await at.page.getByText('No user id begins like this').waitFor()
  await at.open('/customers/people/user:eve')
  await at.page.getByText('Nobody here goes by this id').waitFor()
  // The browser itself notes the 404.
  at.failures = at.failures.filter((said) => !said.includes('404'))
})

test('what people send is shown as text', async () => {
  await at.open('/customers/people')
  await at.page.getByRole('link', { name: HOSTILE }).click()
  await at.page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor()
  await at.page.getByText('What they did').or(at.page.locator('.timeline')).first().waitFor()
  expect(await at.page.locator('main img').count()).toBe(0)
  expect(await at.page.title()).not.toBe('owned')
})

const PAGES = [
  '/customers/people',
  '/customers/people/user:ann%40shop.example',
  `/customers/people/user:${encodeURIComponent(HOSTILE)}`,
  `/customers/people/user:${LONG}`,
]

test.each([
  ['on a desk', { viewport: { width: 1440, height: 900 } }],
  ['on a phone in Chinese', { viewport: { width: 390, height: 844 }, locale: 'zh-CN' }],
])(
  '%s, by day and by night, the pages hinder nobody, shift and overflow nowhere',
  async (_, options) => {
    // axe is put into the page by hand, which the page's own policy rightly forbids.
    const own = await at.browser.newContext({
      ...options,
      storageState: await at.context.storageState(),
      bypassCSP: true,
    })
    await watchShifts(own)
    const looking = await own.newPage()
    for (const path of PAGES) {
      await looking.goto(`${at.server.url}/sites/${SITE}${path}`)
      await looking.locator('.timeline, table').waitFor()
      const seen = await hindrancesInBothSchemes(looking)
      expect([path, seen]).toEqual([path, { violations: [], overflow: 0, shift: 0 }])
    }
    await own.close()
  },
)
