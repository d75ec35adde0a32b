import { expect, test } from 'vitest'
import { says, useReceiver } from '../sending/receiver.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const receiver = useReceiver()
const at = useSignedIn({
  ...{ site: SITE, events: [] },
  // Tests reach nothing but this machine.
  env: { TRIBUTARY_PRIVATE_WEBHOOKS: 'true' },
})

const click = (name: string) => at.page.getByRole('button', { name, exact: true }).click()
const listed = () => at.page.locator('.deliveries > li')

test('a way out is added, tried, changed, removed and brought back', async () => {
  await at.open('/settings/notifications')
  const { page } = at
  await page.getByText('No way out yet').waitFor()
  await page.getByText('This server has no mail server yet').waitFor()
  await page.getByLabel('Kind').selectOption('Webhook')
  await page.getByLabel('Webhook URL').fill(`${receiver.url}/hooks/a-long-path-that-is-a-key`)
  await page.getByLabel('Name', { exact: true }).fill('Our program')
  await click('Add a way out')
  const secret = await page.locator('.snippet code').textContent()
  expect(secret).toMatch(/^whsec_/u)

  await click('Send a test')
  await page.getByText('The test reached Our program.').waitFor()
  expect(receiver.received).toHaveLength(1)
  expect(receiver.received[0]?.headers['tributary-signature']).toMatch(/^t=\d+,v1=/u)
  await expect.poll(() => listed().count()).toBe(1)

  receiver.respond = says(500, 'out of order')
  await click('Send a test')
  await page.getByText('The test did not reach Our program: it answered 500: out').waitFor()
  await expect.poll(() => listed().count()).toBe(2)
  await click('Failed')
  await expect.poll(() => listed().count()).toBe(1)

  receiver.respond = says(200, 'ok')
  await click('Send again')
  await page.getByText('It is on its way.').waitFor()
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(3)
  await click('All')

  await click('Edit')
  const window = page.getByRole('dialog')
  await window.getByLabel('Webhook URL').waitFor()
  expect(await window.getByLabel('Webhook URL').inputValue()).toBe('')
  await window.getByLabel('Name', { exact: true }).fill('Shop')
  await window.getByRole('button', { name: 'Save' }).click()
  await page.locator('.things b', { hasText: 'Shop' }).waitFor()
  await page.getByText(`${receiver.url}/…-key`).first().waitFor()

  await click('Remove')
  await page.getByText('No way out yet').waitFor()
  await click('Undo')
  await page.locator('.things b', { hasText: 'Shop' }).waitFor()
  await click('Send a test')
  await page.getByText('The test reached Shop.').waitFor()
})

test('what cannot be an address is said at its field', async () => {
  await at.open('/settings/notifications')
  const { page } = at
  await page.getByLabel('Kind').selectOption('Slack')
  await page.getByLabel('Webhook URL').fill('http://me:secret@example.com/')
  await click('Add a way out')
  const fault = page.getByText('has a user or password in it')
  await fault.waitFor()
  // The browser tells of the 422, too.
  at.failures = at.failures.filter((one) => !one.includes('422'))
})
