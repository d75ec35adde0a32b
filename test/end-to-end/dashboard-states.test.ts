import { afterEach, expect, inject, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [{ query: 'utm_source=google&utm_medium=cpc', visitors: 5 }]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const stats = '**/reports/stats'
const button = (name: string) => at.page.getByRole('button', { name, exact: true })

afterEach(() => at.context.setOffline(false))

test('without a connection a bar says so, what is on show stays, and it comes back by itself', async () => {
  await at.open('')
  await at.page.getByRole('button', { name: /^Paid Search/ }).waitFor()
  await at.context.setOffline(true)
  await at.page.getByText('The collector can’t be reached.').waitFor()
  expect(await at.page.getByRole('button', { name: /^Paid Search/ }).count()).toBe(1)
  await at.context.setOffline(false)
  await at.page.getByText('The collector can’t be reached.').waitFor({ state: 'detached' })
  at.failures.splice(0)
})

test('a slow report can be stopped and asked again', async () => {
  let slow = true
  await at.page.route(stats, async (route) => {
    if (slow) await new Promise((resolve) => setTimeout(resolve, 20_000))
    await route.continue().catch(() => undefined)
  })
  await at.open('/sources')
  await at.page.getByText('Still counting.').waitFor()
  await button('Cancel').click()
  await at.page.getByText('Cancelled before it was done.').waitFor()
  slow = false
  await button('Try again').click()
  await at.page.getByRole('row', { name: /Paid Search/ }).waitFor()
  await at.page.unrouteAll({ behavior: 'ignoreErrors' })
})

test.each(['import', 'developers'])(
  'a list that cannot be loaded in settings/%s says so',
  async (section) => {
    const path = new RegExp(`/${SITE}/(imports|sql)(\\?|$)`, 'u')
    await at.page.route(path, (route) => route.fulfill({ status: 500, json: { status: 500 } }))
    await at.open(`/settings/${section}`)
    await at.page.getByText('This could not be loaded.').waitFor()
    await at.page.unrouteAll()
    await button('Try again').click()
    await at.page.getByText('This could not be loaded.').waitFor({ state: 'detached' })
    expect(at.failures.splice(0).join()).toContain('500')
  },
)

test('what the site does not know is named, and its filter can be cleared', async () => {
  await at.open('/sources?done.goal=Nothing')
  await at.page.getByText('This view asks for something the site does not know.').waitFor()
  await at.page.getByText(/“Nothing” is not known here/).waitFor()
  await at.page.getByRole('alert').getByRole('button', { name: 'Clear all' }).click()
  await at.page.getByRole('row', { name: /Paid Search/ }).waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
})

test.each(['/sites/no-such.example', '/nowhere'])(
  '%s says that nothing is there, and where to go',
  async (path) => {
    await at.page.goto(`${at.server.url}${path}`)
    await at.page.getByText('There is nothing here.').waitFor()
    expect(await at.page.getByRole('main').count()).toBe(1)
    await at.page.getByRole('link', { name: 'Go to the overview' }).click()
    await at.page.getByRole('button', { name: /^Paid Search/ }).waitFor()
    expect(at.failures.splice(0).every((text) => text.includes('404'))).toBe(true)
  },
)

test('who chose a goal is told of its conversions, and may ask about visitors', async () => {
  await at.api('POST', '/goals', {
    name: 'Sign-up',
    event: 'Signup',
    value: 'none',
    count: 'every',
  })
  const { items } = await (await at.api('GET', '/goals')).json()
  await at.open(`/changes?goal=${items[0].id}`)
  const metric = at.page.getByLabel('Explain')
  await expect.poll(() => metric.inputValue()).toBe('conversions')
  await metric.selectOption('visitors')
  await expect.poll(() => at.page.url()).toContain('metric=visitors')
  await at.open('/changes')
  await expect.poll(() => metric.inputValue()).toBe('visitors')
  await at.api('DELETE', `/goals/${items[0].id}`)
})

test('a segment that is gone is told of once, and the page is shown without it', async () => {
  await at.open('?segment=gone-for-good')
  await at.page.getByText('This segment was deleted.').waitFor()
  await at.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  expect(await at.page.getByRole('alert').count()).toBe(1)
  expect(await at.page.getByRole('alert').getByText('gone-for-good').count()).toBe(0)
  await button('Show without it').click()
  await at.page.getByRole('button', { name: /^Paid Search/ }).waitFor()
  await expect.poll(() => at.page.url()).not.toContain('segment')
  expect(at.failures.splice(0).length).toBeGreaterThan(0)
})

test('a session that ends leads to signing in and back to the same view', async () => {
  const context = await at.browser.newContext({
    locale: 'en-GB',
    storageState: await at.context.storageState(),
  })
  const page = await context.newPage()
  await page.goto(`${at.server.url}/sites/${SITE}/sources/source?channel=Paid+Search`)
  await page.getByRole('row', { name: /google/ }).waitFor()
  // Whatever the page still asked for by itself would lead to signing in, too.
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  // At once: what a pointer over it asks would lead there before the click.
  await page.getByRole('link', { name: 'Campaign', exact: true }).evaluate((link) => {
    ;(link as HTMLElement).click()
  })
  await page.getByText('Your session has ended.').waitFor()
  await page.getByLabel('Email').fill('owner@example.com')
  await page.getByLabel('Password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Campaigns' }).waitFor()
  await page.getByRole('button', { name: 'Remove filter: Channel is Paid Search' }).waitFor()
  await context.close()
})

test('every report of a site without events leads to its snippet', async () => {
  await at.ofSites('POST', '', { domain: 'empty.example' })
  for (const path of ['sources', 'pages', 'audience']) {
    await at.page.goto(`${at.server.url}/sites/empty.example/${path}`)
    await at.page.getByText('No event has arrived yet').first().waitFor()
  }
  await at.page.goto(`${at.server.url}/sites/empty.example/retention/habits`)
  await at.page.getByText('Nothing goes with staying yet').waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
  for (const path of ['journeys/paths', 'changes', 'retention']) {
    await at.page.goto(`${at.server.url}/sites/empty.example/${path}`)
    await at.page.locator('.empty').waitFor()
    await at.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    expect([path, await at.page.locator('.card').count()]).toEqual([path, 1])
  }
  await at.page.goto(`${at.server.url}/sites/empty.example/sources`)
  await at.page.getByRole('link', { name: 'Add the script to your pages' }).first().click()
  await at.page.getByText('Waiting for the first event…').waitFor()
})

test('without goals a funnel begins with two unnamed steps, and is counted once they are named', async () => {
  await at.open('/journeys')
  await at.page.getByText('No funnel yet').waitFor()
  await at.page.getByLabel('What of step 2').fill('/')
  await at.page.getByText('Where they stop').waitFor()
  await at.page.getByText(/who began/).waitFor()
})

test('a report that fails says so once, on a card', async () => {
  const failing = { status: 500, contentType: 'application/problem+json', body: '{"status":500}' }
  await at.page.route('**/api/sites/*/**', (route) => route.fulfill(failing))
  for (const path of [
    ...['', 'audience', 'journeys', 'journeys/paths', 'changes', 'retention', 'retention/habits'],
    ...['goals', 'goals/events', 'sources', 'pages', 'quality', 'customers/people/ann'],
    ...['customers', 'customers/accounts', 'customers/accounts/acme', 'customers/stages'],
    ...['return', 'return/models', 'return/spend', 'customers/revenue'],
  ]) {
    await at.open(`/${path}`)
    await at.page.getByRole('alert').first().waitFor()
    await at.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    expect([path, await at.page.getByRole('alert').count()]).toEqual([path, 1])
    expect([path, await at.page.locator('.card').getByRole('alert').count()]).toEqual([path, 1])
  }
  await at.page.unrouteAll({ behavior: 'ignoreErrors' })
  expect(at.failures.splice(0).join()).toContain('500')
})

/** A refusal is no lost connection: after it browsers do not ask again by themselves. */
test.each([
  ['refused', { status: 502 }],
  ['cut', undefined],
])('a live page whose stream is %s says so, and lives when it is back', async (_, refusal) => {
  const stream = '**/reports/live/stream'
  await at.page.route(stream, (route) => (refusal ? route.fulfill(refusal) : route.abort()))
  await at.open('/live')
  await at.page.getByText('What happens now cannot be heard').waitFor()
  await at.page.getByText('Reconnecting…').waitFor()
  await expect.poll(() => at.page.locator('.skeleton').count()).toBe(0)
  await at.page.unroute(stream)
  await at.page.getByText('Connected').waitFor()
  await at.page.getByText('What happens now cannot be heard').waitFor({ state: 'detached' })
  at.failures.splice(0)
})

test('who is here now is counted by page, and a goal stands out with its money', async () => {
  await at.api('POST', '/goals', { name: 'Bought', event: 'Order', value: 'revenue' })
  const own = { visitor: 'now', url: `https://${SITE}/till`, at: Date.now() }
  const revenue = { amount: '25.00', currency: 'EUR' }
  const lines = [
    { ...own, id: 'now-pageview', name: 'pageview' },
    { ...own, id: 'now-order', name: 'Order', revenue },
  ]
  const { token } = inject('firstOwner')
  await fetch(`${at.server.url}/api/sites/${SITE}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((one) => JSON.stringify(one)).join('\n'),
  })
  await at.open('/live')
  const open = at.page.getByRole('region', { name: 'Open now' })
  await open.getByRole('button', { name: /\/till/u }).waitFor()
  const reached = at.page.locator('.feed [data-goal]')
  await expect.poll(() => reached.textContent()).toMatch(/Order.*Bought.*€25\.00/u)
  await open.getByRole('button', { name: /\/till/u }).click()
  await at.page.getByRole('button', { name: 'Remove filter: Page is /till' }).waitFor()
})
