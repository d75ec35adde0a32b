import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

test('an owner asks in SQL, is told what is wrong, and takes the rows along', async () => {
  await at.open('/settings/developers')
  const { page } = at
  const query = page.getByLabel('Query', { exact: true })
  await page.locator('form').getByRole('button', { name: 'Run' }).click()
  await page.getByRole('cell', { name: 'Paid Search' }).waitFor()
  await page.getByText('2 rows', { exact: true }).waitFor()

  await query.fill('select sourse from visits')
  await query.press('Control+Enter')
  await page.getByText('Did you mean “source”?').waitFor()
  at.failures.length = 0
  await query.fill('select source, count(*) as visits from visits group by source order by 2 desc')
  await query.press('Control+Enter')
  await page.getByRole('cell', { name: 'weekly' }).waitFor()
  expect(await page.getByRole('columnheader').allTextContents()).toEqual(['source', 'visits'])
  expect(await page.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
    ...['google', '5'],
  ])

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = readFileSync(await (await coming).path(), 'utf8')
  expect(file).toBe('\uFEFFsource,visits\r\ngoogle,5\r\nweekly,4\r\n')

  await page.reload()
  expect(await query.inputValue()).toContain('group by source')
  await page.getByText('conversions and refunds').click()
  await page.getByRole('listitem').filter({ hasText: 'revenue' }).waitFor()
})

test('a query that does not end is stopped', async () => {
  await at.open('/settings/developers')
  const { page } = at
  const endless =
    'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
  await page.getByLabel('Query', { exact: true }).fill(endless)
  await page.locator('form').getByRole('button', { name: 'Run' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.locator('form').getByRole('button', { name: 'Run' }).waitFor()
  await page.getByText('/mcp', { exact: false }).first().waitFor()
})
