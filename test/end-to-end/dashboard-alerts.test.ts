import { expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const DAY = 86_400_000
const TODAY = Math.floor(Date.now() / DAY) * DAY

/** Eight visitors a day for six weeks, but none three days ago. */
const events = Array.from({ length: 42 }, (_, i) => i + 1)
  .filter((back) => back !== 3)
  .flatMap((back) =>
    Array.from({ length: 8 }, (_, i) => ({
      ...{ id: `view-${back}-${i}`, name: 'pageview', visitor: `visitor-${back}-${i}` },
      ...{ at: TODAY - back * DAY + 43_200_000 + i * 1_000, url: `https://${SITE}/` },
    })),
  )
const at = useSignedIn({ site: SITE, events })

/** Before the collector has looked at it, and after. */
const WELL = /^(?:Not judged yet|OK)/u

const click = (name: string) => at.page.getByRole('button', { name, exact: true }).click()
const listed = (name: string) => at.page.getByRole('listitem').filter({ hasText: name })

test('an alert begins with what is on show, says when it would have fired, and stands in the settings', async () => {
  await at.open('?metric=visits&channel=Direct')
  const { page } = at
  await click('Alert me')
  const dialog = page.getByRole('dialog', { name: 'New alert' })
  await dialog.getByText('Channel is Direct').waitFor()
  await dialog.getByLabel('When it', { exact: true }).selectOption('is below')
  await dialog.getByLabel('Value', { exact: true }).fill('3')
  await dialog.getByText(/^In the last 30 days it would have fired 1 time/u).waitFor()
  expect(await dialog.locator('.rates-point[data-marked]').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Add alert' }).click()
  await dialog.waitFor({ state: 'detached' })
  await at.open('/settings/alerts')
  await listed('Visits below 3, by the day').getByText(WELL).waitFor()
})

test('an alert is paused, changed, removed, and brought back', async () => {
  await at.open('/settings/alerts')
  const { page } = at
  await page.getByRole('button', { name: 'Something else' }).click()
  await page.getByText('No event at all where there usually are some.').waitFor()
  await page.getByText(/^In the last 30 days it would have fired 1 time/u).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Stopped')
  await click('Add alert')
  const stopped = listed('Stopped')
  await stopped.getByRole('button', { name: 'Pause' }).click()
  await stopped.getByText('Paused').waitFor()
  await stopped.getByRole('button', { name: 'Resume' }).click()
  await stopped.getByText(WELL).waitFor()
  await stopped.getByRole('button', { name: 'History' }).click()
  await page.getByText('Nothing has happened yet.').waitFor()
  await page.keyboard.press('Escape')
  await stopped.getByRole('button', { name: 'Remove' }).click()
  await stopped.waitFor({ state: 'detached' })
  await click('Undo')
  await listed('Stopped').waitFor()
})
