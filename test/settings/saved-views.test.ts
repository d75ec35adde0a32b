import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  addSavedView,
  listSavedViews,
  removeSavedView,
  replaceSavedView,
  SavedViewInput,
} from '../../collector/settings/saved-views.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite
beforeEach(async () => {
  site = await reportedSite()
})
afterEach(() => site.close())

const view = (more: object) => SavedViewInput.parse({ name: 'Paid', path: '/sources', ...more })
const add = (more: object) => addSavedView(site.settings, site.id, view(more), 0)

test('what is pinned comes first, then it goes by name', async () => {
  for (const name of ['b', 'c', 'a']) await add({ name, pinned: name === 'c' })
  const names = (await listSavedViews(site.settings, site.id)).map(({ name }) => name)
  expect(names).toEqual(['c', 'a', 'b'])
})

test('a name is had once at a site, and a view that is gone is not found', async () => {
  const first = await add({})
  await expect(add({})).rejects.toMatchObject({ status: 409 })
  const other = await add({ name: 'Other' })
  const replaced = replaceSavedView(site.settings, site.id, other.id, view({}))
  await expect(replaced).rejects.toMatchObject({ status: 409 })
  await removeSavedView(site.settings, site.id, first.id)
  const gone = replaceSavedView(site.settings, site.id, first.id, view({ name: 'x' }))
  await expect(gone).rejects.toMatchObject({ status: 404 })
})

test('a site has at most 500', async () => {
  const fill = site.db.prepare(`insert into saved_view values (?, ?, ?, '', '', 0, 0)`)
  for (let n = 0; n < 499; n++) fill.run(`id-${n}`, site.id, `name ${n}`)
  await add({})
  await expect(add({ name: 'one more' })).rejects.toMatchObject({ status: 422 })
})

test.each([
  ['', ''],
  ['/links/saved', '?open=summer&period=2026-01-01..2026-02-01'],
  ['/experiments', '?find=%E5%A4%8F&x'],
  ['/people/a~1', '?'],
])('%j with %j is a place in the dashboard', (path, search) => {
  expect(SavedViewInput.safeParse({ name: 'x', path, search }).success).toBe(true)
})

test.each([
  ['//evil.example', ''],
  ['https://evil.example', ''],
  ['sources', ''],
  ['/sources/', ''],
  ['/../api', ''],
  ['/sources?x', ''],
  ['/sources', 'period=30d'],
  ['/sources', '?a#b'],
  ['/sources', '?a b'],
  ['/sources', '?a\u202e'],
  ['/sources', `?${'x'.repeat(4_000)}`],
])('%j with %j is none', (path, search) => {
  expect(SavedViewInput.safeParse({ name: 'x', path, search }).success).toBe(false)
})
