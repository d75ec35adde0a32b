import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { CLOUD_COLUMNS, cloudCells, csv, umamiRows } from '../moving/made-up.ts'
import { zip } from '../moving/packed.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({ site: SITE, events: [] })
const card = (name: string): Locator => at.page.getByRole('region', { name, exact: true })

const folder = mkdtempSync(join(tmpdir(), 'tributary-history-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function choose(name: string, bytes: string | Uint8Array): Promise<Locator> {
  writeFileSync(join(folder, name), bytes)
  const [chooser] = await Promise.all([
    at.page.waitForEvent('filechooser'),
    at.page.locator('.drop').click(),
  ])
  await chooser.setFiles(join(folder, name))
  return card(name)
}

const rows = [...umamiRows(1_500, 3, SITE)].map(cloudCells)
const first = { ...rows[0], created_at: 'yesterday' }

test('an export is seen, brought in, listed with what was refused, and taken back', async () => {
  await at.open('/settings/import')
  const umami = zip({ 'website_event.csv': csv(CLOUD_COLUMNS, [first, ...rows.slice(1)]) })
  const file = await choose('umami.zip', umami)
  await file.getByText('Line 2: created_at is no time').waitFor()
  await file.getByText('2025-01-01', { exact: false }).waitFor()
  await file.getByRole('button', { name: 'Bring in 1,499' }).click()
  await file.getByText('Brought in: 1,499').waitFor()
  const list = at.page.getByRole('region', { name: 'Imports', exact: true })
  await list
    .getByRole('row', { name: /umami.zip.*Done.*created_at is no time: 1.*1,499/s })
    .waitFor()
  await list.getByRole('button', { name: 'Undo: umami.zip' }).click()
  await at.page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => list.count()).toBe(0)
})

test('a table of one’s own is mapped by hand', async () => {
  await at.open('/settings/import')
  const file = await choose('own.csv', 'Moment,Where,Sess\n2025-03-01 10:00:00,/a,s1\n')
  await file.getByText('it cannot be seen whose file this is', { exact: false }).waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
  await file.getByLabel('Whose file it is').selectOption({ label: 'A table of events' })
  await file.getByRole('button', { name: 'Read again' }).click()
  await file.getByText('say which column is the time', { exact: false }).waitFor()
  for (const [label, column] of [
    ['Time', 'Moment'],
    ['Page’s path', 'Where'],
    ['Visitor or session', 'Sess'],
  ] as const) {
    await file.getByLabel(label, { exact: true }).selectOption(column)
  }
  await file.getByRole('button', { name: 'Read again' }).click()
  await file.getByRole('button', { name: 'Bring in 1' }).click()
  await file.getByText('Brought in: 1').waitFor()
})

test('a file that holds nothing of the kind is told what it is', async () => {
  await at.open('/settings/import')
  const file = await choose('half.zip', zip({ 'a.csv': 'a,b\n' }).subarray(0, 60))
  await file.getByText('cut off or broken', { exact: false }).waitFor()
  expect(at.failures.splice(0).join()).toContain('422')
})

test('of daily sums the preview tells what an earlier import tells already', async () => {
  await at.open('/settings/import')
  const sums = (visits: number) =>
    zip({
      'imported_visitors_20250501_20250502.csv': `date,visitors,pageviews,bounces,visits,visit_duration
2025-05-01,8,25,4,${visits},600
2025-05-02,5,12,3,6,120
`,
    })
  const first = await choose('first.zip', sums(10))
  await first.getByRole('button', { name: 'Bring in 2' }).click()
  await first.getByText('Brought in: 2').waitFor()
  const later = await choose('later.zip', sums(11))
  await later.getByText('2 days by table, of an earlier import').waitFor()
})
