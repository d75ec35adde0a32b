import { beforeAll, expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const OTHER = 'other.example'
const LANDINGS = [
  { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring', visitors: 30 },
  { query: 'utm_source=facebok&utm_medium=paid_social&utm_campaign=spring', visitors: 3 },
  { query: '', visitors: 4, referrer: 'https://pay.bank.example/done' },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const sheet = async (name: string) => (await at.api('GET', `/${name}`)).json()
/** Asks for what is not the site's, as its owner. */
const ask = (method: string, path: string, data?: object) =>
  at.context.request.fetch(`${at.server.url}/api/sites${path}`, {
    ...{ method, headers: { origin: at.server.url } },
    ...(data && { data }),
  })

beforeAll(async () => {
  expect((await ask('POST', '', { domain: OTHER })).status()).toBe(201)
})

/** Holds what is sent there until it is let go. */
async function held(path: string, method: string): Promise<() => void> {
  let release = (): void => undefined
  const waiting = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route(path, async (route) => {
    if (route.request().method() === method) await waiting
    await route.continue()
  })
  return release
}

test('a fix is undone on its own site after one has gone to another, which keeps its own', async () => {
  const own = { source: { ig: 'instagram' }, medium: {}, campaign: {} }
  await ask('PUT', `/${OTHER}/aliases`, own)
  await at.open('/quality')
  await button('Add alias: facebok').click()
  await button('Apply').click()
  await at.page.getByText('Fixed, in all history').waitFor()
  await at.page.locator('.side .side-site').click()
  await at.page.getByRole('menuitemradio', { name: OTHER }).click()
  await at.page.waitForURL(`**/sites/${OTHER}**`)
  await button('Undo').click()
  await at.page.getByText('Back again').waitFor()
  expect((await sheet('aliases')).source).toEqual({})
  expect(await (await ask('GET', `/${OTHER}/aliases`)).json()).toEqual(own)
})

test('names of events are added to those that others gave meanwhile, and may be alike', async () => {
  await at.open('/settings/events')
  await at.page.getByLabel('Event', { exact: true }).fill('Purchase')
  await at.page.getByLabel('In English').fill('OK')
  await at.page.getByLabel('In Chinese').fill('OK')
  await at.api('PUT', '/event-names', { names: [{ event: 'Signup', en: 'Joined' }] })
  await button('Save').click()
  const entries = at.page.locator('.things li')
  await entries.nth(1).waitFor()
  expect(await entries.locator('b').allTextContents()).toEqual(['Signup', 'Purchase'])
  expect(await entries.nth(1).locator('span bdi').allTextContents()).toEqual(['OK', ' · OK'])
  await entries.nth(0).getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => entries.count()).toBe(1)
  await at.api('PUT', '/event-names', { names: [{ event: 'Read', en: 'Article read' }] })
  await button('Undo').click()
  await at.page.getByText('Article read').waitFor()
  expect(await entries.locator('b').allTextContents()).toEqual(['Signup', 'Read'])
})

test('links that are saved one after the other stop when the page is left, and that is said', async () => {
  await at.open('/links')
  await at.page.getByLabel('Source').fill('weekly')
  await at.page.getByLabel('Medium').fill('email')
  await at.page.getByLabel('Campaign').fill('spring')
  await button('Many links').click()
  await at.page
    .getByLabel('Addresses, one a line')
    .fill(['a', 'b', 'c'].map((page) => `shop.example/${page}`).join('\n'))
  const release = await held('**/links', 'POST')
  const sent = at.page.waitForRequest((request) => request.method() === 'POST')
  await button('Save 3 as short links').click()
  await sent
  await at.page.locator('.side .side-site').click()
  await at.page.getByRole('menuitemradio', { name: OTHER }).click()
  await at.page.waitForURL(`**/sites/${OTHER}**`)
  release()
  await at.page.getByText('You left the page: links not saved: 2').waitFor()
  expect((await sheet('links')).items).toHaveLength(1)
  expect((await (await ask('GET', `/${OTHER}/links`)).json()).items).toEqual([])
})
