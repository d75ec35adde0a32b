import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const SPAM = 'utm_source=casino&utm_medium=referral'
const LANDINGS = [
  { query: 'utm_source=letter&utm_medium=email', visitors: 4 },
  { query: SPAM, visitors: 7 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

/** The visits were an hour ago, which may be yesterday. */
const [from, to] = [1, 0].map((ago) =>
  new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10),
)

const button = (name: string) => at.page.getByRole('button', { name, exact: true })

async function visitors(): Promise<number> {
  const asked = { period: { from, to }, metrics: ['visitors'] }
  return (await (await at.api('POST', '/reports/stats', asked)).json()).totals.visitors
}

const SPAM_ONLY = `/quality?period=${from}..${to}&source=casino`

test('what the filters of data quality choose is counted, deleted, and brought back', async () => {
  await at.open(SPAM_ONLY)
  await button('Delete events …').click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByText('7 events in 7 visits of 7 people.').waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await at.page.getByText('7 events are being deleted').waitFor()
  // The way back stays for as long as a pointer is on it: to delete may take longer than it would be offered.
  await button('Undo').hover()
  await expect.poll(visitors).toBe(4)
  const row = at.page.getByRole('row', { name: /Deleted/ })
  await row.waitFor()
  await button('Undo').click()
  await at.page.getByText('The events are coming back').waitFor()
  await expect.poll(visitors).toBe(11)
  await row.waitFor({ state: 'detached' })
})

test('later it is brought back from the list, and where nothing is chosen nothing can be deleted', async () => {
  await at.open(SPAM_ONLY)
  await button('Delete events …').click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(visitors).toBe(4)
  await at.open(SPAM_ONLY)
  await button('Bring back').waitFor()
  await button('Delete events …').click()
  await dialog.getByText('0 events in 0 visits of 0 people.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Delete', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await button('Bring back').click()
  await expect.poll(visitors).toBe(11)
})

test('a way back is not taken from under the pointer', async () => {
  await at.api('POST', '/goals', { name: 'Landed', page: '/landing' })
  await at.page.clock.install()
  await at.open('/settings/goals')
  const entry = at.page.getByRole('listitem').filter({ hasText: 'Landed' })
  await entry.getByRole('button', { name: 'Remove' }).click()
  await button('Undo').hover()
  await at.page.clock.fastForward(60_000)
  await button('Undo').click()
  await entry.waitFor()
})
