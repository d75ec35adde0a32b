import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hindrances } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({
  site: SITE,
  events: visits(SITE, [{ query: 'utm_source=google&utm_medium=cpc', visitors: 5 }]),
})

const DETAIL =
  'PostgreSQL, which holds the settings, does not answer; ask again in a while. Events are taken meanwhile'
const REFUSED = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status: 503, title: 'Service Unavailable', detail: DETAIL }),
}
const TITLE = 'The dashboard cannot be shown right now'
const PLACE = '/sources?channel=Paid+Search'

/** Refuses what is asked there until it is let go, to be asked again after so many seconds; answers when each was asked. */
async function refuse(page: Page, path: string, seconds = 2) {
  const asked: number[] = []
  await page.route(path, (route) => {
    asked.push(Date.now())
    return route.fulfill({ ...REFUSED, headers: { 'retry-after': `${seconds}` } })
  })
  return { asked, letGo: () => page.unroute(path) }
}

/** That the browser itself tells of what the test refused. */
const complained = () => at.failures.splice(0).every((text) => /503|ERR_/u.test(text))

test('a server without its settings is waited for, and the page goes on where it was', async () => {
  const session = await refuse(at.page, '**/api/session')
  await at.open(PLACE)
  await at.page.getByRole('heading', { name: TITLE }).waitFor()
  await at.page.getByText('Your events are being counted meanwhile.').waitFor()
  await at.page.getByText('PostgreSQL, which holds the settings, does not answer.').waitFor()
  expect(new URL(at.page.url()).pathname).toBe(`/sites/${SITE}/sources`)
  await expect.poll(() => session.asked.length).toBeGreaterThanOrEqual(3)
  const [first = 0, second = 0, third = 0] = session.asked
  expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(1_900)
  await session.letGo()
  await at.page.getByRole('row', { name: /Paid Search/ }).waitFor()
  expect(at.page.url()).toContain(`/sites/${SITE}${PLACE}`)
  expect(complained()).toBe(true)
})

test('so are the sites, and a connection that is gone, whose return is not slept through', async () => {
  const sites = await refuse(at.page, '**/api/sites?*')
  await at.open(PLACE)
  await at.page.getByRole('heading', { name: TITLE }).waitFor()
  await at.page.route('**/api/session', (route) => route.abort())
  await sites.letGo()
  await at.page.getByText('The collector can’t be reached.').waitFor()
  expect(await at.page.getByText('Your events are being counted').count()).toBe(0)
  // Longer than anything here is waited for.
  const session = await refuse(at.page, '**/api/session', 600)
  await at.page.getByText('Your events are being counted meanwhile.').waitFor()
  await session.letGo()
  await at.page.evaluate(() => dispatchEvent(new Event('online')))
  await at.page.getByRole('row', { name: /Paid Search/ }).waitFor()
  expect(complained()).toBe(true)
})

test('whoever is signed out is not waited for', async () => {
  await at.page.route('**/api/session', (route) =>
    route.fulfill({ ...REFUSED, status: 401, body: JSON.stringify({ status: 401 }) }),
  )
  await at.open(PLACE)
  await at.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  at.failures.splice(0)
})

test('a report that is refused for now is asked again by itself; one that took too long is not', async () => {
  const stats = await refuse(at.page, '**/reports/stats')
  await at.open(PLACE)
  await at.page.getByText('This is asked again by itself.').waitFor()
  await stats.letGo()
  await at.page.getByRole('row', { name: /Paid Search/ }).waitFor()
  const detail = 'the report took longer than 60 s; ask for a shorter period'
  const asked: (string | null)[] = []
  await at.page.route('**/reports/stats', (route) => {
    asked.push(route.request().postData())
    const body = JSON.stringify({ status: 503, detail })
    return route.fulfill({ ...REFUSED, headers: { 'retry-after': '2' }, body })
  })
  await at.page.reload()
  await at.page.getByText(detail).waitFor()
  expect(await at.page.getByText('This is asked again by itself.').count()).toBe(0)
  await at.page.waitForTimeout(3_500)
  // What there is to fix is counted meanwhile, once.
  expect(new Set(asked).size).toBe(asked.length)
  expect(complained()).toBe(true)
})

test('a shared link opens by itself, too', async () => {
  const { path } = await (await at.api('POST', '/shares', { name: 'Client' })).json()
  const share = await refuse(at.page, '**/api/share')
  await at.page.goto(at.server.url + path)
  await at.page.getByText('PostgreSQL, which holds the settings, does not answer.').waitFor()
  await share.letGo()
  await at.page.getByRole('button', { name: /^Paid Search/ }).waitFor()
  expect(complained()).toBe(true)
})

test.each([
  ['a desk', { width: 1440, height: 900 }, 'light', 'en-GB'],
  ['a desk in the dark', { width: 1440, height: 900 }, 'dark', 'en-GB'],
  ['a phone', { width: 390, height: 844 }, 'light', 'en-GB'],
  ['a Chinese phone in the dark', { width: 390, height: 844 }, 'dark', 'zh-CN'],
] as const)(
  'nothing of the waiting page hinders on %s',
  async (_, viewport, colorScheme, locale) => {
    const context = await at.browser.newContext({ viewport, colorScheme, locale })
    const page = await context.newPage()
    await refuse(page, '**/api/session')
    await page.goto(`${at.server.url}/sites/${SITE}`)
    await page.getByRole('status').waitFor()
    expect(await hindrances(page)).toMatchObject({ violations: [], overflow: 0 })
    await context.close()
  },
)
