import { beforeAll, expect, test, vi } from 'vitest'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const DAY = 86_400_000
const AD = 'utm_source=google&utm_medium=cpc&utm_campaign=brand'

/** A buyer a day for 40 days, by an ad and a short link. */
const events = Array.from({ length: 40 }, (_, i) => {
  const own = {
    visitor: `v${i}`,
    at: Date.now() - i * DAY,
    url: `https://${SITE}/?${AD}&tl=poster`,
  }
  const revenue = { amount: '50.00', currency: 'USD' }
  return [
    { ...own, id: `pageview-${i}`, name: 'pageview' },
    { ...own, id: `purchase-${i}`, name: 'Purchase', revenue },
  ]
}).flat()
const at = useSignedIn({ site: SITE, events })
let goal: string

beforeAll(async () => {
  const made = await at.api('POST', '/goals', {
    name: 'Purchase',
    event: 'Purchase',
    value: 'revenue',
  })
  goal = (await made.json()).id
  const tags = { source: 'google', medium: 'cpc', campaign: 'brand' }
  await at.api('POST', '/links', { ...tags, url: `https://${SITE}/`, slug: 'poster' })
  const date = new Date(Date.now() - 5 * DAY).toISOString().slice(0, 10)
  const row = { ...tags, date, currency: 'USD', cost: 80 }
  await at.api('POST', '/spend', { import: 'all', rows: [row] })
})

/** Whatever is asked from now on waits for its release. */
async function hold(): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route('**/api/sites/**', async (route) => {
    await released
    await route.continue()
  })
  return release
}

const quiet = () =>
  at.page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
const drawn = async () => {
  const sparks = at.page.locator('.spark path')
  const courses = await sparks.evaluateAll((paths) => paths.map((path) => path.getAttribute('d')))
  // What one can choose is the address's.
  const said = await at.page
    .locator('.answered .card-body, .answered table, .paired')
    .allInnerTexts()
  return { courses, said }
}

test.each([
  ['the overview', ''],
  ['the sources', '/sources'],
  ['all goals', '/goals'],
  ['a goal', '/goals?goal='],
  ['the links', '/links/saved'],
  ['a link', '/links/saved?open=poster'],
  ['spend and return over time', '/return?chart=time'],
])('%s: the old answer stays until that of another period comes', async (_, path) => {
  await at.open(path.endsWith('goal=') ? path + goal : path)
  await at.page.locator('.spark path, .paired').first().waitFor()
  await at.page.waitForLoadState('networkidle')
  await quiet()
  const before = await drawn()
  const release = await hold()
  await at.page.getByRole('button', { name: 'Last 30 days' }).click()
  await at.page.getByRole('menuitemradio', { name: 'Last 12 months' }).click()
  await at.page.getByRole('button', { name: 'Last 12 months' }).waitFor()
  expect(await drawn()).toEqual(before)
  release()
  await quiet()
  await vi.waitFor(async () => expect(await drawn()).not.toEqual(before), 20_000)
})
