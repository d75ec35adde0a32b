import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
]
/** Two of three sign-ups chose the plan *pro*, all by one person. */
const signups = ['pro', 'pro', 'free'].map((plan, i) => ({
  ...{ id: `signup-${i}`, name: 'Sign up', at: Date.now() - 3_500_000 + i, visitor: 'visitor-0-0' },
  ...{ url: `https://${SITE}/landing`, props: { plan } },
}))
const at = useSignedIn({ site: SITE, events: [...visits(SITE, LANDINGS), ...signups] })

const click = (name: string) => at.page.getByRole('button', { name, exact: true }).click()

test('the form of a goal offers what the site has seen, and says how often it was reached', async () => {
  await at.open('/settings/goals')
  const { page } = at
  await page.getByLabel('Name', { exact: true }).fill('Pro')
  await page.getByLabel('Name of the event').fill('sign')
  await page.getByRole('option', { name: 'Sign up' }).click()
  await page.getByText('Reached 3 times by 1 person in 30 days').waitFor()
  await click('Add condition')
  await page.getByLabel('Property', { exact: true }).click()
  await page.getByRole('option', { name: 'plan' }).click()
  const values = page.getByLabel('Values')
  await values.fill('fr')
  await page.getByRole('option', { name: 'free' }).click()
  await page.getByText('Reached 1 time by 1 person in 30 days').waitFor()
  await values.fill('free, pr')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => values.inputValue()).toBe('free, pro')
  await page.getByText('Reached 3 times by 1 person in 30 days').waitFor()
  await page.getByLabel('Reached by').selectOption('Page')
  await page.getByText('Not reached in the last 30 days').waitFor()
  await click('Discard')
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('')
})

test('a name is taken by keys that are pressed before the names have come', async () => {
  const { page } = at
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/reports/properties', async (route) => {
    await held
    await route.continue()
  })
  await at.open('/settings/goals')
  await page.getByLabel('Name of the event').fill('Sign up')
  await page.keyboard.press('Escape')
  await click('Add condition')
  const property = page.getByLabel('Property', { exact: true })
  await property.fill('pl')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  release()
  await expect.poll(() => property.inputValue()).toBe('plan')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await click('Discard')
})

test('what is changed in settings and not saved is marked, kept, and discarded at a click', async () => {
  await at.open('/settings/exclusions')
  const hosts = at.page.getByLabel('Addresses not to count')
  await hosts.fill('203.0.113.7')
  const link = at.page.getByRole('link', { name: /^Exclusions/u })
  await link.getByLabel('Not saved yet').waitFor()
  await at.page.getByRole('link', { name: 'Overview' }).first().click()
  await at.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await at.page.goBack()
  await link.getByLabel('Not saved yet').waitFor()
  await expect.poll(() => hosts.inputValue()).toBe('203.0.113.7')
  await click('Discard')
  await expect.poll(() => hosts.inputValue()).toBe('')
  await link.getByLabel('Not saved yet').waitFor({ state: 'detached' })
  await hosts.fill('203.0.113.8')
  await click('Save')
  await link.getByLabel('Not saved yet').waitFor({ state: 'detached' })
  await at.page.getByRole('link', { name: 'Overview' }).first().click()
  await at.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await at.page.goBack()
  await expect.poll(() => hosts.inputValue()).toBe('203.0.113.8')
})

test('a built-in channel rule is copied, changed and previewed from where to where', async () => {
  await at.open('/settings/channels')
  const builtIn = at.page.getByRole('region', { name: 'Then the built-in rules' })
  await builtIn.getByText('paid, from a search engine').waitFor()
  await builtIn.getByRole('button', { name: 'Copy the rule of Email' }).click()
  await at.page.getByLabel('Channel', { exact: true }).fill('Letters')
  await click('Preview')
  const moves = at.page.getByRole('region', { name: 'Preview' })
  await moves.getByText('4 visits would move').first().waitFor()
  await moves.getByRole('row', { name: /^Email Letters 4$/u }).waitFor()
  await moves.getByText('Letters: decides 4 visits').waitFor()
  await at.page.getByLabel('Channel', { exact: true }).fill('Post')
  await moves.waitFor({ state: 'detached' })
  await click('Discard')
  await at.page.getByText('Add a rule when a partner').waitFor()
})
