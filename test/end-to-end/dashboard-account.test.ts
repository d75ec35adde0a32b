import { expect, test } from 'vitest'
import { accountEvents } from './account-events.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: accountEvents(SITE) })

const owner = () => at.page.getByRole('combobox', { name: 'Owner' })
const row = (name: string) => at.page.getByRole('row', { name: new RegExp(`^${name}`, 'u') })

test('who looks after an account is kept, and stands in the lists', async () => {
  await at.open('/customers/accounts/globex')
  await owner().fill('Ada ')
  await at.page.getByLabel('Note').fill('Asked for SSO.')
  await at.page.getByRole('button', { name: 'Save' }).click()
  await at.saved()
  await at.page.reload()
  await expect.poll(() => owner().inputValue()).toBe('Ada')
  expect(await at.page.getByLabel('Note').inputValue()).toBe('Asked for SSO.')
  await at.open('/customers')
  await row('globex').getByRole('cell', { name: 'Ada' }).waitFor()
  await at.open('/customers/accounts')
  await at.page.getByLabel('Owner').selectOption('Nobody’s')
  await expect
    .poll(() => at.page.locator('.account-link').allTextContents())
    .not.toContain('globex')
  await at.page.getByLabel('Owner').selectOption('Ada')
  await expect.poll(() => at.page.locator('.account-link').allTextContents()).toEqual(['globex'])
})

test('an owner is chosen from the members of the site and from who looks after others, or typed', async () => {
  const { email } = await (await at.api('GET', '/members')).json().then(({ items }) => items[0])
  await at.open('/customers/accounts/acme')
  await owner().click()
  await expect.poll(() => at.page.getByRole('option').allTextContents()).toEqual([email, 'Ada'])
  await owner().fill(email.slice(0, 4).toUpperCase())
  await at.page.keyboard.press('ArrowDown')
  await at.page.keyboard.press('Enter')
  await expect.poll(() => owner().inputValue()).toBe(email)
  await at.page.getByRole('button', { name: 'Save' }).click()
  await at.saved()
  await at.open('/customers')
  await row('acme').getByRole('cell', { name: email }).waitFor()
})

test('an account is found in the palette by any part of its name', async () => {
  await at.open('')
  await at.page.getByRole('button', { name: 'Search' }).waitFor()
  await at.page.keyboard.press('Control+k')
  await at.page.getByRole('combobox').fill('LOBE')
  const found = at.page.getByRole('option', { name: 'globex' })
  await found.waitFor()
  expect(await at.page.getByRole('group', { name: 'Accounts' }).textContent()).toContain('globex')
  await found.click()
  await at.page.getByRole('heading', { level: 1, name: 'globex' }).waitFor()
})
