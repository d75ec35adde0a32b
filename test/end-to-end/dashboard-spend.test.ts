import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
/** In the middle of what the files tell of. */
const AUGUST = Date.now() - Date.parse('2026-08-01T12:00:00Z')
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=Busca+local', visitors: 3 },
  { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring+sale', visitors: 2 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS, AUGUST) })

const PAGE = '/return/spend?period=2026-07-01..2026-09-30'
const button = (name: string | RegExp) => at.page.getByRole('button', { name })
const card = (name: string): Locator => at.page.getByRole('region', { name, exact: true })
const dialog = () => at.page.getByRole('dialog')
const exported = (name: string) => join('test/spend/files', name)
const list = async (path: string) => (await (await at.api('GET', path)).json()).items

/** Chooses files as one does with the keyboard or on a phone. */
async function choose(...names: string[]): Promise<void> {
  const [chooser] = await Promise.all([
    at.page.waitForEvent('filechooser'),
    at.page.locator('.drop').click(),
  ])
  await chooser.setFiles(names.map(exported))
}

const folder = mkdtempSync(join(tmpdir(), 'tributary-dropped-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Drops what lies at a path as the system's own mouse does, once nothing comes any more that would move its place. */
async function dropAt(path: string): Promise<void> {
  const zone = at.page.locator('.drop')
  await zone.waitFor()
  await at.page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
  await zone.scrollIntoViewIfNeeded()
  const { x = 0, y = 0 } = (await zone.boundingBox()) ?? {}
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  const mouse = await at.context.newCDPSession(at.page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await mouse.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data })
  }
  await mouse.detach()
}

async function drop(name: string, bytes: Buffer): Promise<void> {
  writeFileSync(join(folder, name), bytes)
  await dropAt(join(folder, name))
}

test('before there is spend, paid visits wait for their cost', async () => {
  await at.open(PAGE)
  const waiting = card('Paid visits that wait for their cost')
  await waiting.getByRole('row', { name: /google cpc Busca local 3/ }).waitFor()
  await button('Type a monthly sum').waitFor()
})

test('a Google report in UTF-16 is seen before it is stored, and undone', async () => {
  await at.open(PAGE)
  await choose('google-portuguese.csv')
  const file = card('google-portuguese.csv')
  await file.getByText('Google Ads').first().waitFor()
  await file.getByText('R$1,234.56', { exact: true }).first().waitFor()
  await file.getByText('R$1,234.56 (100%)').waitFor()
  await file.getByRole('row', { name: /Busca local Paid Search R\$1,234.56 900 50,000/ }).waitFor()
  await file.getByText('Código da moeda → Currency', { exact: false }).waitFor()
  expect(await list('/spend')).toEqual([])
  await file.getByText('Read it differently').click()
  await file.getByLabel('Impressions').selectOption('none')
  await file.getByRole('button', { name: 'Read again' }).click()
  await file.getByText('Not read: Impr.', { exact: false }).waitFor()
  await file.getByRole('button', { name: 'Store' }).click()
  await file.getByText('1 row stored: R$1,234.56').waitFor()
  expect(await list('/spend')).toMatchObject([{ campaign: 'Busca local', cost: 1_234.56 }])
  await file.getByRole('button', { name: 'Undo: google-portuguese.csv' }).click()
  await file.getByText('Taken back.', { exact: false }).waitFor()
  expect(await list('/spend')).toEqual([])
})

test('several files are read one after the other, dropped or chosen', async () => {
  await at.open(PAGE)
  await choose('meta-daily.csv', 'baidu.csv')
  await card('meta-daily.csv').getByRole('definition').getByText('Meta').waitFor()
  await card('meta-daily.csv')
    .getByText(/own total is 10.00 more than its rows/)
    .waitFor()
  await card('baidu.csv').getByRole('definition').getByText('Baidu').waitFor()
  await drop('dropped.csv', readFileSync(exported('microsoft.csv')))
  const dropped = card('dropped.csv')
  await dropped.getByRole('definition').getByText('Microsoft Advertising').waitFor()
  await dropped.getByText(/data may be incomplete/).waitFor()
  await card('baidu.csv').getByRole('button', { name: 'Store' }).click()
  await card('baidu.csv')
    .getByText(/stored:/)
    .waitFor()
  await dropped.getByRole('button', { name: 'Leave out dropped.csv' }).click()
  await dropped.waitFor({ state: 'detached' })
  expect((await list('/spend/imports')).map(({ name }: { name: string }) => name)).toEqual([
    'baidu',
  ])
})

test('dates of two readings are asked about, with both', async () => {
  await at.open(PAGE)
  await choose('meta-spanish.csv')
  const file = card('meta-spanish.csv')
  const order = file.getByLabel('Which is the day?')
  await order.waitFor()
  expect(await order.locator('option').allTextContents()).toEqual([
    'day first: 2026-09-01 – 2026-09-02',
    'month first: 2026-01-09 – 2026-02-09',
  ])
  await order.selectOption('dmy')
  await file.getByRole('button', { name: 'Read again' }).click()
  await file.getByText('€1,020.00', { exact: true }).waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
})

test('a table of one’s own asks what its columns are, once', async () => {
  await at.open(PAGE)
  await choose('own-names.csv')
  const file = card('own-names.csv')
  await file.getByLabel('Day', { exact: true }).selectOption('Wann')
  await file.getByLabel('Cost', { exact: true }).selectOption('Wieviel')
  await file.getByLabel('Source', { exact: true }).first().selectOption('Wo')
  await file.getByRole('button', { name: 'Read again' }).click()
  await file.getByText('Table of your own').first().waitFor()
  expect(await file.getByLabel('Import', { exact: true }).inputValue()).toBe('own names')
  await file.getByRole('button', { name: 'Store' }).click()
  await file.getByText(/stored:/).waitFor()
  await file.getByRole('button', { name: 'Leave out own-names.csv' }).click()
  await choose('own-names.csv')
  await file.getByText(/1 row of “own names” on these days/).waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
})

test('it is not asked again where the file is given before the imports have come', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route('**/spend/imports?*', async (route) => {
    await held
    await route.continue()
  })
  await at.open(PAGE)
  await choose('own-names.csv')
  const file = card('own-names.csv')
  await file.waitFor()
  release()
  await file.getByText(/1 row of “own names” on these days/).waitFor()
})

test('lines that are no rows are named, and left out only on a word', async () => {
  await at.open(PAGE)
  await choose('second-bom.tsv')
  const file = card('second-bom.tsv')
  await file.getByText('Line 3: 5 cells where the header has 4').waitFor()
  expect(await file.getByRole('button', { name: 'Store' }).isDisabled()).toBe(true)
  await file.getByLabel('Leave these lines out').check()
  await file.getByRole('button', { name: 'Store', disabled: false }).click()
  await file.getByText('1 row stored', { exact: false }).waitFor()
})

test('what cannot be a table is refused before it is sent', async () => {
  await at.open(PAGE)
  let sent = 0
  at.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/spend?')) sent++
  })
  await drop('sheet.xlsx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('xl/')]))
  await card('sheet.xlsx').getByText('This is an Excel workbook.', { exact: false }).waitFor()
  await drop('all.zip', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('a.csv')]))
  await card('all.zip').getByText('Unpack it', { exact: false }).waitFor()
  await drop('empty.csv', Buffer.alloc(0))
  await card('empty.csv').getByText('The file is empty.').waitFor()
  await dropAt(folder)
  await at.page.getByText('This is a folder,', { exact: false }).waitFor()
  writeFileSync(join(folder, 'year.csv'), '')
  truncateSync(join(folder, 'year.csv'), 200 * 1_048_576)
  await dropAt(join(folder, 'year.csv'))
  await card('year.csv').getByText('larger than 64 MB', { exact: false }).waitFor()
  expect(sent).toBe(0)
})

test('spend without visits is joined with the name that visits have, after a look at the money', async () => {
  for (const { name } of await list('/spend/imports')) {
    await at.api('DELETE', `/spend/imports/${encodeURIComponent(name)}`)
  }
  const cost = { date: '2026-08-01', currency: 'USD' }
  const rows = [
    { ...cost, source: 'google', medium: 'cpc', campaign: 'busca-locl', cost: 270 },
    { ...cost, source: 'google', medium: 'cpc', campaign: 'Busca local', cost: 30 },
  ]
  await at.api('POST', '/spend', { import: 'search', rows })
  await at.open(`${PAGE}`)
  await at.page.getByText('$30.00 of $300.00 found their visits (10%).').waitFor()
  const unmatched = card('Spend without visits')
  await unmatched.getByRole('row', { name: /busca-locl busca local · 3 visits/ }).waitFor()
  await button('Join google / cpc / busca-locl').click()
  const campaign = dialog().getByLabel('Campaign of the visits')
  await expect.poll(() => campaign.inputValue()).toBe('busca local')
  await dialog().getByText('$300.00 instead of $30.00 find visits.').waitFor()
  await dialog().getByRole('button', { name: 'Join' }).click()
  await at.page.getByText('$300.00 of $300.00 found their visits (100%).').waitFor()
  await at.page.getByText('All spend found its visits').waitFor()
  await button('Undo').last().click()
  await at.page.getByText('$30.00 of $300.00 found their visits (10%).').waitFor()
})

test('a monthly sum comes onto each day, and days that are missing show', async () => {
  await at.open(PAGE)
  await button('Type a monthly sum').click()
  await dialog().getByLabel('Month').fill('2026-08')
  await dialog().getByLabel('Source').fill('weekly')
  await dialog().getByLabel('Cost').fill('100')
  await dialog().getByText('31 days, $3.22 to $3.23 each; together exactly the sum').waitFor()
  await dialog().getByRole('button', { name: 'Store' }).click()
  await at.page.getByRole('img', { name: 'monthly: weekly: 31 days' }).waitFor()
  const rows = await list('/spend?import=monthly%3A%20weekly')
  expect(rows.reduce((sum: number, row: { cost: number }) => sum + 100 * row.cost, 0)).toBe(10_000)
  const days = ['2026-08-01', '2026-08-05'].map((date) => ({ date, source: 'x', cost: 1 }))
  await at.api('POST', '/spend', { import: 'gaps', rows: days })
  await at.page.reload()
  await at.page.getByRole('img', { name: 'gaps: 2 days, 2 Aug – 4 Aug missing' }).waitFor()
})

test('an import is removed after a question', async () => {
  await at.open(PAGE)
  const days = at.page.getByRole('img', { name: /^gaps/ })
  await days.waitFor()
  await button('Remove: gaps').click()
  await dialog().getByRole('button', { name: 'Remove' }).click()
  await days.waitFor({ state: 'detached' })
  expect((await list('/spend/imports')).map(({ name }: { name: string }) => name)).not.toContain(
    'gaps',
  )
})
