import './page.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  ENTRIES,
  entriesInReach,
  placeOf,
  tabsInReach,
} from '../../dashboard/blocks/page/entries.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { foldedGroups, foldGroup, foldSide, sideFolded } from '../../dashboard/models/side.ts'
import { goals } from '../../dashboard/models/things.ts'
import { pageInView } from '../../dashboard/models/view.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { become, startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com')
  followAddress()
  open('/sites/example.com')
})
afterAll(() => app.close())
afterEach(() => become('owner'))

test.each([
  ['/sites/example.com', ''],
  ['/sites/example.com/', ''],
  ['/sites/example.com/sources/campaign?channel=Email', 'sources/campaign'],
  ['/sites/localhost%3A3000/live/', 'live'],
  ['/share/abc/pages/exit', 'pages/exit'],
])('%s shows "%s"', (address, page) => {
  open(address)
  expect(pageInView.value).toBe(page)
  open('/sites/example.com')
})

test.each([
  ['', 'overview', ''],
  ['live', 'overview', 'live'],
  ['sources/campaign', 'sources', 'sources/campaign'],
  ['customers/people/user:ann', 'customers', 'customers/people'],
  ['settings/goals', 'settings', 'settings'],
])('the page "%s" belongs to %s', (page, entry, tab) => {
  const place = placeOf(page)
  expect([place?.entry.name, place?.tab.path]).toEqual([entry, tab])
})

test('what no entry has is nowhere', () => {
  expect([placeOf('nothing'), placeOf('quality'), placeOf('peoples')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('no two tabs share an address, and of one entry at most four, but for the levels of sources and the five of customers', () => {
  const paths = ENTRIES.flatMap(({ tabs }) => tabs.map(({ path }) => path))
  expect(new Set(paths).size).toBe(paths.length)
  const crowded = ENTRIES.filter(({ tabs }) => tabs.length > 4).map(({ name }) => name)
  expect(crowded).toEqual(['sources', 'customers'])
})

test('a viewer does not see a tab that is empty, whoever may fill it does', async () => {
  goals.data.value
  await expect.poll(() => goals.data.value).toEqual([])
  const names = () =>
    entriesInReach()
      .filter(({ name }) => name === 'goals')
      .flatMap((entry) => tabsInReach(entry).map(({ name }) => name))
  expect(names()).toEqual(['goals', 'events'])
  become('viewer')
  expect(names()).toEqual(['events'])
})

test('a group and the side fold, and the browser keeps it', () => {
  foldGroup('earn')
  foldGroup('look')
  foldGroup('earn')
  foldSide()
  expect([foldedGroups.value, sideFolded.value]).toEqual([['look'], true])
  expect([
    localStorage.getItem('tributary.groups'),
    localStorage.getItem('tributary.side'),
  ]).toEqual(['look', 'folded'])
  foldSide()
  foldGroup('look')
  expect(localStorage.getItem('tributary.side')).toBeNull()
})
