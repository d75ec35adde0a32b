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
const link = (name: string) => at.page.getByRole('link', { name, exact: true }).first()
const sheet = async (name: string) => (await at.api('GET', `/${name}`)).json()

beforeAll(async () => {
  expect((await at.ofSites('POST', '', { domain: OTHER })).status).toBe(201)
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
  await at.ofSites('PUT', `/${OTHER}/aliases`, own)
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
  expect(await (await at.ofSites('GET', `/${OTHER}/aliases`)).json()).toEqual(own)
})

test('what is typed while channels are saved stays, to be saved or discarded', async () => {
  await at.open('/settings/channels')
  await button('Add rule').click()
  await at.page.getByLabel('Channel', { exact: true }).fill('Partners')
  await at.page.getByLabel('Values').fill('acme')
  const release = await held('**/channels', 'PUT')
  const sent = at.page.waitForRequest((request) => request.method() === 'PUT')
  await button('Save').click()
  await sent
  await at.page.getByLabel('Values').fill('acme, zenith')
  release()
  await at.saved()
  const rule = (...values: string[]) => ({ channel: 'Partners', when: [['is', 'source', values]] })
  expect(await sheet('channels')).toEqual({ rules: [rule('acme')] })
  expect(await at.page.getByLabel('Values').inputValue()).toBe('acme, zenith')
  await button('Save').click()
  await expect.poll(() => sheet('channels')).toEqual({ rules: [rule('acme', 'zenith')] })
  await button('Discard').waitFor({ state: 'detached' })
})

test('what is typed while the general settings are saved stays, over what was saved', async () => {
  await at.open('/settings/general')
  const name = at.page.getByLabel('Name', { exact: true })
  await name.fill('Shop')
  const release = await held(`**/sites/${SITE}`, 'PUT')
  const sent = at.page.waitForRequest((request) => request.method() === 'PUT')
  await button('Save').click()
  await sent
  await name.fill('Shop two')
  release()
  await at.saved()
  expect(await name.inputValue()).toBe('Shop two')
  await button('Discard').click()
  expect(await name.inputValue()).toBe('Shop')
})

test('a draft takes in what was fixed meanwhile, and saving it keeps both', async () => {
  await at.open('/settings/exclusions')
  await at.page.getByLabel('Referrers to ignore').fill('partner.example')
  await at.page.locator('.side a[href$="/quality"]').click()
  await button('Ignore referrer: pay.bank.example').click()
  await button('Apply').click()
  await at.page.getByText('Fixed, in all history').waitFor()
  await link('Settings').click()
  await at.page.getByRole('link', { name: /^Exclusions/u }).click()
  await at.page.getByText('Changes made elsewhere meanwhile are included').waitFor()
  const referrers = at.page.getByLabel('Referrers to ignore')
  expect((await referrers.inputValue()).split('\n').toSorted()).toEqual([
    'partner.example',
    'pay.bank.example',
  ])
  await button('Save').click()
  await expect
    .poll(async () => (await sheet('exclusions')).referrers.toSorted())
    .toEqual(['partner.example', 'pay.bank.example'])
})

test('a form that stands open saves nothing over what others stored since', async () => {
  await at.open('/settings/exclusions')
  const hosts = at.page.getByLabel('Hosts not to count')
  await hosts.fill('staging.example')
  const stored = await sheet('exclusions')
  await at.api('PUT', '/exclusions', { ...stored, hostnames: ['test.example'] })
  await button('Save').click()
  await at.saved()
  await expect
    .poll(async () => (await hosts.inputValue()).split('\n').toSorted())
    .toEqual(['staging.example', 'test.example'])
  expect((await sheet('exclusions')).hostnames.toSorted()).toEqual([
    'staging.example',
    'test.example',
  ])
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
  expect((await (await at.ofSites('GET', `/${OTHER}/links`)).json()).items).toEqual([])
})

test('what is typed while names of links are saved stays, beside what others added', async () => {
  await at.open('/links/names')
  const sources = at.page.getByLabel('Sources')
  await sources.fill('weekly')
  const release = await held('**/naming', 'PUT')
  const sent = at.page.waitForRequest((request) => request.method() === 'PUT')
  await button('Save').click()
  await sent
  await sources.fill('weekly\nmonthly')
  release()
  await at.saved()
  await at.api('PUT', '/naming', { ...(await sheet('naming')), sources: ['weekly', 'daily'] })
  expect(await sources.inputValue()).toBe('weekly\nmonthly')
  await button('Save').click()
  await expect
    .poll(async () => (await sheet('naming')).sources.toSorted())
    .toEqual(['daily', 'monthly', 'weekly'])
})
