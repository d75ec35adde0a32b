import { expect, test } from 'vitest'
import { hindrances } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { EVENTS } from './thirteen-customers.ts'

const SITE = 'shop.example'
const on = useSignedIn({ site: SITE, events: EVENTS })

async function share(reports: readonly string[]): Promise<string> {
  const answer = await on.api('POST', '/shares', { name: 'Board', reports })
  expect(answer.status).toBe(201)
  return `${on.server.url}${(await answer.json()).path}`
}

test('a stranger reads the page where the link shows customers, and no id and no file', async () => {
  const address = await share(['customers'])
  const context = await on.browser.newContext({ locale: 'en-GB', bypassCSP: true })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`)
  })
  await page.goto(`${address}/customers/revenue?period=2025-01-01..2025-05-31`)
  await page.getByText('A customer brings $330 in 24 months.', { exact: false }).waitFor()
  // Nobody has said what winning customers costs, and a stranger is not asked to.
  await page.getByText('What winning one costs is not known', { exact: false }).waitFor()
  await page.getByRole('row', { name: /^April 2025 \$550.00 .* \$500.00 9$/ }).waitFor()
  await page.getByRole('row', { name: /^Paid Search .*10 \$550.00/ }).waitFor()
  expect((await hindrances(page)).violations).toEqual([])
  const shown = (await page.locator('main').textContent()) ?? ''
  expect(shown).not.toContain('-inc')
  for (const name of ['Add spend', 'Drop a file', 'Calculators', 'Add a rate']) {
    expect([name, shown.includes(name)]).toEqual([name, false])
  }
  const tabs = page.getByRole('navigation', { name: 'Customers', exact: true })
  expect(await tabs.getByRole('link', { name: 'People' }).count()).toBe(0)
  expect(refused).toEqual([])
  await context.close()
})

test('where the link shows no customers there is no way to the page', async () => {
  const address = await share([])
  const context = await on.browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Customers' }).count()).toBe(0)
  await context.close()
})
