import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addressOf,
  changeView,
  isShown,
  mayPin,
  pinnedViews,
  removeView,
  savedViews,
  saveView,
  viewHere,
} from '../../dashboard/models/saved-views.ts'
import {
  chooseColumns,
  columnsOf,
  metricsToChoose,
  withBases,
} from '../../dashboard/models/table-columns.ts'
import type { App } from '../http/server.ts'
import { open, shown } from './page.ts'
import { answered, startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com')
})
afterAll(() => app.close())
beforeEach(() => open('/sites/example.com/sources'))

const USUAL = ['visitors', 'visits'] as const
const CHOOSABLE = metricsToChoose('channel', USUAL, true)

test('a page is kept with its query, and opens as it was', async () => {
  open('/sites/example.com/sources/campaign?period=lastweek&country=DE&order=conversions')
  const here = viewHere()
  expect(here).toEqual({
    path: '/sources/campaign',
    search: '?period=lastweek&country=DE&order=conversions',
  })
  const saved = await saveView('example.com', {
    name: 'Germany',
    pinned: true,
    search: '',
    path: '',
    ...here,
  })
  expect(isShown(saved)).toBe(true)
  open('/sites/example.com')
  expect(isShown(saved)).toBe(false)
  expect(viewHere()).toEqual({ path: '', search: '' })
  open(addressOf(saved))
  expect(shown()).toBe(
    '/sites/example.com/sources/campaign?period=lastweek&country=DE&order=conversions',
  )
  await removeView('example.com', saved)
})

test('a person’s own page cannot be kept', () => {
  open('/sites/example.com/customers/people/user:ann')
  expect(viewHere()).toBeUndefined()
})

test('columns that this browser chose go with the view, over what a table usually has', () => {
  chooseColumns(['visits', 'revenue'])
  expect(viewHere()?.search).toBe('?columns=visits,revenue')
  open('/sites/example.com/sources/source?period=7d')
  expect(viewHere()?.search).toBe('?period=7d&columns=visits,revenue')
  open('/sites/example.com/pages')
  expect(viewHere()?.search).toBe('')
  open('/sites/example.com/sources?columns=visitors')
  expect(columnsOf(CHOOSABLE, USUAL)).toEqual(['visitors'])
  chooseColumns(['visits', 'trend'])
  expect(shown()).toBe('/sites/example.com/sources')
  expect(columnsOf(CHOOSABLE, USUAL)).toEqual(['visits', 'trend'])
  chooseColumns(undefined)
  expect(columnsOf(CHOOSABLE, USUAL)).toEqual(['visitors', 'visits', 'trend'])
  expect(localStorage.getItem('tributary.columns')).toBe('{}')
})

test.each(['?columns=', '?columns=trend', '?columns=nothing', '?columns=time_on_page'])(
  'a table without a number is none: %s shows the usual',
  (query) => {
    open(`/sites/example.com/sources${query}`)
    expect(columnsOf(CHOOSABLE, USUAL)).toEqual(['visitors', 'visits', 'trend'])
  },
)

test('what can be chosen is what the table is about, and what rates are of is asked with them', () => {
  expect(metricsToChoose('event', ['events', 'people'], true)).toEqual(['events', 'people'])
  expect(metricsToChoose('page', USUAL, false)).toContain('scroll_depth')
  expect(CHOOSABLE).not.toContain('scroll_depth')
  expect(metricsToChoose('channel', USUAL, false)).not.toContain('revenue')
  expect(withBases(['conversion_rate', 'revenue'])).toEqual([
    'conversion_rate',
    'revenue',
    'visitors',
  ])
})

test('five stand in the navigation at most, and one that is renamed stays pinned', async () => {
  const add = (name: string) =>
    saveView('example.com', { name, path: '', search: '', pinned: true })
  const all = []
  for (const name of ['a', 'b', 'c', 'd', 'e']) all.push(await add(name))
  savedViews.ask()
  await answered(savedViews)
  expect([pinnedViews().map(({ name }) => name), mayPin()]).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    false,
  ])
  const [first] = all
  if (!first) throw new Error('no view')
  await changeView('example.com', first, { name: 'z' })
  await changeView('example.com', { ...first, name: 'z' }, { pinned: false })
  savedViews.ask()
  await answered(savedViews)
  expect([pinnedViews().map(({ name }) => name), mayPin()]).toEqual([['b', 'c', 'd', 'e'], true])
})
