import { beforeAll, expect, test } from 'vitest'
import { steadyTag } from '../../dashboard/models/steady-tag.ts'
import { choose } from './choose.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'form.example'

/** Yesterday 200 people began at /pricing, of whom every twentieth signed up. */
const pricing = Array.from({ length: 200 }, (_, n) => {
  const by = {
    visitor: `price-${n}`,
    url: `https://${SITE}/pricing`,
    at: Date.now() - 86_400_000 + n,
  }
  const signup = { ...by, id: `price-signup-${n}`, name: 'Signup', at: by.at + 1 }
  return [{ ...by, id: `price-view-${n}`, name: 'pageview' }, ...(n % 20 === 0 ? [signup] : [])]
})
const at = useSignedIn({ site: SITE, events: pricing.flat() })

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Signup', event: 'Signup' })
})

test('where nothing is tried yet, the site’s own numbers say what to try, and the form agrees', async () => {
  const { page } = at
  await at.open('/experiments')
  await page.getByText('200 people began here in the last 28 days, and 5% of them').waitFor()
  // 5 % and a half more: a fifth more would take longer than eight weeks of 200 people a day.
  const idea = await page.getByText('a change of 50% shows in about').textContent()
  await page.getByRole('link', { name: 'Fill in the form' }).click()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Improve /pricing')
  expect(await page.getByLabel('Key').inputValue()).toBe('improve-pricing')
  expect(await page.getByLabel('Pages').inputValue()).toBe('/pricing')
  const plan = await page.getByText(/people are needed, about/).textContent()
  const days = /about (\d+) days/
  expect(days.exec(plan ?? '')?.[1]).toBe(days.exec(idea ?? '')?.[1])
})

test('what is wrong is said at its field, and a plan is as sure as one says', async () => {
  const { page } = at
  await at.open('/experiments/drafts?edit=new')
  await page.getByLabel('Name', { exact: true }).fill('Wrong')
  const selector = page.getByLabel('Element (CSS selector)')
  await selector.fill('h1 >>> (')
  await page.getByLabel('Value', { exact: true }).fill('Ship faster')
  const save = page.getByRole('button', { name: 'Save as draft' })
  await save.click()
  await page.getByText('“h1 >>> (” is no CSS selector.').waitFor()
  expect(await selector.getAttribute('aria-invalid')).toBe('true')
  // From the button at the foot nobody sees what stands so far above.
  await expect.poll(() => selector.evaluate((it) => it === document.activeElement)).toBe(true)
  await selector.fill('h1')
  await page.getByLabel('Share (%)').last().fill('40')
  await save.click()
  await page.getByText('The shares add up to 90 %, not to 100 %.').waitFor()
  await page.getByLabel('Share (%)').last().fill('50')
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Send to another page' })
  await page.getByLabel('Value', { exact: true }).fill('https://evil.example/')
  await save.click()
  await page.getByText(`“https://evil.example/” is no page of ${SITE}.`).waitFor()
  await page.getByLabel('Value', { exact: true }).fill('/b')
  await page.getByLabel('Power (%)').fill('90')
  await page.getByLabel('Significance (%)').fill('1')
  await save.click()
  await page.getByText('Not started yet').waitFor()
  const stored = await (await at.api('GET', '/experiments/wrong')).json()
  expect(stored.plan).toMatchObject({ minimum_effect: 0.1, power: 0.9, alpha: 0.01 })
  expect((await at.api('DELETE', '/experiments/wrong')).status).toBe(204)
  at.failures.length = 0
})

test('who takes part is asked by what a page knows, and counted, without the form being sent', async () => {
  const { page } = at
  await at.open('/experiments/drafts?edit=new')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await choose(page.getByLabel('What is asked'), 'Source')
  await page.getByLabel('Value', { exact: true }).first().fill('nobody')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('Source is nobody').waitFor()
  await page.getByText('Nobody matched in the last 28 days.').waitFor()
  await page.getByRole('button', { name: 'Remove filter: Source is nobody' }).click()
  await page.getByText('Everybody on these pages').waitFor()
  expect(new URL(page.url()).search).toBe('?edit=new')
})

test('where nothing is stored an experiment of visitors says why nobody is in it, and its copy draws by visits', async () => {
  const { page } = at
  const metrics = { primary: { goal: 'Signup', kind: 'proportion', window: '1d' } }
  const variants = [{ key: 'control' }, { key: 'b' }]
  await at.api('POST', '/experiments', { key: 'hero', name: 'Hero', variants, metrics })
  expect((await at.api('POST', '/experiments/hero/start', {})).status).toBe(200)
  expect((await at.api('PUT', '', { identity: 'cookieless' })).status).toBe(200)
  await at.open('/experiments?experiment=hero')
  await page.getByText('Nobody is in it. The site stores nothing in browsers').waitFor()
  await page.getByText('No visitor to draw by: the site stores nothing').waitFor()
  await page.getByRole('link', { name: 'Copy, drawn by visits' }).click()
  expect(await page.getByLabel('Unit').inputValue()).toBe('visit')
  expect(await page.getByLabel('Key').inputValue()).toBe('hero-2')
  await page.getByText('The tag without flicker', { exact: true }).click()
  const tag = steadyTag(`${at.server.url}/t/${SITE}.js`)
  expect(await page.locator('.snippet code').textContent()).toBe(tag)
  await at.open('/settings/snippet')
  await page.getByText('The tag without flicker', { exact: true }).waitFor()
})
