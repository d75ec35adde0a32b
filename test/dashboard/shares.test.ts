import './page.ts'
import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { readView, type View, writeView } from '../../dashboard/models/query.ts'
import { addressOf, embedCode, guestQuery, segmentOf } from '../../dashboard/models/shares.ts'
import type { Goal } from '../../dashboard/models/things.ts'

const SEGMENTS = [
  { id: 's1', name: 'Germans', filters: [['is', 'country', ['DE']]] satisfies Filter[] },
  { id: 's2', name: 'Buyers', filters: [['has_done', 'goal', ['Purchase']]] satisfies Filter[] },
]

function view(filters: Filter[]): View {
  return { period: '7d', compare: 'previous', exact: false, filters, options: { metric: 'visits' } }
}

test('a link opens the overview, or the page and the view that are shared', () => {
  const share = { path: '/share/abc' }
  expect(addressOf(share, { page: '', query: '' })).toBe('http://growth.example/share/abc')
  expect(addressOf(share, { page: 'pages', query: '?period=7d' })).toBe(
    'http://growth.example/share/abc/pages?period=7d',
  )
  expect(addressOf({ path: null }, { page: 'pages', query: '' })).toBe('')
})

test('the embed code keeps the view, and holds in an attribute whatever the site is called', () => {
  const code = embedCode('https://t.example/share/abc?period=7d&country=DE', 'dark', 'A "B" & <C>')
  expect(code).toContain(
    'src="https://t.example/share/abc?period=7d&amp;country=DE&amp;embed=1&amp;theme=dark"',
  )
  expect(code).toContain('title="A &quot;B&quot; &amp; <C>"')
  expect(code.match(/"/g)).toHaveLength(8)
})

test('a frame shows the very view that was shared, whatever it filters by', () => {
  const shown = view([
    ['is', 'page', ['/p/enquêtes & más']],
    ['contains', 'campaign', ['a+b|c']],
  ])
  const address = addressOf({ path: '/share/abc' }, { page: '', query: writeView(shown) })
  const [, src = ''] = /src="([^"]*)"/.exec(embedCode(address, 'system', 'Report')) ?? []
  const { search } = new URL(src.replaceAll('&amp;', '&'))
  expect(readView(search).filters).toEqual(shown.filters)
  expect(readView(search).options).toEqual({ metric: 'visits', embed: '1', theme: 'system' })
})

test('a view stands on a segment when it has exactly one', () => {
  expect(
    segmentOf([
      ['segment', 's1'],
      ['is', 'os', ['iOS']],
    ]),
  ).toBe('s1')
  expect(
    segmentOf([
      ['segment', 's1'],
      ['segment', 's2'],
    ]),
  ).toBeUndefined()
  expect(segmentOf([['not', ['segment', 's1']]])).toBeUndefined()
  expect(segmentOf([])).toBeUndefined()
})

const KNOWN = {
  segments: SEGMENTS,
  goals: [{ id: 'g1', name: 'Purchase', event: 'Purchase' }] as unknown as Goal[],
}

test('guests are told of a goal by its name, which is all that they know of it', () => {
  const shown = { ...view([]), options: { goal: 'g1' } }
  expect(guestQuery(shown, KNOWN, undefined)).toBe('?period=7d&goal=Purchase')
  const all = { ...view([]), options: { goal: 'all' } }
  expect(guestQuery(all, KNOWN, undefined)).toBe('?period=7d&goal=all')
})

test('guests are told what a segment stands for, but not the one that they are held to', () => {
  const shown = view([
    ['segment', 's1'],
    ['segment', 's2'],
  ])
  expect(guestQuery(shown, KNOWN, 's1')).toBe('?period=7d&done.goal=Purchase&metric=visits')
  expect(guestQuery(shown, KNOWN, undefined)).toBe(
    '?period=7d&country=DE&done.goal=Purchase&metric=visits',
  )
})

test('a shared view of people in two countries at once is as empty for guests as it was', () => {
  const shown = view([
    ['is', 'country', ['AT']],
    ['segment', 's1'],
  ])
  expect(readView(guestQuery(shown, KNOWN, undefined)).filters).toEqual([
    ['is', 'country', ['AT']],
    ['is', 'country', ['DE']],
  ])
})

test('a guest is sent to no segment beside what is shared', () => {
  const beside = (compare: View['compare']) => guestQuery({ ...view([]), compare }, KNOWN, 's1')
  expect(beside('segment:s2')).toBe('?period=7d&compare=none&metric=visits')
  expect(beside('year')).toBe('?period=7d&compare=year&metric=visits')
})
