import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { invoice, invoiceFile } from '../billing/files.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: [] })

const MONTHS = '/customers/revenue?period=2025-01-01..2025-05-31'
const card = (name: string): Locator => at.page.getByRole('region', { name, exact: true })

const folder = mkdtempSync(join(tmpdir(), 'tributary-subscriptions-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A table of one's own, under names that nobody knows. */
const TABLE = `Ref,Workspace,What,Fee,Money,Every,State,Since,Until
sub-900,acme,Team,49.00,USD,month,active,2025-02-03,
sub-901,bolt,Team,49.00,USD,month,ended,2025-03-01,2025-04-20
sub-902,cyan,Team,49.00,USD,month,ended,2025-03-01,2025-02-01
sub-903,dune,Team,49.00,USD,fortnight,active,2025-03-01,
`

async function choose(name: string, text: string): Promise<Locator> {
  writeFileSync(join(folder, name), text)
  const [chooser] = await Promise.all([
    at.page.waitForEvent('filechooser'),
    at.page.locator('.drop').click(),
  ])
  await chooser.setFiles(join(folder, name))
  return card(name)
}

test('a table of one’s own is mapped, seen with its refused lines, taken in and taken back', async () => {
  await at.open(MONTHS)
  const file = await choose('own.csv', TABLE)
  await file.getByText('No line of the file names columns', { exact: false }).waitFor()
  // What was refused is no failure of the page.
  expect(at.failures.splice(0).join()).toContain('422')
  await file.getByRole('button', { name: 'Leave out own.csv' }).click()

  const half = TABLE.replace('Ref,Workspace', 'Subscription ID,Workspace').replace(
    'State',
    'Status',
  )
  const again = await choose('half.csv', half)
  await again.getByText('The file does not say which column is this', { exact: false }).waitFor()
  for (const [label, column] of [
    ['Customer', 'Workspace'],
    ['Price of one', 'Fee'],
    ['Currency', 'Money'],
    ['Interval', 'Every'],
    ['Began', 'Since'],
  ] as const) {
    await again.getByLabel(label, { exact: true }).selectOption(column)
  }
  await again.getByRole('button', { name: 'Read again' }).click()
  await again.getByText('Line 4: it is ended, and nobody says since when').waitFor()
  await again.getByText('Line 5: the interval “fortnight” is unknown').waitFor()
  expect(at.failures.splice(0).join()).toContain('422')

  await again.getByText('Read it differently').click()
  const take = again.getByRole('button', { name: 'Take in' })
  await again.getByLabel('Leave these lines out').check()
  await expect.poll(() => take.isEnabled()).toBe(true)
  await again.getByLabel('Ended', { exact: true }).selectOption('Until')
  await again.getByText('Read it again first', { exact: false }).waitFor()
  expect(await take.isDisabled()).toBe(true)
  await again.getByRole('button', { name: 'Read again' }).click()
  await again.getByText('Line 4: it ended on 2025-02-01, before it began on 2025-03-01').waitFor()
  await expect.poll(() => take.isEnabled()).toBe(true)
  await again.getByRole('row', { name: /new acme sub-900 – \$49.00 a month active/ }).waitFor()
  await again.getByLabel('Leave these lines out').uncheck()
  await expect.poll(() => take.isDisabled()).toBe(true)
  await again.getByLabel('Leave these lines out').check()
  await expect.poll(() => take.isEnabled()).toBe(true)
  await take.click()
  // One runs, the other began and ended.
  await again.getByText('2 subscriptions taken in: 3 changes').waitFor()
  const bridge = card('How MRR has moved')
  await bridge.getByRole('row', { name: 'March 2025 $49.00 +$49.00' }).waitFor()
  await card('Files taken in')
    .getByRole('row', { name: /half.csv 2 3/ })
    .waitFor()

  await again.getByRole('button', { name: 'Undo: half.csv' }).click()
  await again.getByText('Taken back, with all that it told.').waitFor()
  await at.page.getByText('No subscriptions yet').waitFor()
  await card('Files taken in').waitFor({ state: 'detached' })
})

test('a file that was taken in is taken back from the list, after a question', async () => {
  await at.open(MONTHS)
  const file = await choose(
    'stripe.csv',
    'id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status,Start (UTC)\nsub_1,cus_1,Pro,2,usd,month,10.00,active,2025-02-01 10:00\n',
  )
  await file.getByRole('row', { name: /new cus_1 sub_1 Pro 2 × \$10.00 a month active/ }).waitFor()
  await file
    .getByText('Nobody here is called as the file’s customers are.', { exact: false })
    .waitFor()
  await file.getByRole('button', { name: 'Take in' }).click()
  await file.getByText('1 subscription taken in: 1 change').waitFor()
  await file.getByRole('button', { name: 'Leave out stripe.csv' }).click()
  await card('Files taken in').getByRole('button', { name: 'Undo: stripe.csv' }).click()
  await at.page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  // What is said below may still be of before the file was taken in.
  await card('Files taken in').waitFor({ state: 'detached' })
  await at.page.getByText('No subscriptions yet').waitFor()
})

test('invoices tell what each month cost, and which were left out', async () => {
  await at.open(MONTHS)
  const text = invoiceFile(
    invoice('2025-02-01', '2025-03-01', { Currency: 'usd' }),
    invoice('2025-03-01', '2025-04-01', { Currency: 'usd', Subtotal: '79.00' }),
    invoice('2025-04-01', '2025-05-01', { Status: 'void' }),
    invoice('2025-03-05', '2025-03-20', { Currency: 'usd' }),
  )
  const file = await choose('invoices.csv', text)
  await file.getByText('1 void', { exact: true }).waitFor()
  await file.getByText('Line 5: a period of 15 days is no interval (a proration)').waitFor()
  await file
    .getByText('One of the subscriptions ends with its last invoice', { exact: false })
    .waitFor()
  await file
    .getByRole('row', { name: 'new acme sub_1 – $79.00 a month ended 1 Feb 2025 1 Apr 2025 2' })
    .waitFor()
  await file.getByText('Total Discount Amount → Discount', { exact: false }).waitFor()
  await file.getByLabel('Leave these lines out').check()
  const take = file.getByRole('button', { name: 'Take in' })
  await expect.poll(() => take.isEnabled()).toBe(true)
  await take.click()
  await file.getByText('1 subscription taken in: 3 changes').waitFor()
  const bridge = card('How MRR has moved')
  // 49.00 in February, 30.00 more in March, and gone in April.
  await bridge.getByRole('row', { name: 'March 2025 $49.00 $0.00 $0.00 +$30.00' }).waitFor()
  await bridge.getByRole('row', { name: /^April 2025 \$79.00 .*−\$79.00/ }).waitFor()

  const onlyNewest = at.page.getByText('Only the newest can be taken back', { exact: false })
  expect(await onlyNewest.count()).toBe(0)
  const later = invoiceFile(invoice('2025-04-01', '2025-05-01', { Currency: 'usd' }))
  const next = await choose('later.csv', later)
  await next.getByRole('button', { name: 'Take in' }).click()
  await onlyNewest.waitFor()
  const taken = card('Files taken in')
  await expect.poll(() => taken.getByRole('button', { name: /^Undo/ }).count()).toBe(1)
})

test('a file of any name, with customers of any name, stays within a phone', async () => {
  const name = `${'n'.repeat(150)}.csv`
  const long = 'W'.repeat(200)
  await at.page.setViewportSize({ width: 390, height: 844 })
  await at.open(MONTHS)
  const head = `Subscription ID,Account ID,Plan,Amount,Currency,Interval,Status,Start Date,${long}`
  const lines = [
    `long,${long},<b>${'P'.repeat(100)},9,USD,month,active,2025-03-01,`,
    `odd,acme,,9,USD,${long},active,2025-03-01,`,
  ]
  const file = await choose(name, [head, ...lines].join('\n'))
  await file.getByLabel('Leave these lines out').check()
  const isWithin = () =>
    at.page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    )
  expect(await isWithin()).toBe(true)
  await file.getByRole('button', { name: 'Take in' }).click()
  await card('Files taken in')
    .getByRole('button', { name: `Undo: ${name}` })
    .click()
  const asked = at.page.getByRole('dialog')
  expect(await asked.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
  expect(await isWithin()).toBe(true)
  await at.page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
})
