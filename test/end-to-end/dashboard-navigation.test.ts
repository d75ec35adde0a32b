import { expect, test } from 'vitest'
import { hindrances } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring', visitors: 30 },
  { query: 'utm_source=facebok&utm_medium=paid_social&utm_campaign=spring', visitors: 3 },
  { query: 'utm_source=weekly&utm_medium=email&utm_campaign=spring', visitors: 4 },
]
/** Who is there, so that the page of a person has somebody to show. */
const ANN = {
  ...{ id: 'landing-of-ann', name: 'pageview', at: Date.now() - 3_600_000, user: 'ann' },
  url: `https://${SITE}/`,
}
const at = useSignedIn({ site: SITE, events: [...visits(SITE, LANDINGS), ANN] })

const main = () => at.page.getByRole('navigation', { name: 'Main' })
const link = (name: string) => at.page.getByRole('link', { name, exact: true })
const where = () => new URL(at.page.url())

test('four groups lead everywhere, each page with its tabs in the address', async () => {
  await at.open('?channel=Email')
  await main().getByRole('link', { name: 'Sources' }).click()
  await at.page
    .getByRole('navigation', { name: 'Sources' })
    .getByRole('link', { name: 'Campaign', exact: true })
    .click()
  await at.page.getByRole('heading', { name: 'Campaigns' }).waitFor()
  expect(where().pathname).toBe(`/sites/${SITE}/sources/campaign`)
  expect(where().search).toBe('?channel=Email')
  expect(await main().getByRole('link').allTextContents()).toEqual([
    'Overview',
    'Sources',
    'Pages',
    'Audience',
    'Goals',
    'Journeys',
    'Retention',
    'Experiments',
    'Return',
    'Customers',
    'Links',
    'Settings',
  ])
  expect(await main().locator('[aria-current=page]').textContent()).toBe('Sources')
})

test.each([
  ['/acquisition?by=campaign&channel=Email', '/sources/campaign?channel=Email'],
  ['/events?period=last7', '/goals?period=last7'],
  ['/people/user:ann', '/customers/people/user:ann'],
])('the address of before %s leads to %s', async (before, after) => {
  await at.open(before)
  await at.page.waitForURL(`${at.server.url}/sites/${SITE}${after}`)
  await at.page.getByRole('heading', { level: 1 }).waitFor()
})

test('a page that is not there says so', async () => {
  await at.open('/sources/nothing')
  await at.page.getByRole('heading', { name: 'Page not found' }).waitFor()
})

test('groups and the side fold, and stay folded', async () => {
  await at.open('/pages')
  await main().getByRole('button', { name: 'Look' }).click()
  await main().getByRole('link', { name: 'Audience' }).waitFor({ state: 'detached' })
  await main().getByRole('link', { name: 'Pages' }).waitFor()
  await at.page.reload()
  await main().getByRole('link', { name: 'Pages' }).waitFor()
  expect(await main().getByRole('link', { name: 'Audience' }).count()).toBe(0)
  await main().getByRole('button', { name: 'Look' }).click()
  await at.page.keyboard.press('\\')
  await expect.poll(async () => (await at.page.locator('.side').boundingBox())?.width).toBe(56)
  await main().getByRole('link', { name: 'Audience' }).click()
  await at.page.waitForURL(/audience$/)
  await at.page.keyboard.press('\\')
  await expect.poll(async () => (await at.page.locator('.side').boundingBox())?.width).toBe(232)
})

test('the light at the foot says how much there is to fix, and Sources how many visits it is', async () => {
  await at.open('/sources')
  await at.page.getByText('3 visits with broken campaign tags: Looks like a typo (3).').waitFor()
  await at.page.getByRole('link', { name: /Data quality.*1 to fix/ }).click()
  await at.page.getByText('3 visits with broken campaign tags: Looks like a typo (3).').waitFor()
  await at.page.getByRole('row', { name: /Looks like a typo/ }).waitFor()
  await at.open('/sources?channel=Email')
  await at.page.getByRole('row', { name: /Email/ }).waitFor()
  expect(await at.page.getByText('broken campaign tags').count()).toBe(0)
})

test('pages that do not filter show no filter and carry it on', async () => {
  await at.open('/sources?channel=Email')
  await link('Overview').click()
  await link('Live').click()
  await at.page.getByRole('heading', { name: 'Live' }).waitFor()
  expect(await at.page.getByRole('group', { name: 'Filters' }).count()).toBe(0)
  await at.page.getByRole('link', { name: /^Data quality/ }).click()
  await at.page.getByRole('heading', { name: 'Data quality' }).waitFor()
  expect(await at.page.getByRole('group', { name: 'Filters' }).count()).toBe(0)
  await main().getByRole('link', { name: 'Pages' }).click()
  await at.page.getByRole('button', { name: 'Remove filter: Channel is Email' }).waitFor()
})

test('on a phone the most used stands at the foot, and the rest behind More', async () => {
  await at.page.setViewportSize({ width: 390, height: 844 })
  await at.open('')
  const foot = at.page.getByRole('navigation', { name: 'Most used' })
  await foot.waitFor()
  expect(await foot.getByRole('link').allTextContents()).toEqual([
    'Overview',
    'Sources',
    'Goals',
    'Return',
  ])
  await foot.getByRole('link', { name: 'Goals' }).click()
  await at.page.getByRole('heading', { name: 'Goals', level: 1 }).waitFor()
  await foot.getByRole('button', { name: 'More' }).click()
  await main().getByRole('link', { name: 'Links' }).click()
  await at.page.getByRole('heading', { name: 'Links', exact: true }).waitFor()
  await expect.poll(() => main().isVisible()).toBe(false)
})

test('of several sites each has a card: who comes, whether it is well, and the way there', async () => {
  expect((await at.ofSites('POST', '', { domain: 'second.example' })).status).toBe(201)
  await at.page.goto(at.server.url)
  const card = (name: string) => at.page.getByRole('listitem').filter({ hasText: name })
  await card(SITE).getByText('1 to fix').waitFor()
  expect(await card(SITE).locator('.metric-value').textContent()).toBe('38')
  await card('second.example').getByText('Waiting for the first event').waitFor()
  expect((await hindrances(at.page)).violations).toEqual([])
  await card(SITE).click()
  await at.page.getByRole('heading', { name: 'Overview' }).waitFor()
  await at.page.locator('.side .side-site').click()
  await at.page.getByRole('menuitem', { name: 'All sites' }).click()
  await card('second.example').getByRole('link').focus()
  await at.page.keyboard.press('Enter')
  await at.page.waitForURL(`${at.server.url}/sites/second.example`)
})
