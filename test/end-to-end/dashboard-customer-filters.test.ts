import { expect, test } from 'vitest'
import { accountEvents } from './account-events.ts'
import { hindrances } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: accountEvents(SITE) })
const button = (name: string | RegExp) => at.page.getByRole('button', { name })
const total = () => at.page.locator('tfoot td').nth(1).textContent()

test('the channels of customers above 300 a month are two fields away, and a segment', async () => {
  await at.open('/sources?compare=none')
  await at.page.getByRole('row', { name: /Direct/u }).waitFor()
  expect(await total()).toBe('3')
  await at.page.keyboard.press('f')
  await at.page.locator('.finder').getByRole('combobox').fill('mrr')
  await at.page.getByRole('option', { name: 'Customer’s MRR', exact: true }).click()
  await at.page.getByText('A month, in USD').waitFor()
  await at.page.getByLabel('Value', { exact: true }).fill('300')
  await button('Apply filter').click()
  await button('Remove filter: Customer’s MRR is greater than 300').waitFor()
  await expect.poll(total).toBe('2')
  expect(new URL(at.page.url()).searchParams.get('customer:mrr.gt')).toBe('300')
  await button('Segments').click()
  await at.page.getByRole('menuitem', { name: 'Save as segment' }).click()
  await at.page.getByLabel('Name of the segment').fill('Large')
  await at.page.getByLabel('Name of the segment').press('Enter')
  await button(/Remove filter: .*Large/u).waitFor()
  await expect.poll(total).toBe('2')
})

test('a state is chosen from those there are, and who never paid is one', async () => {
  await at.open('/sources?compare=none')
  await at.page.getByRole('row', { name: /Direct/u }).waitFor()
  await at.page.keyboard.press('f')
  await at.page.locator('.finder').getByRole('combobox').fill('customer’s state')
  await at.page.getByRole('option', { name: 'Customer’s state', exact: true }).click()
  for (const name of ['Trial', 'Active', 'Renewed', 'Lost']) await button(name).waitFor()
  await button('(none)').click()
  const { violations, overflow } = await hindrances(at.page)
  expect([violations, overflow]).toEqual([[], 0])
  await button('Apply filter').click()
  // Fay of initech alone pays nothing.
  await expect.poll(total).toBe('1')
})

test('a filter by MRR says what of it has no rate, and where to give one', async () => {
  const without = () => at.page.getByText('What customers pay in UAH has no rate, and counts as 0')
  const subscription = { id: 'ours', amount: '90', currency: 'UAH', interval: 'month' }
  const event = {
    ...{ id: 'event-of-initech-paying', name: 'subscription', at: Date.now() - 3 * 86_400_000 },
    subscription: { ...subscription, status: 'active' },
  }
  await at.api('POST', '/events', { account: 'initech', events: [event] })
  await at.open('/sources?compare=none&customer:state.is=active')
  await at.page.getByRole('row', { name: /Direct/u }).waitFor()
  await at.page.waitForLoadState('networkidle')
  expect(await without().count()).toBe(0)
  await at.open('/sources?compare=none&customer:mrr.gt=10')
  await without().waitFor()
  const { violations, overflow } = await hindrances(at.page)
  expect([violations, overflow]).toEqual([[], 0])
  await at.page.getByRole('link', { name: 'Add a rate' }).click()
  await at.page.waitForURL(/settings\/rates\?.*currency=UAH/u)
})
